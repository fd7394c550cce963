using System.Buffers.Binary;

namespace HubSpotImports.Files;

/// <summary>
/// XXH64 over bytes that come in pieces: tells whether a file changed between its check and its send. Not for secrets. The
/// algorithm is Yann Collet's, by its published specification.
/// </summary>
internal sealed class ContentHash
{
    private const ulong Prime1 = 11400714785074694791;
    private const ulong Prime2 = 14029467366897019727;
    private const ulong Prime3 = 1609587929392839161;
    private const ulong Prime4 = 9650029242287828579;
    private const ulong Prime5 = 2870177450012600261;
    private const int Stripe = 32;

    private readonly byte[] _rest = new byte[Stripe];
    private int _restLength;
    private ulong _length;
    private ulong _v1;
    private ulong _v2;
    private ulong _v3;
    private ulong _v4;

    public ContentHash() => Clear();

    /// <summary>Forgets all pieces.</summary>
    public void Clear()
    {
        (_v1, _v2, _v3, _v4) = (unchecked(Prime1 + Prime2), Prime2, 0, unchecked(0 - Prime1));
        (_restLength, _length) = (0, 0);
    }

    /// <summary>Takes the next piece.</summary>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        _length += (ulong)bytes.Length;
        if (_restLength > 0)
        {
            var taken = Math.Min(Stripe - _restLength, bytes.Length);
            bytes[..taken].CopyTo(_rest.AsSpan(_restLength));
            _restLength += taken;
            bytes = bytes[taken..];
            if (_restLength < Stripe) return;
            Mix(_rest);
            _restLength = 0;
        }

        while (bytes.Length >= Stripe)
        {
            Mix(bytes);
            bytes = bytes[Stripe..];
        }

        bytes.CopyTo(_rest);
        _restLength = bytes.Length;
    }

    /// <summary>The hash of all pieces so far.</summary>
    public ulong Value
    {
        get
        {
            unchecked
            {
                var hash = _length < Stripe
                    ? Prime5
                    : Merge(Merge(Merge(Merge(Rotate(_v1, 1) + Rotate(_v2, 7) + Rotate(_v3, 12) + Rotate(_v4, 18), _v1), _v2), _v3), _v4);
                hash += _length;

                var rest = _rest.AsSpan(0, _restLength);
                for (; rest.Length >= 8; rest = rest[8..])
                {
                    hash = (Rotate(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * Prime1) + Prime4;
                }

                if (rest.Length >= 4)
                {
                    hash = (Rotate(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2) + Prime3;
                    rest = rest[4..];
                }

                foreach (var value in rest) hash = Rotate(hash ^ (value * Prime5), 11) * Prime1;

                hash = (hash ^ (hash >> 33)) * Prime2;
                hash = (hash ^ (hash >> 29)) * Prime3;
                return hash ^ (hash >> 32);
            }
        }
    }

    private void Mix(ReadOnlySpan<byte> stripe)
    {
        _v1 = Round(_v1, BinaryPrimitives.ReadUInt64LittleEndian(stripe));
        _v2 = Round(_v2, BinaryPrimitives.ReadUInt64LittleEndian(stripe[8..]));
        _v3 = Round(_v3, BinaryPrimitives.ReadUInt64LittleEndian(stripe[16..]));
        _v4 = Round(_v4, BinaryPrimitives.ReadUInt64LittleEndian(stripe[24..]));
    }

    private static ulong Round(ulong accumulator, ulong input) => unchecked(Rotate(accumulator + (input * Prime2), 31) * Prime1);

    private static ulong Merge(ulong accumulator, ulong value) => unchecked(((accumulator ^ Round(0, value)) * Prime1) + Prime4);

    private static ulong Rotate(ulong value, int bits) => (value << bits) | (value >> (64 - bits));
}

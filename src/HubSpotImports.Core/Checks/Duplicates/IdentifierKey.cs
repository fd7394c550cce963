using CsvHelper;
using System.Buffers.Binary;
using System.Text;

namespace HubSpotImports.Checks;

/// <summary>
/// What must not stand in two rows of a file: the identifier of its objects, trimmed and in lower case. Where rows hold several objects, it is
/// all their identifiers together: a company may repeat on its contacts' rows, and a contact with another company.
/// </summary>
internal sealed class IdentifierKey
{
    // Longer identifiers are not compared: no e-mail, domain or record id is.
    private const int LongestIdentifier = 512;

    private readonly ColumnRule[] _columns;
    private readonly byte[] _key;
    private readonly int _lastColumn;
    private int _length;

    private IdentifierKey(ColumnRule[] columns)
    {
        _columns = columns;
        _lastColumn = columns.Max(column => column.Column);
        _key = new byte[columns.Length * (LongestIdentifier + 1)];
    }

    /// <summary>The column that a finding names.</summary>
    public ColumnRule Column => _columns[0];

    /// <summary>Whether it is one object's, so that two rows without it in common never meet in one record.</summary>
    public bool IsOfOneObject => _columns.Length == 1;

    /// <summary>HubSpot's code for the fault (that it is raised for this is deduced from its name).</summary>
    public string Code => Column.Mapping.ColumnType == HsColumnType.ObjectId ? "DUPLICATE_OBJECT_ID" : "DUPLICATE_ALTERNATE_ID";

    /// <summary>The key of the last row, as UTF-8; several identifiers are separated by zeros.</summary>
    public ReadOnlySpan<byte> Value => _key.AsSpan(0, _length);

    /// <summary>The keys of a file; none where an object has no identifier, because then each row is a record of its own.</summary>
    /// <param name="columns">Its columns.</param>
    public static IReadOnlyList<IdentifierKey> Of(IReadOnlyList<ColumnRule> columns)
    {
        var objects = columns.Where(column => column.Mapping.IsOwn).GroupBy(column => column.Mapping.ObjectTypeId).Select(group => group.Where(IsIdentifier).ToArray()).ToList();
        if (objects.Count == 0 || objects.Exists(identifiers => identifiers.Length == 0)) return [];
        return objects.Count == 1
            ? [.. objects[0].Select(column => new IdentifierKey([column]))]
            : [new IdentifierKey([.. objects.Select(identifiers => identifiers[0])])];
    }

    /// <summary>Reads the key of a row.</summary>
    /// <param name="record">The reader, on the row.</param>
    /// <returns>A hash of it; 0 where the row has none.</returns>
    public ulong Read(CsvReader record)
    {
        _length = 0;
        if (record.FieldCount <= _lastColumn) return 0;

        foreach (var column in _columns)
        {
            var cell = CellText.Trim(record.GetSpan(column.Column));
            if (cell.Length is 0 or > LongestIdentifier) return 0;
            if (_length > 0) _key[_length++] = 0;
            if (!TryLower(cell)) return 0;
        }

        return Math.Max(1, Hash(Value, (ulong)Column.Column));
    }

    private static bool IsIdentifier(ColumnRule column) => column.Mapping.ColumnType is HsColumnType.ObjectId or HsColumnType.AlternateId;

    private bool TryLower(ReadOnlySpan<byte> cell)
    {
        var room = _key.AsSpan(_length);
#if NET
        if (Ascii.ToLower(cell, room, out var written) == System.Buffers.OperationStatus.Done)
        {
            _length += written;
            return true;
        }
#endif
        var lower = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(cell.ToArray()).ToLowerInvariant());
        if (lower.Length > LongestIdentifier) return false;

        lower.CopyTo(room);
        _length += lower.Length;
        return true;
    }

    private static ulong Hash(ReadOnlySpan<byte> key, ulong seed)
    {
        var hash = Mix(seed + (ulong)key.Length);
        for (; key.Length >= 8; key = key[8..]) hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(key));
        ulong rest = 0;
        foreach (var value in key) rest = (rest << 8) | value;
        return Mix(Mix(hash ^ rest));
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 32)) * 0x9E3779B97F4A7C15;
            return value ^ (value >> 29);
        }
    }
}

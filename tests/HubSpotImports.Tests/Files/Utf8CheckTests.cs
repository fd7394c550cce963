using System.Text;
using System.Text.Unicode;
using FsCheck;
using FsCheck.Fluent;
using HubSpotImports.Files;

namespace HubSpotImports.Tests.Files;

public sealed class Utf8CheckTests
{
    // Bytes at the edges of the ranges of RFC 3629: where a wrong comparison shows.
    private static readonly byte[] Edges = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF];

    [Fact]
    public void Agrees_with_the_platform_on_bytes_from_the_edges_of_the_ranges() =>
        Prop.ForAll(Gen.Elements(Edges).ArrayOf().ToArbitrary(), Cuts, (bytes, cuts) => AgreesWithThePlatform(bytes, cuts)).Holds(cases: 5_000);

    [Fact]
    public void Agrees_with_the_platform_on_text_with_one_byte_changed() =>
        Prop.ForAll(MutatedText, Cuts, (bytes, cuts) => AgreesWithThePlatform(bytes, cuts)).Holds(cases: 2_000);

    [Fact]
    public void Takes_every_text_and_sees_whether_it_needs_more_than_ascii() => Prop.ForAll<NonNull<string>>(text =>
    {
        var bytes = Encoding.UTF8.GetBytes(text.Get); // Lone surrogates become U+FFFD, which is valid.
        var check = new Utf8Check();
        check.Push(bytes);
        check.Complete();
        return check.InvalidAt is null && check.SeenMultiByte == bytes.Any(value => value >= 0x80);
    }).Holds(cases: 500);

    [Theory]
    [InlineData(new byte[] { 0x41, 0xFF }, 1)]
    [InlineData(new byte[] { 0xC3, 0xA9, 0xE9, 0x41 }, 3)]
    [InlineData(new byte[] { 0x41, 0xC3 }, 2)]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, 1)]
    public void Tells_the_offset_of_the_byte_that_breaks_the_rules(byte[] bytes, long expected)
    {
        foreach (var size in new[] { 1, 2, bytes.Length })
        {
            var check = new Utf8Check();
            foreach (var piece in bytes.Chunk(size)) check.Push(piece);
            check.Complete();
            Assert.Equal(expected, check.InvalidAt);
        }
    }

    [Fact]
    public void A_multi_byte_sequence_after_the_fault_does_not_count()
    {
        var check = new Utf8Check();
        check.Push([0xE9, 0x2C, 0xC3, 0xA9]);

        Assert.NotNull(check.InvalidAt);
        Assert.False(check.SeenMultiByte);
    }

    private static Arbitrary<int[]> Cuts => Gen.Choose(1, 7).ArrayOf().ToArbitrary();

    private static Arbitrary<byte[]> MutatedText =>
        (from text in Gen.Elements("é", "€", "a", "😀", "漢", "\uFFFD", "zoë", "\u07FF", "\u0800", "\uD7FF", "\uE000", "\U0010FFFF").ArrayOf()
         from at in Gen.Choose(0, 1_000)
         from value in Gen.Choose(0, 255)
         let bytes = Encoding.UTF8.GetBytes(string.Concat(text))
         select bytes.Select((old, index) => index == at % Math.Max(1, bytes.Length) ? (byte)value : old).ToArray()).ToArbitrary();

    private static bool AgreesWithThePlatform(byte[] bytes, int[] cuts)
    {
        var check = new Utf8Check();
        var rest = bytes.AsSpan();
        for (var i = 0; rest.Length > 0; i++)
        {
            var size = Math.Min(rest.Length, i < cuts.Length ? cuts[i] : rest.Length);
            check.Push(rest[..size]);
            rest = rest[size..];
        }

        check.Complete();
        if (Utf8.IsValid(bytes)) return check.InvalidAt is null;

        // The platform tells where the broken sequence starts; the fault is one of its bytes, or the end.
        Utf8.ToUtf16(bytes, new char[bytes.Length], out var start, out _, replaceInvalidSequences: false);
        return check.InvalidAt is { } at && at >= start && at <= start + 3;
    }
}

using System.Text;
using FsCheck.Fluent;
using HubSpotImports.Files;

namespace HubSpotImports.Tests.Files;

public sealed class ContentHashTests
{
    // Published vectors of XXH64 with seed 0.
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("message digest", 0x066ED728FCEEB3BE)]
    [InlineData("abcdefghijklmnopqrstuvwxyz", 0xCFE1F278FA89835C)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 0xAAA46907D3047814)]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890", 0xE04A477F19EE145D)]
    public void Is_XXH64(string text, ulong expected) => Assert.Equal(expected, Whole(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Pieces_give_the_hash_of_the_whole() => Prop.ForAll(
        Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf().ToArbitrary(),
        Gen.Choose(0, 70).ArrayOf().ToArbitrary(),
        (bytes, cuts) =>
        {
            var hash = new ContentHash();
            var rest = bytes.AsSpan();
            foreach (var cut in cuts)
            {
                var size = Math.Min(cut, rest.Length);
                hash.Push(rest[..size]);
                rest = rest[size..];
            }

            hash.Push(rest);
            return hash.Value == Whole(bytes);
        }).Holds(cases: 500);

    [Fact]
    public void Every_single_byte_counts()
    {
        var bytes = Enumerable.Range(0, 200).Select(value => (byte)value).ToArray();
        var before = Whole(bytes);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.NotEqual(before, Whole(bytes));
            bytes[i] ^= 1;
        }
    }

    [Fact]
    public void Asking_for_the_value_changes_nothing()
    {
        var hash = new ContentHash();
        hash.Push("ab"u8);
        _ = hash.Value;
        hash.Push("c"u8);

        Assert.Equal(0x44BC2CF5AD770999UL, hash.Value);
    }

    private static ulong Whole(byte[] bytes)
    {
        var hash = new ContentHash();
        hash.Push(bytes);
        return hash.Value;
    }
}

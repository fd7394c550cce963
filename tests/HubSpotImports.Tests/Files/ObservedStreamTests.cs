using System.Text;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using HubSpotImports.Files;

namespace HubSpotImports.Tests.Files;

public sealed class ObservedStreamTests
{
    [Fact]
    public void What_is_seen_does_not_depend_on_where_the_reads_are_cut() => Prop.ForAll(
        Gen.Elements('\r', '\n', 'a', '\0', ',').ArrayOf().Select(characters => new string(characters)).ToArbitrary(),
        Gen.Choose(1, 4).ArrayOf().ToArbitrary(),
        (text, cuts) =>
        {
            using var inner = new MemoryStream(Encoding.ASCII.GetBytes(text));
            using var observed = new ObservedStream(inner);
            var buffer = new byte[16];
            for (var i = 0; observed.Read(buffer, 0, i < cuts.Length ? cuts[i] : 16) > 0; i++)
            {
                // Reads to the end.
            }

            var hash = new ContentHash();
            hash.Push(Encoding.ASCII.GetBytes(text));
            Assert.Equal(Regex.IsMatch(text, "\r(?!\n)"), observed.HasBareCarriageReturn);
            Assert.Equal(Regex.IsMatch(text, "\n\r?\n\\z"), observed.EndsWithBlankLine);
            Assert.Equal(text.Contains('\0'), observed.HasNul);
            Assert.Equal(hash.Value, observed.Hash.Value);
        }).Holds(cases: 2_000);
}

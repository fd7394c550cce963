using FsCheck.Fluent;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Tests.Pipeline;

public sealed class ServerTextTests
{
    private const string Token = "pat-na1-secret";

    [Fact]
    public void Control_characters_become_spaces() =>
        Assert.Equal("red  [31m and bell  and next line", ServerText.Clean("red \u001b[31m and bell\u0007 and\u0085next line", [Token]));

    [Fact]
    public void The_token_is_replaced_wherever_it_stands() =>
        Assert.Equal("[token] and Bearer [token].", ServerText.Clean($"{Token} and Bearer {Token}.", [Token]));

    [Fact]
    public void Long_text_is_cut_and_shows_that_it_was()
    {
        var clean = ServerText.Clean(new string('x', 5_000), [Token]);

        Assert.Equal(2_001, clean.Length);
        Assert.EndsWith("x…", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_exactly_the_longest_length_is_not_cut() =>
        Assert.Equal(new string('x', 2_000), ServerText.Clean(new string('x', 2_000), [Token]));

    [Fact]
    public void No_text_is_the_empty_text()
    {
        Assert.Equal("", ServerText.Clean(null, [Token]));
        Assert.Equal("", ServerText.Clean("", [Token]));
    }

    [Fact]
    public void Whatever_a_server_sends_holds_no_control_character_and_no_token() => Prop.ForAll<string?, string?>((before, after) =>
    {
        var clean = ServerText.Clean(before + Token + after, [Token]);
        return !clean.Any(char.IsControl) && !clean.Contains(Token, StringComparison.Ordinal) && clean.Length <= 2_001;
    }).Holds(cases: 500);
}

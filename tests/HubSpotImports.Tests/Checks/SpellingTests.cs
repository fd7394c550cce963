using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using HubSpotImports.Checks;

namespace HubSpotImports.Tests.Checks;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("E-mail", "email")]
    [InlineData("  First_Name ", "firstname")]
    [InlineData("Größe (cm)", "größecm")]
    [InlineData("漢字", "漢字")]
    [InlineData("№!", "")]
    public void A_key_has_neither_case_nor_blanks_nor_punctuation(string name, string key) => Assert.Equal(key, Spelling.Key(name));

    [Fact]
    public void A_key_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            Assert.Equal("citizenid", Spelling.Key("CITIZEN ID"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("emial", "email")]
    [InlineData("fristname", "firstname")]
    [InlineData("lastnam", "lastname")]
    [InlineData("phone number", "phone")]
    [InlineData("E Mail", "email")]
    public void The_nearest_name_comes_first(string word, string expected) =>
        Assert.Equal(expected, Spelling.Nearest(word, ["company", "email", "firstname", "lastname", "phone"], 3)[0]);

    [Fact]
    public void What_is_far_away_is_not_near() => Assert.Empty(Spelling.Nearest("Lieblingsfarbe", ["email", "firstname", "zip"], 3));

    [Fact]
    public void Not_more_than_asked_and_the_same_every_time() =>
        Assert.Equal(["name1", "name2"], Spelling.Nearest("name", ["name3", "name2", "name1"], 2));

    [Fact]
    public void Other_spellings_lead_to_the_name() =>
        Assert.Equal(["phone"], Spelling.Nearest("Telefone", [("phone", ["phone", "Telephone"]), ("email", ["email"])], 3));

    [Fact]
    public void A_name_is_nearest_to_itself_whatever_it_is() => Prop.ForAll<NonEmptyString, NonEmptyString>((one, other) =>
    {
        var nearest = Spelling.Nearest(one.Get, [one.Get, other.Get], 2);
        return nearest.Contains(one.Get) && (nearest[0] == one.Get || Spelling.Key(other.Get).Length <= Spelling.Key(one.Get).Length + 2);
    }).Holds(cases: 500);
}

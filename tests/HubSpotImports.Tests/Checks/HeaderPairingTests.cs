using HubSpotImports.Checks;

namespace HubSpotImports.Tests.Checks;

public sealed class HeaderPairingTests
{
    private static readonly string[] Standard =
    [
        """{"name":"email","label":"Email"}""",
        """{"name":"firstname","label":"First Name"}""",
        """{"name":"phone","label":"Phone Number"}""",
        """{"name":"zip","label":"Postal Code"}""",
        """{"name":"hs_object_id","label":"Record ID","modificationMetadata":{"readOnlyValue":true}}""",
        """{"name":"createdate","label":"Create Date","modificationMetadata":{"readOnlyValue":true}}""",
        """{"name":"old","label":"Old","archived":true}""",
    ];

    [Theory]
    [InlineData("email", "email")]
    [InlineData("E-MAIL", "email")]
    [InlineData(" first name ", "firstname")]
    [InlineData("First_Name", "firstname")]
    [InlineData("Phone Number", "phone")]
    [InlineData("E-mail address", "email")]
    [InlineData("Given name", "firstname")]
    [InlineData("Tel.", "phone")]
    [InlineData("Zip code", "zip")]
    [InlineData("Postcode", "zip")]
    [InlineData("Record ID", "hs_object_id")]
    public void A_header_pairs_by_name_label_or_common_spelling(string header, string property) =>
        Assert.Equal(property, Pairing(Standard).Pair(header).Name);

    [Theory]
    [InlineData("Contact ID")]
    [InlineData("Id")]
    public void The_ids_of_another_system_are_no_record_ids(string header) =>
        Assert.Equal("HsHeaderNotPaired", Assert.Throws<HsException>(() => Pairing(Standard).Pair(header)).Id);

    [Fact]
    public void A_name_goes_before_a_label_and_a_label_before_a_common_spelling()
    {
        Assert.Equal("email", Pairing("""{"name":"email","label":"Other"}""", """{"name":"second","label":"Email"}""").Pair("Email").Name);
        Assert.Equal("custom_tel", Pairing([.. Standard, """{"name":"custom_tel","label":"Tel"}"""]).Pair("Tel").Name);
    }

    [Fact]
    public void Labels_that_several_have_are_asked_about()
    {
        var error = Assert.Throws<HsException>(() => Pairing("""{"name":"a","label":"Score"}""", """{"name":"b","label":"score"}""").Pair("SCORE"));

        Assert.Equal("HsHeaderPairsWithSeveral", error.Id);
        Assert.Contains("'a', 'b'", error.Message, StringComparison.Ordinal);
        Assert.Equal("New-HsColumnMapping -Path 'contacts.csv' -ObjectType contact -Map @{ 'SCORE' = 'a' }", error.RecommendedAction);
    }

    [Theory]
    [InlineData("\"calculated\":true")]
    [InlineData("\"modificationMetadata\":{\"readOnlyValue\":true}")]
    public void Of_labels_that_are_alike_the_one_that_can_be_set_is_meant(string readOnly) =>
        Assert.Equal("b", Pairing($$"""{"name":"a","label":"Score",{{readOnly}}}""", """{"name":"b","label":"Score"}""").Pair("Score").Name);

    [Fact]
    public void An_archived_property_pairs_with_nothing()
    {
        Assert.Equal("HsHeaderNotPaired", Assert.Throws<HsException>(() => Pairing(Standard).Pair("Old")).Id);
        Assert.Equal("HsPropertyArchived", Assert.Throws<HsException>(() => Pairing(Standard).Find("old", null)).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("---")]
    public void A_header_without_a_letter_pairs_with_no_property_that_has_no_label(string header) =>
        Assert.Equal("HsHeaderNotPaired", Assert.Throws<HsException>(() => Pairing("""{"name":"a","label":""}""", """{"name":"b"}""").Pair(header)).Id);

    [Fact]
    public void What_pairs_with_nothing_is_told_with_what_can_be_set_nearby()
    {
        var error = Assert.Throws<HsException>(() => Pairing(Standard).Pair("Frist Name"));
        Assert.Equal("HsHeaderNotPaired", error.Id);
        Assert.Contains("Nearest: 'firstname'", error.Message, StringComparison.Ordinal);

        Assert.DoesNotContain("createdate", Assert.Throws<HsException>(() => Pairing(Standard).Pair("Create Dat")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("E-Mail;Vorname", "-Delimiter ';'", "New-HsColumnMapping -Path 'contacts.csv' -ObjectType contact")]
    [InlineData("E-Mail\tVorname", "-Delimiter \"`t\"", "New-HsColumnMapping -Path 'contacts.csv' -ObjectType contact")]
    [InlineData("ann@example.com", "-NoHeader", "New-HsColumnMapping -Path 'contacts.csv' -ObjectType contact -NoHeader")]
    public void A_header_that_looks_like_something_else_is_told_so(string header, string expected, string action)
    {
        var error = Assert.Throws<HsException>(() => Pairing(Standard).Pair(header));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(action, error.RecommendedAction);
    }

    [Fact]
    public void A_header_with_an_at_is_not_yet_a_value() =>
        Assert.Contains("-Map", Assert.Throws<HsException>(() => Pairing(Standard).Pair("Mail @Work")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_separator_in_a_header_of_a_file_is_none() =>
        Assert.DoesNotContain(
            "-Delimiter",
            Assert.Throws<HsException>(() => new HeaderPairing(ObjectTypeName.Resolve("contact"), PropertyList.Of(Standard), "a.csv").Pair("Shoes; size")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Quotes_in_a_header_are_doubled_so_that_the_advice_can_be_pasted() =>
        Assert.Contains("'Owner''s colour'", Assert.Throws<HsException>(() => Pairing(Standard).Pair("Owner's colour")).RecommendedAction, StringComparison.Ordinal);

    [Fact]
    public void A_property_that_was_typed_is_found_by_name_or_by_a_label_that_one_has()
    {
        var pairing = Pairing([.. Standard, """{"name":"x","label":"Twice"}""", """{"name":"y","label":"Twice"}"""]);

        Assert.Equal("email", pairing.Find("EMAIL", null).Name);
        Assert.Equal("phone", pairing.Find("phone number", null).Name);
        Assert.Equal("HsUnknownProperty", Assert.Throws<HsException>(() => pairing.Find("Twice", null)).Id);
    }

    [Theory]
    [InlineData("""{"name":"hs_object_id","modificationMetadata":{"readOnlyValue":true}}""", true)]
    [InlineData("""{"name":"a"}""", true)]
    [InlineData("""{"name":"a","calculated":true}""", false)]
    [InlineData("""{"name":"a","archived":true}""", false)]
    [InlineData("""{"name":"a","readOnlyValue":true}""", false)]
    public void What_HubSpot_keeps_itself_cannot_be_set(string property, bool can) =>
        Assert.Equal(can, HeaderPairing.CanBeSet(Assert.Single(PropertyList.Of(property))));

    private static HeaderPairing Pairing(params string[] properties) => new(ObjectTypeName.Resolve("contact"), PropertyList.Of(properties));
}

namespace HubSpotImports.Checks;

/// <summary>
/// Headers that exports often have for standard properties whose names and labels are others. "Contact ID" and the like are not among them:
/// in the export of another system they are that system's ids, and as record ids they would lead to strangers' records.
/// </summary>
internal static class CommonSpellings
{
    private static readonly Dictionary<string, string[]> Contact = new()
    {
        ["email"] = ["E-mail address", "Email address", "Mail", "Mail address", "Primary email"],
        ["firstname"] = ["Given name", "Forename", "Prename", "Fname"],
        ["lastname"] = ["Surname", "Family name", "Lname"],
        ["phone"] = ["Telephone", "Telephone number", "Tel", "Phone no"],
        ["mobilephone"] = ["Mobile", "Mobile number", "Cell", "Cell phone", "Cellphone"],
        ["company"] = ["Company", "Organisation", "Organization", "Employer"],
        ["jobtitle"] = ["Title", "Position", "Role", "Job"],
        ["address"] = ["Street", "Address", "Address line 1"],
        ["zip"] = ["Zip", "Zip code", "Postcode", "Post code"],
        ["state"] = ["State", "Region", "Province", "County"],
        ["country"] = ["Country"],
        ["website"] = ["Url", "Web site", "Homepage"],
        ["hs_object_id"] = ["HubSpot id", "Record id"],
        ["hubspot_owner_id"] = ["Owner"],
        ["lifecyclestage"] = ["Lifecycle"],
    };

    private static readonly Dictionary<string, string[]> Company = new()
    {
        ["domain"] = ["Domain", "Company domain", "Domain name"],
        ["name"] = ["Company", "Company name", "Organisation", "Organization"],
        ["phone"] = ["Telephone", "Telephone number", "Tel"],
        ["address"] = ["Street", "Address", "Address line 1"],
        ["zip"] = ["Zip", "Zip code", "Postcode", "Post code"],
        ["state"] = ["State", "Region", "Province", "County"],
        ["country"] = ["Country"],
        ["website"] = ["Url", "Web site", "Homepage"],
        ["numberofemployees"] = ["Employees", "Headcount"],
        ["hs_object_id"] = ["HubSpot id", "Record id"],
        ["hubspot_owner_id"] = ["Owner"],
    };

    private static readonly Dictionary<string, string[]> Other = new()
    {
        ["dealname"] = ["Deal", "Name"],
        ["dealstage"] = ["Stage"],
        ["closedate"] = ["Closing date"],
        ["subject"] = ["Ticket", "Name"],
        ["hs_pipeline_stage"] = ["Status", "Stage"],
        ["hs_pipeline"] = ["Pipeline"],
        ["hs_timestamp"] = ["Date", "Activity date", "Timestamp"],
        ["hs_note_body"] = ["Note", "Body", "Text"],
        ["hs_object_id"] = ["HubSpot id", "Record id"],
        ["hubspot_owner_id"] = ["Owner"],
    };

    /// <summary>The other spellings of a property.</summary>
    /// <param name="objectTypeId">The object type.</param>
    /// <param name="propertyName">The property.</param>
    public static IReadOnlyList<string> Of(string objectTypeId, string propertyName)
    {
        var table = objectTypeId switch { "0-1" => Contact, "0-2" => Company, _ => Other };
        return table.TryGetValue(propertyName, out var spellings) ? spellings : [];
    }
}

using System.Text.Json;

namespace HubSpotImports.Benchmarks.Inputs;

/// <summary>The twelve columns of <see cref="ContactsFile"/> and the properties that they go to.</summary>
internal static class ContactProperties
{
    public static readonly string[] LifecycleStages = ["subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer", "evangelist", "other"];

    public static readonly string[] LeadStatuses = ["NEW", "OPEN", "IN_PROGRESS", "OPEN_DEAL", "UNQUALIFIED", "ATTEMPTED_TO_CONTACT", "CONNECTED", "BAD_TIMING"];

    /// <summary>Header, name, type and field type of each column; the options stand beside.</summary>
    private static readonly (string Header, string Name, string Type, string FieldType, string[] Options)[] Columns =
    [
        ("Email", "email", "string", "text", []),
        ("First name", "firstname", "string", "text", []),
        ("Last name", "lastname", "string", "text", []),
        ("Phone number", "phone", "string", "phonenumber", []),
        ("Lifecycle stage", "lifecyclestage", "enumeration", "radio", LifecycleStages),
        ("Lead status", "hs_lead_status", "enumeration", "radio", LeadStatuses),
        ("Contract date", "contract_date", "date", "date", []),
        ("Last visit", "last_visit", "datetime", "date", []),
        ("Annual revenue", "annualrevenue", "number", "number", []),
        ("Employees", "numemployees", "number", "number", []),
        ("Newsletter", "newsletter", "bool", "booleancheckbox", []),
        ("Note", "note", "string", "textarea", []),
    ];

    public static IReadOnlyList<string> Headers { get; } = [.. Columns.Select(column => column.Header)];

    /// <summary>Headers with the property of each, as <c>New-HsColumnMapping -Map</c> takes them.</summary>
    public static IReadOnlyDictionary<string, string> Map { get; } = Columns.ToDictionary(column => column.Header, column => column.Name);

    /// <summary>Writes the definitions as <c>Get-HsProperty | ConvertTo-Json</c> does.</summary>
    public static void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(Columns.Select(column => new
    {
        name = column.Name,
        label = column.Header,
        type = column.Type,
        fieldType = column.FieldType,
        options = column.Options.Select(option => new { value = option, label = option.Replace('_', ' ') }),
    })));
}

using System.Diagnostics.CodeAnalysis;

namespace HubSpotImports;

/// <summary>
/// A type of CRM record (contact, company, …) with HubSpot's id and names for it.
/// Source: HubSpot developer documentation, "Understanding the CRM" and the objects overview.
/// </summary>
public sealed class HsObjectType
{
    private HsObjectType(string id, string name, string pluralName, params string[] requiredProperties)
    {
        Id = id;
        Name = name;
        PluralName = pluralName;
        RequiredProperties = requiredProperties;
    }

    /// <summary>HubSpot's object type id, such as <c>0-1</c>.</summary>
    public string Id { get; }

    /// <summary>The singular name, such as <c>contact</c>.</summary>
    public string Name { get; }

    /// <summary>The plural name as the addresses of HubSpot's API have it, such as <c>contacts</c>.</summary>
    public string PluralName { get; }

    /// <summary>
    /// Properties that HubSpot's objects API needs to create a record of this type. Contacts have none here: they need
    /// one of e-mail, first name or last name, and companies one of domain or name. Products have the name alone, as the knowledge
    /// base has it for imports.
    /// </summary>
    public IReadOnlyList<string> RequiredProperties { get; }

    /// <summary>All object types that HubSpot itself defines. Custom objects have ids of the form <c>2-n</c> and are not listed.</summary>
    public static IReadOnlyList<HsObjectType> All { get; } = Array.AsReadOnly<HsObjectType>(
    [
        new("0-1", "contact", "contacts"),
        new("0-2", "company", "companies"),
        new("0-3", "deal", "deals", "dealname", "dealstage", "pipeline"),
        new("0-5", "ticket", "tickets", "subject", "hs_pipeline", "hs_pipeline_stage"),
        new("0-7", "product", "products", "name"),
        new("0-8", "line_item", "line_items"),
        new("0-14", "quote", "quotes", "hs_title", "hs_expiration_date"),
        new("0-18", "communication", "communications", "hs_timestamp", "hs_communication_channel_type"),
        new("0-19", "feedback_submission", "feedback_submissions"),
        new("0-27", "task", "tasks", "hs_timestamp"),
        new("0-46", "note", "notes", "hs_timestamp"),
        new("0-47", "meeting", "meetings", "hs_timestamp"),
        new("0-48", "call", "calls", "hs_timestamp"),
        new("0-49", "email", "emails", "hs_timestamp", "hs_email_direction"),
        new("0-53", "invoice", "invoices", "hs_currency"),
        new("0-54", "marketing_event", "marketing_events", "hs_event_name", "hs_event_description"),
        new("0-69", "subscription", "subscriptions", "hs_name"),
        new("0-74", "goal", "goals"),
        new("0-84", "discount", "discounts"),
        new("0-85", "fee", "fees"),
        new("0-86", "tax", "taxes"),
        new("0-101", "payment", "payments", "hs_initial_amount", "hs_initiated_date"),
        new("0-115", "user", "users", "hs_internal_user_id", "hs_email"),
        new("0-116", "postal_mail", "postal_mails", "hs_timestamp"),
        new("0-123", "order", "orders", "hs_order_name"),
        new("0-136", "lead", "leads", "hs_lead_name"),
        new("0-142", "cart", "carts"),
        new("0-162", "service", "services", "hs_name", "hs_pipeline", "hs_pipeline_stage"),
        new("0-410", "course", "courses", "hs_course_name"),
        new("0-420", "listing", "listings", "hs_name"),
        new("0-421", "appointment", "appointments", "hs_appointment_name"),
        new("0-970", "project", "projects", "hs_name", "hs_pipeline", "hs_pipeline_stage"),
    ]);

    /// <summary>
    /// Finds one of HubSpot's own object types by id (<c>0-1</c>), singular or plural name; case, spaces, hyphens and
    /// underscores in names do not matter.
    /// </summary>
    /// <param name="idOrName">An id or a name.</param>
    /// <param name="objectType">The object type, when there is one.</param>
    /// <returns>Whether there is one. Custom objects are never found here.</returns>
    public static bool TryFind(string? idOrName, [NotNullWhen(true)] out HsObjectType? objectType)
    {
        var key = Key(idOrName);
        objectType = All.FirstOrDefault(type => type.Id == idOrName?.Trim() || Key(type.Name) == key || Key(type.PluralName) == key);
        return objectType is not null;
    }

    /// <summary>Whether the text has the form of an object type id: digits, a hyphen, digits.</summary>
    /// <param name="text">The text.</param>
    public static bool IsId([NotNullWhen(true)] string? text)
    {
        var hyphen = text?.IndexOf('-') ?? -1;
        return hyphen > 0 && hyphen < text!.Length - 1 && text.Where((_, index) => index != hyphen).All(c => c is >= '0' and <= '9');
    }

    /// <summary>The name and the id, such as <c>contact (0-1)</c>.</summary>
    public override string ToString() => $"{Name} ({Id})";

    private static string Key(string? name) =>
        new string([.. (name ?? "").Where(c => c is not ('_' or '-' or ' '))]).ToUpperInvariant();
}

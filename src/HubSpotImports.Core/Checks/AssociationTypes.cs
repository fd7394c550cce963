namespace HubSpotImports.Checks;

/// <summary>
/// HubSpot's own association types (<c>HUBSPOT_DEFINED</c>) that imports use most. Source: HubSpot's associations guide, table of type ids.
/// </summary>
internal static class AssociationTypes
{
    private const string Contact = "0-1";
    private const string Company = "0-2";
    private const string Deal = "0-3";
    private const string Ticket = "0-5";

    // Of several types of a pair, the one without a label comes first.
    private static readonly (int Id, string From, string To)[] Known =
    [
        (279, Contact, Company), (1, Contact, Company), (280, Company, Contact), (2, Company, Contact),
        (4, Contact, Deal), (3, Deal, Contact),
        (342, Company, Deal), (6, Company, Deal), (341, Deal, Company), (5, Deal, Company),
        (15, Contact, Ticket), (16, Ticket, Contact),
        (340, Company, Ticket), (25, Company, Ticket), (339, Ticket, Company), (26, Ticket, Company),
        (27, Deal, Ticket), (28, Ticket, Deal),
        (449, Contact, Contact), (450, Company, Company), (13, Company, Company), (14, Company, Company), (451, Deal, Deal), (452, Ticket, Ticket),
        (19, Deal, "0-8"), (20, "0-8", Deal),
        (202, "0-46", Contact), (190, "0-46", Company), (214, "0-46", Deal), (228, "0-46", Ticket),
        (204, "0-27", Contact), (192, "0-27", Company), (216, "0-27", Deal), (230, "0-27", Ticket),
        (194, "0-48", Contact), (182, "0-48", Company), (206, "0-48", Deal), (220, "0-48", Ticket),
        (200, "0-47", Contact), (188, "0-47", Company), (212, "0-47", Deal), (226, "0-47", Ticket),
        (198, "0-49", Contact), (186, "0-49", Company), (210, "0-49", Deal), (224, "0-49", Ticket),
    ];

    /// <summary>All that are known here: id, and the object type ids that it leads from and to.</summary>
    public static IReadOnlyList<(int Id, string From, string To)> All => Known;

    /// <summary>The object types that an association type leads from and to; <see langword="null"/> where it is not known here.</summary>
    /// <param name="id">The association type id.</param>
    public static (string From, string To)? Find(int id)
    {
        foreach (var type in Known)
        {
            if (type.Id == id) return (type.From, type.To);
        }

        return null;
    }

    /// <summary>The association type without a label that leads from one object type to another; <see langword="null"/> where none is known here.</summary>
    /// <param name="from">The object type id that it leads from.</param>
    /// <param name="to">The object type id that it leads to.</param>
    public static int? Between(string from, string? to)
    {
        foreach (var type in Known)
        {
            if (type.From == from && type.To == to) return type.Id;
        }

        return null;
    }
}

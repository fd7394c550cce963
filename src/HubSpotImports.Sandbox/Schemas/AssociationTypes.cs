using System.Collections.Concurrent;
using HubSpotImports.Sandbox.Store;

namespace HubSpotImports.Sandbox.Schemas;

/// <summary>
/// The ways in which records can be associated: those that HubSpot defines, as far as imports use them (associations guide; the way back
/// from a note, task, call, meeting or e-mail has the id one below), and labels of the account's own, which the database keeps.
/// </summary>
internal sealed class AssociationTypes
{
    public const string HubSpotDefined = "HUBSPOT_DEFINED";
    public const string UserDefined = "USER_DEFINED";

    private static readonly AssociationType[] Own =
    [
        .. Both("0-1", "0-2", 279, 280),
        .. Both("0-1", "0-2", 1, 2, "Primary", isOnlyOne: true),
        .. Both("0-1", "0-3", 4, 3),
        .. Both("0-3", "0-2", 341, 342),
        .. Both("0-3", "0-2", 5, 6, "Primary", isOnlyOne: true),
        .. Both("0-1", "0-5", 15, 16),
        .. Both("0-5", "0-2", 339, 340),
        .. Both("0-5", "0-2", 26, 25, "Primary", isOnlyOne: true),
        .. Both("0-3", "0-5", 27, 28),
        .. Both("0-3", "0-8", 19, 20),
        .. Engagement("0-46", 202, 190, 214, 228),
        .. Engagement("0-27", 204, 192, 216, 230),
        .. Engagement("0-48", 194, 182, 206, 220),
        .. Engagement("0-47", 200, 188, 212, 226),
        .. Engagement("0-49", 198, 186, 210, 224),
        Same("0-1", 449), Same("0-2", 450), Same("0-3", 451), Same("0-5", 452),

        // The words of the two labels are deduced.
        new("0-2", "0-2", 13, HubSpotDefined, "Child Company", 14),
        new("0-2", "0-2", 14, HubSpotDefined, "Parent Company", 13),
    ];

    private readonly ConcurrentQueue<AssociationType> _custom = new();
    private readonly Database _database;

    private AssociationTypes(Database database) => _database = database;

    public static async Task<AssociationTypes> LoadAsync(Database database, CancellationToken cancellationToken)
    {
        var types = new AssociationTypes(database);
        using var turn = await database.EnterAsync(cancellationToken);
        foreach (var type in turn.Query(
            "SELECT from_type, to_type, id, label, inverse FROM association_types ORDER BY id",
            reader => new AssociationType(
                reader.GetString(0), reader.GetString(1), reader.GetInt32(2), UserDefined, reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetInt32(4))))
        {
            types._custom.Enqueue(type);
        }

        return types;
    }

    public IEnumerable<AssociationType> Between(string from, string to) =>
        Own.Concat(_custom).Where(type => type.From == from && type.To == to);

    /// <summary>The plain association of two types, if they can have one.</summary>
    public AssociationType? Plain(string from, string to) => Between(from, to).FirstOrDefault(type => type.Label is null);

    public AssociationType? Find(string category, int id) => Own.Concat(_custom).FirstOrDefault(type => type.Id == id && type.Category == category);

    public AssociationType Inverse(AssociationType type) => Find(type.Category, type.InverseId)!;

    /// <summary>Adds a way of the account's own, and the way back.</summary>
    public async Task<IReadOnlyList<AssociationType>> AddAsync(
        string from, string to, string? label, string? inverseLabel, CancellationToken cancellationToken)
    {
        using var turn = await _database.EnterAsync(cancellationToken);
        var id = turn.Query("SELECT COALESCE(MAX(id), 0) + 1 FROM association_types", reader => reader.GetInt32(0))[0];
        AssociationType[] added = from == to && inverseLabel is null
            ? [new(from, to, id, UserDefined, label, id)]
            : [new(from, to, id, UserDefined, label, id + 1), new(to, from, id + 1, UserDefined, inverseLabel ?? label, id)];
        foreach (var type in added)
        {
            turn.Execute(
                "INSERT INTO association_types (id, from_type, to_type, label, inverse) VALUES ($1, $2, $3, $4, $5)",
                type.Id,
                type.From,
                type.To,
                type.Label,
                type.InverseId);
            _custom.Enqueue(type);
        }

        return added;
    }

    private static AssociationType[] Both(string from, string to, int id, int inverse, string? label = null, bool isOnlyOne = false) =>
    [
        new(from, to, id, HubSpotDefined, label, inverse) { IsOnlyOne = isOnlyOne },
        new(to, from, inverse, HubSpotDefined, label, id),
    ];

    private static AssociationType[] Engagement(string from, int contact, int company, int deal, int ticket) =>
    [
        .. Both(from, "0-1", contact, contact - 1),
        .. Both(from, "0-2", company, company - 1),
        .. Both(from, "0-3", deal, deal - 1),
        .. Both(from, "0-5", ticket, ticket - 1),
    ];

    private static AssociationType Same(string type, int id) => new(type, type, id, HubSpotDefined, null, id);
}

/// <summary>A way in which a record can be associated with another, seen from the first.</summary>
/// <param name="From">The object type id of the first record.</param>
/// <param name="To">The object type id of the other.</param>
/// <param name="Id">HubSpot's <c>associationTypeId</c>.</param>
/// <param name="Category">HubSpot's <c>associationCategory</c>.</param>
/// <param name="Label">The label; the plain association has none.</param>
/// <param name="InverseId">The same association, seen from the other record.</param>
internal sealed record AssociationType(string From, string To, int Id, string Category, string? Label, int InverseId)
{
    /// <summary>Whether a record has at most one association of this kind, as with its primary company.</summary>
    public bool IsOnlyOne { get; init; }
}

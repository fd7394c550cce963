using System.Text.Json;
using HubSpotImports.Checks;
using HubSpotImports.Sandbox.Api;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>What is done with the cells of one column.</summary>
internal sealed class ColumnPlan
{
    private static readonly OptionSet Owners = new(SandboxOwner.All.SelectMany(owner => new KeyValuePair<string, string>[]
    {
        new(owner.Id, owner.Email),
        new(owner.Id, owner.Name),
    }));

    public ColumnPlan(int index, string header, string typeId, Property property)
    {
        Index = index;
        Header = header;
        TypeId = typeId;
        Property = property;
        Name = JsonEncodedText.Encode(property.Name);
        Kind = KindOf(property, typeId);
        Options = Kind == ValueKind.Owner
            ? Owners
            : new OptionSet(property.Options.Select(option => new KeyValuePair<string, string>(option.Value, option.Label)));
        NeverGoesBack = property.Name == "lifecyclestage";
        IdentifierScope = Kind != ValueKind.RecordId && (property.HasUniqueValue || Kind is ValueKind.Email or ValueKind.Domain)
            ? Store.RecordWriter.Scope(typeId, property.Name)
            : null;
    }

    /// <summary>The 0-based place in the file.</summary>
    public int Index { get; }

    public string Header { get; }

    public string TypeId { get; }

    public Property Property { get; }

    public JsonEncodedText Name { get; }

    public ValueKind Kind { get; }

    public OptionSet Options { get; }

    /// <summary>Whether an import may only move the value forward among its options (knowledge base: lifecycle stage).</summary>
    public bool NeverGoesBack { get; }

    /// <summary>Where the values are kept as identifiers, when records are found by them.</summary>
    public string? IdentifierScope { get; }

    /// <summary>Whether identifiers are compared without case: e-mail addresses and domains (deduced for domains).</summary>
    public bool FoldsCase => Kind is ValueKind.Email or ValueKind.Domain;

    private static ValueKind KindOf(Property property, string typeId) => property switch
    {
        { Name: "hs_object_id" } => ValueKind.RecordId,
        { Name: "email" } when typeId == "0-1" => ValueKind.Email,
        { Name: "domain" } when typeId == "0-2" => ValueKind.Domain,
        { ReferencedObjectType: "OWNER" } => ValueKind.Owner,
        { Type: "number" } => ValueKind.Number,
        { Type: "date" } => ValueKind.Date,
        { Type: "datetime" } => ValueKind.DateTime,
        { Type: "bool" } or { FieldType: "booleancheckbox" } => ValueKind.Boolean,
        { Type: "enumeration", FieldType: "checkbox", Options.Count: > 0 } => ValueKind.SeveralOptions,
        { Type: "enumeration", Options.Count: > 0 } => ValueKind.Option,
        _ => ValueKind.Text,
    };
}

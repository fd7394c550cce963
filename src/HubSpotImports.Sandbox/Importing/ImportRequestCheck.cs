using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Schemas;
using HubSpotImports.Sandbox.Uploads;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>What HubSpot checks about a request that can be read, before it takes the import.</summary>
internal static class ImportRequestCheck
{
    private static readonly Dictionary<string, IReadOnlyList<string>> OneOf = new()
    {
        ["0-1"] = ["email", "firstname", "lastname"],
        ["0-2"] = ["domain", "name"],
    };

    /// <summary>
    /// The properties of which a new record needs at least one, for types that leave a choice: a contact e-mail, first or last
    /// name; a company domain or name (imports guide and knowledge base).
    /// </summary>
    public static IReadOnlyList<string> NeedsOneOf(string typeId) => OneOf.GetValueOrDefault(typeId, []);

    /// <summary>The properties that a new record needs all of.</summary>
    public static IReadOnlyList<string> NeedsAllOf(string typeId, ObjectTypes types) =>
        types.TryFind(typeId, out var type) ? type.RequiredProperties : [];

    public static void Check(ImportRequest request, IReadOnlyList<UploadedFile> files, ObjectTypes types)
    {
        CheckFileNames(request, files);
        CheckRequiredProperties(request, types);
    }

    // A name that differs is a 400 by two secondary sources (openillumi article, Stack Overflow); for a part too many it is deduced.
    private static void CheckFileNames(ImportRequest request, IReadOnlyList<UploadedFile> files)
    {
        foreach (var file in request.Files)
        {
            if (files.Count(part => part.Name == file.Name) != 1)
                throw RefusedRequestException.Invalid($"importRequest names the file '{file.Name}', but not exactly one part 'files' has that name.");
        }

        if (files.FirstOrDefault(part => request.Files.Count(file => file.Name == part.Name) != 1) is { } extra)
            throw RefusedRequestException.Invalid($"The uploaded file '{extra.Name}' is not named exactly once in importRequest.");
    }

    // The changelog's "new validation for required properties": a CREATE that has no column for a required property is a 400.
    private static void CheckRequiredProperties(ImportRequest request, ObjectTypes types)
    {
        var missing = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (typeId, _) in request.Operations.Where(entry => entry.Value == HsImportOperation.Create))
        {
            var mapped = request.Files.SelectMany(file => file.Columns)
                .Where(column => column.IsValue && column.TypeId == typeId)
                .Select(column => column.PropertyName)
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (mapped.Count == 0) continue;
            List<string> lacking = [.. NeedsAllOf(typeId, types).Where(name => !mapped.Contains(name))];
            var choice = NeedsOneOf(typeId);
            if (choice.Count > 0 && !choice.Any(mapped.Contains)) lacking.AddRange(choice);
            if (lacking.Count > 0) missing[$"{LegacyObjectType.Of(typeId)} properties"] = lacking;
        }

        if (missing.Count > 0)
        {
            throw RefusedRequestException.Invalid(
                "Properties that are required to create records have no column: "
                + string.Join("; ", missing.Select(entry => $"{entry.Key}: {string.Join(", ", entry.Value)}")),
                missing);
        }
    }
}

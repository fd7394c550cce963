namespace HubSpotImports.Sandbox.Importing;

/// <summary>What <c>importRequest</c> asks for (HubSpot imports guide), as far as the sandbox acts on it.</summary>
internal sealed record ImportRequest(
    string? Name,
    IReadOnlyDictionary<string, HsImportOperation> Operations,
    IReadOnlyList<RequestedFile> Files)
{
    /// <summary>What may be done with records of a type; UPSERT where the request does not say.</summary>
    public HsImportOperation OperationOn(string typeId) => Operations.GetValueOrDefault(typeId, HsImportOperation.Upsert);

    public IReadOnlyList<string> MappedTypeIds =>
        [.. Files.SelectMany(file => file.Columns).Where(column => !column.Ignored).Select(column => column.TypeId).Distinct()];
}

/// <summary>One of the request's <c>files</c>.</summary>
internal sealed record RequestedFile(
    string Name, bool IsSpreadsheet, HsDateFormat DateFormat, bool HasHeader, IReadOnlyList<RequestedColumn> Columns);

/// <summary>
/// One of a file's <c>columnMappings</c>. An object type id that no type has stays as it is, and fails the import later.
/// </summary>
internal sealed record RequestedColumn(string Name, string TypeId, string? PropertyName, HsColumnType Type, bool Ignored);

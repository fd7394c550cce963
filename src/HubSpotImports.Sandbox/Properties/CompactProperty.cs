namespace HubSpotImports.Sandbox.Properties;

/// <summary>
/// A property as the resource files write it: only what differs from a plain, writable text property. Options are written
/// <c>value=Label</c>, or once where both are the same.
/// </summary>
internal sealed record CompactProperty(
    string Name,
    string Label,
    string Type = "string",
    string Field = "text",
    string? Group = null,
    string Description = "",
    bool ReadOnly = false,
    bool Calculated = false,
    bool Unique = false,
    bool Hidden = false,
    bool External = false,
    string? References = null,
    IReadOnlyList<string>? Options = null);

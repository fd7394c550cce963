using System.Diagnostics.CodeAnalysis;

namespace HubSpotImports.Sandbox.Api;

/// <summary>
/// The version in the address of a request: <c>v3</c>, or a date such as <c>2026-03</c>. HubSpot's specifications of the versions differ in
/// what a list and a row of an error look like.
/// </summary>
/// <param name="Name">The version as the address has it.</param>
internal sealed record ApiVersion(string Name)
{
    public static ApiVersion V3 { get; } = new("v3");

    /// <summary>Whether a list can be paged backwards (specification: only in v3).</summary>
    public bool PagesBack => Name == V3.Name;

    /// <summary>Whether an error's row has <c>additionalRowData</c> (specification: only in the dated versions).</summary>
    public bool HasAdditionalRowData => Name != V3.Name;

    /// <summary>Takes any <c>yyyy-mm</c>, so that a client can be tried with a version that does not exist yet.</summary>
    public static bool TryParseDated(string? text, [NotNullWhen(true)] out ApiVersion? version)
    {
        var isDated = text is { Length: 7 } && text[4] == '-'
            && text.Where((_, index) => index != 4).All(char.IsAsciiDigit);
        version = isDated ? new ApiVersion(text!) : null;
        return isDated;
    }
}

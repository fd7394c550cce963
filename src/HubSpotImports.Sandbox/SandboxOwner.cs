namespace HubSpotImports.Sandbox;

/// <summary>A user of the sandbox's account, who can own records. Two of them share a name, as happens in real accounts.</summary>
/// <param name="Id">The owner's id, the value that records hold.</param>
/// <param name="Email">The owner's e-mail address.</param>
/// <param name="Name">First and last name.</param>
public sealed record SandboxOwner(string Id, string Email, string Name)
{
    /// <summary>All owners. Sandbox's own invention.</summary>
    public static IReadOnlyList<SandboxOwner> All { get; } =
    [
        new("101", "ada.ames@example.com", "Ada Ames"),
        new("102", "ben.okoro@example.com", "Ben Okoro"),
        new("103", "chen.wei@example.com", "Chen Wei"),
        new("104", "sam.lee@example.com", "Sam Lee"),
        new("105", "sam.lee.2@example.com", "Sam Lee"),
    ];
}

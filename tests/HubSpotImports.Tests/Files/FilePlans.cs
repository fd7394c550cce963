using HubSpotImports.Files;

namespace HubSpotImports.Tests.Files;

/// <summary>Plans of files whose rows nobody looks at.</summary>
internal static class FilePlans
{
    public static async Task<IReadOnlyList<FilePart>> PartsAsync(SourceFile file, IReadOnlyList<int> kept, ImportLimits? limits = null) =>
        (await FilePlanner.PlanAsync(file, kept, () => new EachRow(_ => true), holdsBackFaulty: false, limits ?? ImportLimits.Documented, progress: null, default)).Parts;

    public static async Task<FilePart> OnePartAsync(SourceFile file, IReadOnlyList<int> kept, ImportLimits? limits = null) =>
        Assert.Single(await PartsAsync(file, kept, limits));

    public static async Task<byte[]> BytesOfAsync(FilePart part)
    {
        using var destination = new MemoryStream();
        long told = 0;
        await part.CopyToAsync(destination, copied => told = copied, default);
        Assert.Equal(destination.Length, told);
        return destination.ToArray();
    }
}

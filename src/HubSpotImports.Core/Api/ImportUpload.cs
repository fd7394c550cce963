using System.Text.Json;

namespace HubSpotImports.Api;

/// <summary>What one start sends: the request, and the files that it names.</summary>
/// <param name="Request">The request.</param>
/// <param name="Files">The files, in its order.</param>
internal sealed record ImportUpload(ImportRequestBody Request, IReadOnlyList<UploadFile> Files)
{
    /// <summary>The sources, for people to read.</summary>
    public string SourcePaths => string.Join(", ", Files.Select(file => file.Part.SourcePath));

    /// <summary>Bytes of all files.</summary>
    public long Length => Files.Sum(file => file.Part.Length);

    /// <summary>The <c>importRequest</c> as UTF-8 JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(Request, WireJson.Default.ImportRequestBody);
}

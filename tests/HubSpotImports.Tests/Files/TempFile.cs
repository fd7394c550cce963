using System.Text;

namespace HubSpotImports.Tests.Files;

/// <summary>A file in a folder of its own, gone after the test.</summary>
internal sealed class TempFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hubspot-imports-test-").FullName;

    public TempFile(byte[] bytes, string name = "contacts.csv")
    {
        Path = System.IO.Path.Combine(_folder, name);
        File.WriteAllBytes(Path, bytes);
    }

    public TempFile(string text, string name = "contacts.csv")
        : this(Encoding.UTF8.GetBytes(text), name)
    {
    }

    public string Path { get; }

    public string Folder => _folder;

    public byte[] Bytes
    {
        get => File.ReadAllBytes(Path);
        set => File.WriteAllBytes(Path, value);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

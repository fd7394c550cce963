using System.Text.Json;

namespace HubSpotImports.Benchmarks.Inputs;

/// <summary>A file to measure with, and what is in it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Findings">What a check must find.</param>
internal sealed record InputFile(string Path, long Bytes, Findings Findings);

/// <summary>Makes the inputs, and keeps them for the next run.</summary>
internal sealed class InputFiles
{
    public InputFiles(string directory)
    {
        Directory = System.IO.Directory.CreateDirectory(directory).FullName;
        Properties = Path.Combine(Directory, "properties.json");
        ContactProperties.Write(Properties);
    }

    public string Directory { get; }

    /// <summary>The property definitions of the columns.</summary>
    public string Properties { get; }

    /// <summary>The contacts file of so many rows.</summary>
    public InputFile Contacts(long rows)
    {
        var path = Path.Combine(Directory, $"contacts-{rows}.csv");
        var findingsPath = $"{path}.findings.json";
        if (!File.Exists(findingsPath))
        {
            Console.WriteLine($"Writing {path}");
            File.WriteAllText(findingsPath, JsonSerializer.Serialize(ContactsFile.Write(path, rows)));
        }

        return new InputFile(path, new FileInfo(path).Length, JsonSerializer.Deserialize<Findings>(File.ReadAllText(findingsPath))!);
    }

    /// <summary>Deletes a file that is too large to keep.</summary>
    public static void Delete(InputFile file)
    {
        File.Delete(file.Path);
        File.Delete($"{file.Path}.findings.json");
    }
}

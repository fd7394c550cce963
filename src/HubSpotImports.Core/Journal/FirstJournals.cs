using System.Text.Json;
using System.Text.Json.Nodes;

namespace HubSpotImports.Journal;

/// <summary>Reads the first line of journals of version 1, which knew one file with a header: submissions that were begun with it are gone on with.</summary>
internal static class FirstJournals
{
    public const int Version = 1;

    /// <summary>The line as it is written today.</summary>
    /// <param name="json">The line, of version 1.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public static JournalHead Read(byte[] json)
    {
        var head = JsonNode.Parse(json)!.AsObject();
        var file = Taken(head, "sourcePath", "sourceLength", "sourceWrittenAt", "codePage", "convertsToCsv", "kept", "heldBack", "rowsHeldBack");
        file["hasHeader"] = true;
        Rename(file, "sourceLength", "length");
        Rename(file, "sourceWrittenAt", "writtenAt");
        head["files"] = new JsonArray(file);
        foreach (var part in (head["parts"] as JsonArray ?? []).OfType<JsonObject>())
        {
            part["files"] = new JsonArray(Taken(part, "uploadName", "firstRow", "rows", "length", "hash"));
        }

        return head.Deserialize(JournalJson.Default.JournalHead)!;
    }

    private static JsonObject Taken(JsonObject from, params string[] names)
    {
        var taken = new JsonObject();
        foreach (var name in names)
        {
            if (!from.TryGetPropertyValue(name, out var value)) continue;
            from.Remove(name);
            taken[name] = value;
        }

        return taken;
    }

    private static void Rename(JsonObject node, string name, string newName)
    {
        if (!node.TryGetPropertyValue(name, out var value)) return;
        node.Remove(name);
        node[newName] = value;
    }
}

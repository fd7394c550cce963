namespace HubSpotImports.Checks;

/// <summary>Compares names as people write them: headers, labels, property names.</summary>
public static class Spelling
{
    /// <summary>What is left of a name without case, spaces and punctuation: <c>E-mail</c> and <c>email</c> have the same key.</summary>
    /// <param name="name">The name.</param>
    public static string Key(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    /// <summary>The names that come nearest to a word, the nearest first; none where all are far away.</summary>
    /// <param name="word">The word.</param>
    /// <param name="names">The names, each with its other spellings.</param>
    /// <param name="count">How many at most.</param>
    public static IReadOnlyList<string> Nearest(string word, IEnumerable<(string Name, IReadOnlyList<string> Spellings)> names, int count)
    {
        var key = Key(word);
        var farthest = Math.Max(1, key.Length / 3);
        return [.. names
            .Select(name => (name.Name, Distance: name.Spellings.Min(spelling => Distance(key, Key(spelling)))))
            .Where(name => name.Distance <= farthest)
            .OrderBy(name => name.Distance)
            .ThenBy(name => name.Name, StringComparer.Ordinal)
            .Take(count)
            .Select(name => name.Name)];
    }

    /// <summary>The same for names that have one spelling.</summary>
    /// <param name="word">The word.</param>
    /// <param name="names">The names.</param>
    /// <param name="count">How many at most.</param>
    public static IReadOnlyList<string> Nearest(string word, IEnumerable<string> names, int count) =>
        Nearest(word, names.Select(name => (name, (IReadOnlyList<string>)[name])), count);

    // Edits (insert, delete, replace, swap neighbours) from one key to another; a key that is a part of the other counts as one edit.
    private static int Distance(string a, string b)
    {
        if (a.Length >= 4 && b.Length >= 4 && (a.Contains(b) || b.Contains(a))) return 1;

        var (before, last, row) = (new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray(), new int[b.Length + 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }
}

namespace HubSpotImports.Hosting;

/// <summary>Whether anybody can be watching this process: a shell that was started with <c>-NonInteractive</c>, or without a desktop, draws bars for nobody.</summary>
internal static class ShellInteraction
{
    private static readonly string[] BeforeTheScript = ["command", "encodedcommand", "file"];

    /// <summary>Whether somebody may be.</summary>
    public static bool IsWatched { get; } = Environment.UserInteractive && !IsNonInteractive(Environment.GetCommandLineArgs());

    // Hosts do not tell it to commands. Shells take parameters by their first letters, and leave those behind a script to it.
    private static bool IsNonInteractive(string[] commandLine)
    {
        foreach (var argument in commandLine.Skip(1))
        {
            if (argument.Length < 2 || argument[0] is not ('-' or '/')) continue;
            var name = argument.TrimStart('-', '/');
            if (name.StartsWith("noni", StringComparison.OrdinalIgnoreCase)) return true;
            if (Array.Exists(BeforeTheScript, parameter => parameter.StartsWith(name, StringComparison.OrdinalIgnoreCase))) return false;
        }

        return false;
    }
}

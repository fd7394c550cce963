namespace HubSpotImports.HelpBuilder.Comments;

/// <summary>What a piece of a text is.</summary>
internal enum SpanKind
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>Something that is typed or shown: a parameter, a value, a name.</summary>
    Code,

    /// <summary>Another cmdlet, by its name.</summary>
    Cmdlet,
}

/// <summary>A piece of a text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text.</param>
internal sealed record HelpSpan(SpanKind Kind, string Text);

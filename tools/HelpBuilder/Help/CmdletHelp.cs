using HubSpotImports.HelpBuilder.Comments;
using HubSpotImports.HelpBuilder.Metadata;

namespace HubSpotImports.HelpBuilder.Help;

/// <summary>What the help of a cmdlet says.</summary>
internal sealed record CmdletHelp
{
    /// <summary>The cmdlet.</summary>
    public required CmdletMetadata Cmdlet { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public required HelpBlock Synopsis { get; init; }

    /// <summary>What it does, in full.</summary>
    public required IReadOnlyList<HelpBlock> Description { get; init; }

    /// <summary>Examples.</summary>
    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    /// <summary>Its parameters, by name.</summary>
    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    /// <summary>What it takes from the pipeline.</summary>
    public required IReadOnlyList<TypeHelp> Inputs { get; init; }

    /// <summary>What it writes.</summary>
    public required IReadOnlyList<TypeHelp> Outputs { get; init; }

    /// <summary>Cmdlets, topics and pages to look at next.</summary>
    public required IReadOnlyList<HelpLink> Links { get; init; }
}

/// <summary>An example.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Code">What is typed.</param>
/// <param name="Output">What is shown then, or <see langword="null"/> where the example does not say.</param>
/// <param name="Text">What there is to say about it.</param>
internal sealed record ExampleHelp(string Title, string Code, string? Output, IReadOnlyList<HelpBlock> Text);

/// <summary>A parameter and what there is to say about it.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Text">What it means, with its values where they can be listed.</param>
internal sealed record ParameterHelp(ParameterMetadata Parameter, IReadOnlyList<HelpBlock> Text);

/// <summary>A type that goes into a cmdlet or comes out of it.</summary>
/// <param name="Name">The type.</param>
/// <param name="Text">What is taken of it, or what it is.</param>
internal sealed record TypeHelp(string Name, IReadOnlyList<HelpBlock> Text);

/// <summary>Something to look at next.</summary>
/// <param name="Text">A cmdlet, a topic, or the title of a page.</param>
/// <param name="Address">The address of the page, or <see langword="null"/> for help that is beside this one.</param>
internal sealed record HelpLink(string Text, string? Address);

namespace HubSpotImports.HelpBuilder.Metadata;

/// <summary>What one <c>[Parameter]</c> says: how a parameter is used in one parameter set.</summary>
/// <param name="Set">The name of the set, or <see cref="AllSets"/>.</param>
/// <param name="Position">The position, from 0, or <see langword="null"/> where only the name will do.</param>
/// <param name="IsMandatory">Whether it must be given.</param>
/// <param name="FromPipeline">Whether pipeline objects themselves bind.</param>
/// <param name="FromPipelineByPropertyName">Whether a property of pipeline objects binds.</param>
internal sealed record ParameterUse(string Set, int? Position, bool IsMandatory, bool FromPipeline, bool FromPipelineByPropertyName)
{
    /// <summary>The engine's name for a parameter that is in every set.</summary>
    public const string AllSets = "__AllParameterSets";
}

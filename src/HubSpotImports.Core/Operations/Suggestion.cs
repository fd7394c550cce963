namespace HubSpotImports.Operations;

/// <summary>Something that a typed word can be completed to.</summary>
/// <param name="Text">What is typed then.</param>
/// <param name="Label">What it is called, or what it means.</param>
public sealed record Suggestion(string Text, string Label);

namespace HubSpotImports.Tests.Help;

/// <summary>A command of a script as it is typed.</summary>
/// <param name="Name">What is called.</param>
/// <param name="IsPiped">Whether something comes down the pipeline to it.</param>
/// <param name="Arguments">What follows, in its order.</param>
internal sealed record TypedCommand(string Name, bool IsPiped, IReadOnlyList<TypedArgument> Arguments);

/// <summary>A parameter, or a value.</summary>
/// <param name="Parameter">The name of the parameter, without its dash, or <see langword="null"/> for a value.</param>
/// <param name="Words">Of a value, the plain words in it; none where it is an expression.</param>
/// <param name="IsBound">Of a parameter, whether its value follows behind a colon.</param>
internal sealed record TypedArgument(string? Parameter, IReadOnlyList<string> Words, bool IsBound);

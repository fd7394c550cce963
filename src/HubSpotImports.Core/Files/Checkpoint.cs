namespace HubSpotImports.Files;

/// <summary>A place in a file from which it can be read on.</summary>
/// <param name="Offset">The offset, from the header on.</param>
/// <param name="RowsBefore">Data rows before it.</param>
/// <param name="LinesBefore">Lines of the file before it.</param>
internal readonly record struct Checkpoint(long Offset, long RowsBefore, long LinesBefore);

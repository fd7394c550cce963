using System.Management.Automation;
using HubSpotImports.Checks;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>
/// Checks a file against its column mappings and HubSpot's rules, and sends nothing: file, header, mapping, properties, every value,
/// limits; of several files of New-HsImportFile, also how they are tied together. One result per file.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "HsImport", DefaultParameterSetName = PathSet)]
[OutputType(typeof(HsFileCheck), typeof(bool))]
public sealed class TestHsImportCommand : HsFileCommand
{
    /// <summary>Writes only whether the file passed, or all files of New-HsImportFile.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void Process(PropertyDefinitions definitions, StartImportRequest request) =>
        Run((pipe, stop) => new TestImport(definitions).RunAsync(request, Quiet, pipe, stop));
}

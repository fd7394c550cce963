using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Gets the properties that the account has for an object type: what columns can be mapped to.</summary>
[Cmdlet(VerbsCommon.Get, "HsProperty")]
[OutputType(typeof(HsProperty))]
public sealed class GetHsPropertyCommand : HsConnectedCommand
{
    /// <summary>The object types: names such as contact, company, deal and ticket, or ids such as 0-1 and 2-123.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ObjectTypeTransformation]
    [ArgumentCompleter(typeof(ObjectTypeCompleter))]
    public string[] ObjectType { get; set; } = [];

    /// <summary>Names or labels; wildcards are permitted.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public string? Name { get; set; }

    /// <summary>Gets the archived properties instead of the others.</summary>
    [Parameter]
    public SwitchParameter Archived { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var name = new WildcardPattern(Name ?? "*", WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        var request = new GetPropertyRequest { ObjectTypes = ObjectType, NameMatches = name.IsMatch, Archived = Archived };
        Run((client, pipe, stop) => new GetProperty(client).RunAsync(request, pipe, stop));
    }
}

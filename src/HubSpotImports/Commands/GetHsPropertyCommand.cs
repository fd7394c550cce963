using System.Management.Automation;
using HubSpotImports.Binding;
using HubSpotImports.Operations;

namespace HubSpotImports.Commands;

/// <summary>Gets the properties of an object type: what columns can be mapped to.</summary>
/// <remarks>
/// <para>Properties are those of the account, your own among them, with label, type and the options of lists. Mappings use the internal name
/// (<c>Name</c>), not the label.</para>
/// </remarks>
/// <returns>The properties.</returns>
/// <example>
/// <title>Find a property</title>
/// <code>Get-HsProperty contact -Name *phone*</code>
/// <output>
/// Name                         Label             Type         Options
/// ----                         -----             ----         -------
/// phone                        Phone Number      string
/// mobilephone                  Mobile Phone Num… string
/// hs_whatsapp_phone_number     WhatsApp Phone N… string
/// </output>
/// <para>All whose name or label has the word in it.</para>
/// </example>
/// <example>
/// <title>The values that a list takes</title>
/// <code>(Get-HsProperty contact -Name lifecyclestage).Options</code>
/// <para>A cell may hold the label or the value of an option.</para>
/// </example>
/// <example>
/// <title>Save the properties, to check files without HubSpot</title>
/// <code>
/// Get-HsProperty contact | ConvertTo-Json -Depth 4 |
///     Set-Content properties.json
/// </code>
/// <para>The file is for <c>-PropertyDefinition</c> of <see cref="NewHsColumnMappingCommand"/> and <see cref="TestHsImportCommand"/>.</para>
/// </example>
/// <seealso cref="NewHsColumnMappingCommand"/>
/// <seealso>about_HsColumnMapping</seealso>
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

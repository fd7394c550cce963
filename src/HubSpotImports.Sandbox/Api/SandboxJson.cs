using System.Text.Json;
using System.Text.Json.Serialization;

namespace HubSpotImports.Sandbox.Api;

/// <summary>The JSON of the sandbox, generated at build time.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HubSpotError))]
[JsonSerializable(typeof(PublicImportResponse))]
[JsonSerializable(typeof(Page<PublicImportResponse>))]
[JsonSerializable(typeof(Page<PublicImportError>))]
[JsonSerializable(typeof(Page<CrmObject>))]
[JsonSerializable(typeof(LedgerEntry))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(SandboxFault))]
[JsonSerializable(typeof(IReadOnlyList<Faults.SetFault>))]
[JsonSerializable(typeof(ActionResponse))]
[JsonSerializable(typeof(Property))]
[JsonSerializable(typeof(PropertyCollection))]
[JsonSerializable(typeof(PropertyCreate))]
[JsonSerializable(typeof(ObjectSchema))]
[JsonSerializable(typeof(SchemaCollection))]
[JsonSerializable(typeof(ObjectSchemaCreate))]
[JsonSerializable(typeof(IReadOnlyList<ObjectSchemaCreate>))]
[JsonSerializable(typeof(Page<AssociatedObject>))]
[JsonSerializable(typeof(AssociationLabels))]
[JsonSerializable(typeof(AssociationLabelCreate))]
[JsonSerializable(typeof(ListAnswer))]
[JsonSerializable(typeof(Page<ListMembership>))]
[JsonSerializable(typeof(AccountDetails))]
[JsonSerializable(typeof(AccessTokenResponse))]
[JsonSerializable(typeof(TokenInfoRequest))]
[JsonSerializable(typeof(TokenInfo))]
[JsonSerializable(typeof(Endpoints.Participation))]
[JsonSerializable(typeof(Overview))]
[JsonSerializable(typeof(IReadOnlyList<ImportProblem>))]
[JsonSerializable(typeof(IReadOnlyList<ArrivedRecord>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, long>))]
[JsonSerializable(typeof(Dictionary<string, long>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyList<Uploads.UploadedFile>))]
[JsonSerializable(typeof(IReadOnlyList<Properties.CompactProperty>))]
internal sealed partial class SandboxJson : JsonSerializerContext;

using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace HubSpotImports.Tests.Module;

/// <summary>A cmdlet as the metadata of its assembly has it.</summary>
internal sealed record CmdletMetadata(string ClassName, string Verb, string Noun, IReadOnlyList<string> OutputTypes, IReadOnlyList<(string Name, string Type)> Parameters)
{
    /// <summary>Reads the cmdlets of an assembly. Nothing of it runs, as it would need PowerShell's engine.</summary>
    public static IReadOnlyList<CmdletMetadata> ReadAll(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var found = new List<CmdletMetadata>();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            var attributes = Attributes(metadata, type.GetCustomAttributes());
            if (attributes.Find(attribute => attribute.Name == "CmdletAttribute").Value is not { FixedArguments.Length: > 0 } cmdlet) continue;

            var outputs = attributes.Where(attribute => attribute.Name == "OutputTypeAttribute")
                .SelectMany(attribute => attribute.Value!.Value.FixedArguments)
                .SelectMany(argument => argument.Value is ImmutableArray<CustomAttributeTypedArgument<string>> many ? many.Select(one => one.Value) : [argument.Value])
                .Select(value => value?.ToString() ?? "");
            found.Add(new CmdletMetadata(
                metadata.GetString(type.Name),
                (string)cmdlet.FixedArguments[0].Value!,
                (string)cmdlet.FixedArguments[1].Value!,
                [.. outputs],
                [.. ParametersOf(metadata, type)]));
        }

        return found;
    }

    private static IEnumerable<(string Name, string Type)> ParametersOf(MetadataReader metadata, TypeDefinition type)
    {
        foreach (var handle in type.GetProperties())
        {
            var property = metadata.GetPropertyDefinition(handle);
            if (Attributes(metadata, property.GetCustomAttributes()).Exists(attribute => attribute.Name == "ParameterAttribute"))
            {
                yield return (metadata.GetString(property.Name), property.DecodeSignature(new TypeNames(), null).ReturnType);
            }
        }

        if (type.BaseType.Kind != HandleKind.TypeDefinition) yield break;
        foreach (var inherited in ParametersOf(metadata, metadata.GetTypeDefinition((TypeDefinitionHandle)type.BaseType))) yield return inherited;
    }

    private static List<(string Name, CustomAttributeValue<string>? Value)> Attributes(MetadataReader metadata, CustomAttributeHandleCollection handles)
    {
        var found = new List<(string, CustomAttributeValue<string>?)>();
        foreach (var handle in handles)
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind != HandleKind.MemberReference) continue;
            var owner = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
            if (owner.Kind != HandleKind.TypeReference) continue;
            var name = metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)owner).Name);
            found.Add((name, name is "CmdletAttribute" or "OutputTypeAttribute" ? attribute.DecodeValue(new TypeNames()) : null));
        }

        return found;
    }

    // Types as their names.
    private sealed class TypeNames : ICustomAttributeTypeProvider<string>, ISignatureTypeProvider<string, object?>
    {
        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => reader.GetString(reader.GetTypeDefinition(handle).Name);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => reader.GetString(reader.GetTypeReference(handle).Name);

        public string GetTypeFromSerializedName(string name) => name.Split(',')[0];

        public string GetSystemType() => "Type";

        public bool IsSystemType(string type) => type == "Type";

        public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetArrayType(string elementType, ArrayShape shape) => elementType + "[,]";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(",", typeArguments)}>";

        public string GetByReferenceType(string elementType) => elementType + "&";

        public string GetPointerType(string elementType) => elementType + "*";

        public string GetPinnedType(string elementType) => elementType;

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetFunctionPointerType(MethodSignature<string> signature) => "function";

        public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

        public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
    }
}

namespace HubSpotImports.Sandbox.Api;

/// <summary>The older names of object types that HubSpot's import errors have in <c>objectType</c> (161 values in the specification).</summary>
internal static class LegacyObjectType
{
    /// <summary>The name of an object type id. Types that the specification's list lacks, custom objects too, are <c>UNKNOWN</c>.</summary>
    public static string Of(string objectTypeId) => objectTypeId switch
    {
        "0-47" => "MEETING_EVENT",
        "0-74" => "GOAL_TARGET",
        "0-101" => "COMMERCE_PAYMENT",
        "0-116" => "POSTAL_MAIL",
        "0-410" or "0-420" or "0-421" or "0-970" => "UNKNOWN",
        _ => HsObjectType.TryFind(objectTypeId, out var type) ? type.Name.ToUpperInvariant() : "UNKNOWN",
    };
}

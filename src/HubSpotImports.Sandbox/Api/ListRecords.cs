namespace HubSpotImports.Sandbox.Api;

/// <summary>A list as HubSpot's lists API answers it.</summary>
internal sealed record ListAnswer(CrmList List);

/// <summary>A static list, such as an import makes.</summary>
internal sealed record CrmList(string ListId, string Name, string ObjectTypeId, string ProcessingType, long Size, DateTime CreatedAt, DateTime UpdatedAt);

/// <summary>A record in a list.</summary>
internal sealed record ListMembership(string RecordId, DateTime MembershipTimestamp);

/// <summary>The account, as far as HubSpot's account information API tells of it.</summary>
internal sealed record AccountDetails(
    long PortalId,
    string AccountType,
    string TimeZone,
    string CompanyCurrency,
    IReadOnlyList<string> AdditionalCurrencies,
    string UtcOffset,
    long UtcOffsetMilliseconds,
    string UiDomain,
    string DataHostingLocation);

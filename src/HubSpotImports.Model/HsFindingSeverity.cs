namespace HubSpotImports;

/// <summary>How sure it is that HubSpot would refuse what a finding names.</summary>
public enum HsFindingSeverity
{
    /// <summary>HubSpot may take it: the rule is deduced, or the fault depends on what the account holds.</summary>
    Warning,

    /// <summary>HubSpot refuses the row or drops the value, by its guide or knowledge base.</summary>
    Error,
}

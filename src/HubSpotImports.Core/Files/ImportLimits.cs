namespace HubSpotImports.Files;

/// <summary>What HubSpot takes (HubSpot imports guide and knowledge base). Checked before the server does.</summary>
public sealed record ImportLimits
{
    /// <summary>HubSpot's documented limits.</summary>
    public static ImportLimits Documented { get; } = new();

    /// <summary>Data rows in a file: 1,048,576 with the header counted in, as a worksheet has them (that it counts is deduced, and the safer reading).</summary>
    public long Rows { get; init; } = 1_048_575;

    /// <summary>Bytes of a file: 512 MB, read as the smaller of its two meanings. Free accounts take 20 MB, which the server checks.</summary>
    public long Bytes { get; init; } = 512_000_000;

    /// <summary>Columns of a file: fewer than 1,000.</summary>
    public int Columns { get; init; } = 999;

    /// <summary>Bytes of one record. HubSpot documents none; an unclosed quote would otherwise make the whole file one record.</summary>
    public int RecordBytes { get; init; } = 4 << 20;
}

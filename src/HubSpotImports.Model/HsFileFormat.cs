namespace HubSpotImports;

/// <summary>The kind of an import file (<c>fileFormat</c> of the HubSpot imports guide).</summary>
public enum HsFileFormat
{
    /// <summary>Text with separators (<c>CSV</c>).</summary>
    Csv,

    /// <summary>An Excel workbook, <c>.xlsx</c> or <c>.xls</c> (<c>SPREADSHEET</c>).</summary>
    Spreadsheet,
}

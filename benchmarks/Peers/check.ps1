# The twelve checks in a loop over Import-Csv, as a script has them. Import-Csv does not tell how many cells a row has.
param([string] $Path, [string] $Properties)

$options = @{}
foreach ($property in Get-Content -LiteralPath $Properties -Raw | ConvertFrom-Json) {
    $options[$property.name] = [System.Collections.Generic.HashSet[string]]::new([StringComparer]::OrdinalIgnoreCase)
    foreach ($option in $property.options) { [void] $options[$property.name].Add($option.value), [void] $options[$property.name].Add($option.label) }
}
$stages, $statuses = $options['lifecyclestage'], $options['hs_lead_status']
$email = [regex]::new('^[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$', 'ExplicitCapture')
$invariant = [cultureinfo]::InvariantCulture
$date = [datetime]::MinValue
$number = [decimal] 0
$counts = @{}
$rows = 0

$clock = [System.Diagnostics.Stopwatch]::StartNew()
Import-Csv -LiteralPath $Path | ForEach-Object {
    $rows++
    $value = $_.'Email'.Trim()
    if ($value -and -not $email.IsMatch($value)) { $counts['INVALID_EMAIL']++ }
    $value = $_.'First name'.Trim()
    if ($value.Length -gt 65536) { $counts['COLUMN_TOO_LARGE']++ }
    $value = $_.'Last name'.Trim()
    if ($value.Length -gt 65536) { $counts['COLUMN_TOO_LARGE']++ }
    $value = $_.'Phone number'.Trim()
    if ($value.Length -gt 65536) { $counts['COLUMN_TOO_LARGE']++ }
    $value = $_.'Lifecycle stage'.Trim()
    if ($value -and -not $stages.Contains($value)) { $counts['INVALID_ENUMERATION_OPTION']++ }
    $value = $_.'Lead status'.Trim()
    if ($value -and -not $statuses.Contains($value)) { $counts['INVALID_ENUMERATION_OPTION']++ }
    $value = $_.'Contract date'.Trim()
    if ($value -and -not [datetime]::TryParseExact($value, 'MM/dd/yyyy', $invariant, 'None', [ref] $date)) { $counts['COULD_NOT_PARSE_DATE']++ }
    $value = $_.'Last visit'.Trim()
    if ($value -and -not [datetime]::TryParseExact($value, "yyyy-MM-dd'T'HH:mm:ss'Z'", $invariant, 'AssumeUniversal', [ref] $date)) { $counts['COULD_NOT_PARSE_DATE']++ }
    $value = $_.'Annual revenue'.Trim()
    if ($value -and -not [decimal]::TryParse($value, 'Float', $invariant, [ref] $number)) { $counts['COULD_NOT_PARSE_NUMBER']++ }
    $value = $_.'Employees'.Trim()
    if ($value -and -not [decimal]::TryParse($value, 'Float', $invariant, [ref] $number)) { $counts['COULD_NOT_PARSE_NUMBER']++ }
    $value = $_.'Newsletter'.Trim()
    if ($value -and $value -notin 'true', 'false', 'yes', 'no') { $counts['INVALID_ENUMERATION_OPTION']++ }
    $value = $_.'Note'.Trim()
    if ($value.Length -gt 65536) { $counts['COLUMN_TOO_LARGE']++ }
}

@{ findings = @{ Rows = $rows; Counts = $counts }; ms = @($clock.Elapsed.TotalMilliseconds) } | ConvertTo-Json -Depth 4 -Compress

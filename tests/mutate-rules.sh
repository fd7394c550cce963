#!/usr/bin/env bash
# Breaks the value rules on purpose, one line at a time, and lets the cases of value-cases.csv find it.
# Everything happens in a copy of the sources in the folder for temporary files, which is removed at the end.
# Usage: tests/mutate-rules.sh [text]     only the mutations whose name holds the text
# Exit code: 0 when every mutation was killed, 1 when one survived, 2 when one could not be tried.
set -euo pipefail

only=${1-}
root=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
rules=$copy/src/HubSpotImports.Core/Checks/Values
lean=$copy/tests/Mutations
log=$copy/log
killed=0
survived=0
failed=0

# No server may stay behind, and a mutation may leave something unused.
export MSBUILDDISABLENODEREUSE=1
build() {
    dotnet build "$lean" "$@" -nologo -v q -p:UseSharedCompilation=false -p:RunAnalyzers=false -p:GenerateDocumentationFile=false \
        -p:TreatWarningsAsErrors=false >"$log" 2>&1
}

run_cases() {
    dotnet vstest "$lean/bin/Debug/net10.0/Mutations.dll" --TestCaseFilter:FullyQualifiedName~ValueCaseTests >"$log" 2>&1
}

# mutate NAME FILE SED-EXPRESSION
mutate() {
    local name="${2%.cs}: $1" file=$rules/$2 expression=$3 original
    [[ $name == *"$only"* ]] || return 0
    original=$(<"$file")
    sed -i "$expression" "$file"
    if [[ $(<"$file") == "$original" ]]; then
        echo "no such line  $name"
        failed=$((failed + 1))
    elif ! build --no-restore; then
        echo "no build      $name"
        failed=$((failed + 1))
    elif run_cases; then
        echo "SURVIVED      $name"
        survived=$((survived + 1))
    elif grep -q 'A_value_is_read_as_HubSpot_reads_it' "$log"; then
        echo "killed        $name"
        killed=$((killed + 1))
    else
        echo "no test run   $name"
        failed=$((failed + 1))
    fi
    printf '%s\n' "$original" >"$file"
}

(cd "$root" && git ls-files -z --cached --others --exclude-standard | xargs -0 tar -cf -) | tar -xf - -C "$copy"

# The cases need nothing but the rules: a project of only these is built in seconds.
mkdir "$lean"
cat >"$lean/Mutations.csproj" <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <Using Include="Xunit" />
    <Compile Include="../../src/HubSpotImports.Model/HsDateFormat.cs;../../src/HubSpotImports.Model/HsRowOutcome.cs" />
    <Compile Include="../../src/HubSpotImports.Core/Checks/ImportErrorType.cs;../../src/HubSpotImports.Core/Checks/Values/*.cs" />
    <Compile Include="../HubSpotImports.Tests/Checks/ValueCase*.cs;../HubSpotImports.Tests/Checks/Utf8Text.cs" />
    <PackageReference Include="CsvHelper" />
    <PackageReference Include="Microsoft.NET.Test.Sdk" />
    <PackageReference Include="xunit" />
    <PackageReference Include="xunit.runner.visualstudio" />
  </ItemGroup>
</Project>
END
build || { cat "$log"; exit 2; }
run_cases || { cat "$log"; echo "The cases fail before anything is broken."; exit 2; }

mutate 'a line break is no blank'            CellText.cs "s/ or (byte)'.n';/;/"
mutate 'words in one case only'              CellText.cs "s/(byte)(text\[i\] | 0x20) : text\[i\]/text[i] : text[i]/"
mutate 'no combining signs'                  CellText.cs "s/ or UnicodeCategory.NonSpacingMark//"
mutate 'no digits outside ASCII'             CellText.cs 's/or UnicodeCategory.DecimalDigitNumber/or UnicodeCategory.LetterNumber/'
mutate 'any sign outside ASCII'              CellText.cs "s/return category is /return category is not UnicodeCategory.Control or /"

mutate 'a longer local part'                 EmailValue.cs 's/LongestLocalPart = 64/LongestLocalPart = 65/'
mutate 'a longer address'                    EmailValue.cs 's/LongestAddress = 254/LongestAddress = 255/'
mutate 'doubled dots'                        EmailValue.cs "s/? previous == (byte)'.' :/? false :/"
mutate 'a dot before the @'                  EmailValue.cs "s/return previous != (byte)'.';/return true;/"
mutate 'a blank in the local part'           EmailValue.cs 's/"!#/" !#/'

mutate 'a longer label'                      DomainValue.cs 's/LongestLabel = 63/LongestLabel = 64/'
mutate 'a longer name'                       DomainValue.cs 's/LongestName = 253/LongestName = 254/'
mutate 'one label is enough'                 DomainValue.cs 's/labels >= 2/labels >= 1/'
mutate 'a top level of digits'               DomainValue.cs 's/ && lastLabelHasLetter//'
mutate 'a top level of one letter'           DomainValue.cs 's/label.Length >= 2/label.Length >= 1/'
mutate 'a hyphen at the end of a label'      DomainValue.cs "s/ || label\[label.Length - 1\] == (byte)'-'//"
mutate 'www. is kept'                        DomainValue.cs 's/? bare : address/? address : address/'
mutate 'www. is always dropped'              DomainValue.cs 's/? bare : address/? bare : bare/'
mutate 'a port of six digits'                DomainValue.cs 's/<= 5;/<= 6;/'
mutate 'a path is kept'                      DomainValue.cs "s/IndexOfAny((byte)'.', /IndexOfAny((byte)'?', /"

mutate 'a percentage of ten'                 NumberValue.cs 's/value .= 100/value \/= 10/'
mutate 'two points'                          NumberValue.cs 's/ && point < 0) point = i/) point = i/'
mutate 'a point is a number'                 NumberValue.cs 's/if (i - start == (point < 0 ? 0 : 1)) return false;//'
mutate 'the minus sign is lost'              NumberValue.cs 's/new Form(isNegative \&\& /new Form(false \&\& /'
mutate 'an exponent without digits'          NumberValue.cs 's/return i > start \&\& /return /'
mutate 'a larger number'                     NumberValue.cs 's/1_000_000_000_000_000_000m/10_000_000_000_000_000_000m/'
mutate 'a number that vanishes'              NumberValue.cs 's/value != 0 || /true || /'
mutate 'more decimals than there are'        NumberValue.cs 's/MostDecimals = 28/MostDecimals = 29/'

mutate 'another century'                     DateValue.cs 's/year.Value < 50/year.Value < 51/'
mutate 'an earlier year'                     DateValue.cs 's/FirstYear = 1000/FirstYear = 999/'
mutate 'a later year'                        DateValue.cs 's/LastYear = 9999/LastYear = 99999/'
mutate 'any day of a month'                  DateValue.cs 's/if (day.Value > DateTime.DaysInMonth.*/day = day with { Value = 28 };/'
mutate 'day 0'                               DateValue.cs 's/Length is 1 or 2 \&\& Value >= 1;/Length is 1 or 2;/'
mutate 'a day of three digits'               DateValue.cs 's/Length is 1 or 2 \&\& Value >= 1;/Length is 1 or 2 or 3 \&\& Value >= 1;/'
mutate 'a year of three digits'              DateValue.cs 's/Length is 2 or >= 4/Length >= 2/'
mutate 'mixed separators'                    DateValue.cs 's/first == second \&\& //'
mutate 'blanks between digits'               DateValue.cs 's/ \&\& (monthIsName || first != Separator.Blank)//'
mutate 'no blanks at all'                    DateValue.cs 's/(monthIsName || first/(first/'
mutate 'day and month the other way'         DateValue.cs 's/DayMonthYear => (third, second, first)/DayMonthYear => (third, first, second)/'
mutate 'text after a date'                   DateValue.cs 's/return length == text.Length ? fault : .*/return fault;/'
mutate 'no names in full'                    DateValue.cs 's/(CellText.Is(name, month) || /(/'
mutate 'no names of three letters'           DateValue.cs 's/ || CellText.Is(name, month.Slice(0, 3))//'

mutate 'the offset the other way'            DateTimeValue.cs 's/ - offset.Ticks/ + offset.Ticks/'
mutate 'a wider offset'                      DateTimeValue.cs 's/FromHours(18)/FromHours(19)/'
mutate 'PM is AM'                            DateTimeValue.cs "s/== 'p' ? 12 : 0/== 'p' ? 0 : 0/"
mutate '12 AM is noon'                       DateTimeValue.cs 's/hours = (hours % 12)/hours = hours/'
mutate 'hour 24'                             DateTimeValue.cs 's/hours > 23/hours > 24/'
mutate 'a smaller fraction'                  DateTimeValue.cs 's/TicksPerSecond . 10;/TicksPerSecond \/ 100;/'
mutate 'milliseconds of eight digits'        DateTimeValue.cs 's/FewestEpochDigits = 9/FewestEpochDigits = 8/'
mutate 'milliseconds lose their sign'        DateTimeValue.cs 's/if (negative) milliseconds = -milliseconds;//'
mutate 'milliseconds after 9999'             DateTimeValue.cs 's/> LastMillisecond) .*/> long.MaxValue) return default;/'
mutate 'ISO 8601 in the given order'         DateTimeValue.cs 's/IsIsoInstant(text) ? HsDateFormat.YearMonthDay : order/order/'
mutate 'before 1000 in UTC'                  DateTimeValue.cs 's/ticks < Earliest.Ticks || //'

mutate 'yes is no'                           BooleanValue.cs 's/ || CellText.Is(text, "yes"u8);/;/'
mutate '1 is no'                             BooleanValue.cs 's/"no"u8/"0"u8/'

mutate 'a label is as good as a value'       OptionSet.cs 's/entry.IsValue ? Match.Value : Match.Label/Match.Label/'
mutate 'no other case'                       OptionSet.cs 's/? Match.ButForCase/? Match.None/'
mutate 'the last of several options'         OptionSet.cs 's/? entry.Index : Ambiguous/? entry.Index : found/'
mutate 'no other case outside ASCII'         OptionSet.cs 's/StringComparison.OrdinalIgnoreCase/StringComparison.Ordinal/'
mutate 'case by culture'                     OptionSet.cs 's/StringComparison.OrdinalIgnoreCase/StringComparison.CurrentCultureIgnoreCase/'
mutate 'the semicolon adds nothing'          EnumerationValue.cs "s/adds = rest.Length > 0 \&\& .*/adds = false;/"
mutate 'options count twice'                 EnumerationValue.cs 's/if (!found.Contains(option)) //'
mutate 'an unknown option is left out'       EnumerationValue.cs 's/None) return fault;/None) continue;/'

mutate 'record 0'                            RecordIdValue.cs 's/return value > 0 /return value >= 0 /'
mutate 'a record beyond 64 bits'             RecordIdValue.cs 's/ || value > (long.MaxValue - digit) . 10//'
mutate 'another code'                        ValueFaultCode.cs 's/"INVALID_NUMBER_SIZE"/"COULD_NOT_PARSE_NUMBER"/'

echo "$killed killed, $survived survived, $failed not tried"
if ((failed > 0)); then exit 2; fi
((survived == 0))

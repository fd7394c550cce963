#!/usr/bin/env bash
# Breaks the rules on purpose, one line at a time: those for values, and lets the cases of value-cases.csv find it; those for mappings
# and columns, and lets MappingRuleTests find it.
# Everything happens in a copy of the sources in the folder for temporary files, which is removed at the end.
# Usage: tests/mutate-rules.sh [regex]    only the mutations whose name ("File: what is broken") fits
# Exit code: 0 when every mutation was killed, 1 when one survived, 2 when one could not be tried.
set -euo pipefail

only=${1-}
root=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
core=$copy/src/HubSpotImports.Core
log=$copy/log
lean= rules= tests= test=
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
    dotnet vstest "$lean/bin/Debug/net10.0/$(basename "$lean").dll" --TestCaseFilter:FullyQualifiedName~"$tests" >"$log" 2>&1
}

# begin NAME FOLDER TESTS TEST SOURCES: a project of only what the tests need is built in seconds
begin() {
    lean=$copy/tests/$1 rules=$2 tests=$3 test=$4
    mkdir "$lean"
    cat >"$lean/$1.csproj" <<END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <Using Include="Xunit" />
    <Compile Include="$5" />
    <PackageReference Include="CsvHelper" />
    <PackageReference Include="ExcelDataReader" />
    <PackageReference Include="Microsoft.NET.Test.Sdk" />
    <PackageReference Include="xunit" />
    <PackageReference Include="xunit.runner.visualstudio" />
  </ItemGroup>
</Project>
END
    build || { cat "$log"; exit 2; }
    run_cases || { cat "$log"; echo "The tests fail before anything is broken."; exit 2; }
}

# mutate NAME FILE SED-EXPRESSION
mutate() {
    local name="${2%.cs}: $1" file=$rules/$2 expression=$3 original
    [[ $name =~ $only ]] || return 0
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
    elif grep -q "Failed .*$test" "$log"; then
        echo "killed        $name"
        killed=$((killed + 1))
    else
        echo "no test run   $name"
        failed=$((failed + 1))
    fi
    printf '%s\n' "$original" >"$file"
}

(cd "$root" && git ls-files -z --cached --others --exclude-standard | xargs -0 tar -cf -) | tar -xf - -C "$copy"

begin ValueMutations "$core/Checks/Values" ValueCaseTests A_value_is_read_as_HubSpot_reads_it \
    "../../src/HubSpotImports.Model/HsDateFormat.cs;../../src/HubSpotImports.Model/HsRowOutcome.cs;../../src/HubSpotImports.Core/Checks/ImportErrorType.cs;../../src/HubSpotImports.Core/Checks/Values/*.cs;../HubSpotImports.Tests/Checks/ValueCase*.cs;../HubSpotImports.Tests/Checks/Utf8Text.cs"

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

mutate 'a term without a number'             TermValue.cs 's/is < 1 or > MostDigits/is > MostDigits/'
mutate 'more digits in a term'               TermValue.cs 's/MostDigits = 6/MostDigits = 7/'
mutate 'the units of a term in any order'    TermValue.cs 's/if (next <= unit)/if (next <= 0)/'
mutate 'a unit twice'                        TermValue.cs 's/if (next <= unit)/if (next < unit)/'
mutate 'a term without a P'                  TermValue.cs "s/ || (text\[0\] | 0x20) != 'p'//"
mutate 'a term of no length'                 TermValue.cs 's/hasLength = false/hasLength = true/'
mutate 'any e-mail is an owner'              OwnerValue.cs 's/EmailValue.Check(text) == ValueFault.None/true/'
mutate 'signs are an owner'                  OwnerValue.cs 's/ : HasLetterOrDigit(text)/ : true/'
mutate 'only ASCII names an owner'           OwnerValue.cs 's/character >= 0x80 || //'
mutate 'only the first of several files'     FileValue.cs 's/while (CellText/if (CellText/'
mutate 'any scheme'                          FileValue.cs 's/if (scheme < 0 || .*/if (scheme < 0) return false;/'
mutate 'an address without a host'           FileValue.cs "s/ \&\& afterScheme\[0\] != (byte)'.'//"
mutate 'an address with a blank'             FileValue.cs "s/ \&\& afterScheme.IndexOf((byte)' ') < 0//"
mutate 'a phone number of two digits'        PhoneNumberValue.cs 's/FewestDigits = 3/FewestDigits = 2/'
mutate 'a phone number of sixteen digits'    PhoneNumberValue.cs 's/MostDigits = 15/MostDigits = 16/'
mutate 'no slash in a phone number'          PhoneNumberValue.cs 's/" ()-.\/"/" ()-."/'
mutate 'anything behind a phone number'      PhoneNumberValue.cs 's/ || IsExtension(text.Slice(i))/ || true/'
mutate 'any word before an extension'        PhoneNumberValue.cs 's/if (start == text.Length || .*/if (start == text.Length)/'
mutate 'a percentage is a duration'          DurationValue.cs "s/cell.IndexOf((byte)'%') >= 0 ? ValueFault.CouldNotParseNumber : //"
mutate 'only the first further e-mail'       EmailValue.cs 's/while (CellText.TryTakeItem/if (CellText.TryTakeItem/'
mutate 'only the first further domain'       DomainValue.cs 's/while (CellText.TryTakeItem/if (CellText.TryTakeItem/'
mutate 'only the first key'                  AssociationKeyValue.cs 's/while (CellText/if (CellText/'
mutate 'no record id is a key'               AssociationKeyValue.cs 's/RecordIdValue.Read(item, out _) != ValueFault.None \&\& //'
mutate 'domains are keys of contacts'        AssociationKeyValue.cs 's/"0-1" => EmailValue.Check(key)/"0-1" => DomainValue.Read(key, out _)/'
mutate 'other types have any key'            AssociationKeyValue.cs 's/_ => false/_ => true/'
mutate 'no blanks around items'              CellText.cs 's/item = Trim(end < 0 ? rest : rest.Slice(0, end));/item = end < 0 ? rest : rest.Slice(0, end);/'

# Here whole operations run, so the project holds everything but the cmdlets.
begin RuleMutations "$core" MappingRuleTests MappingRuleTests \
    "../../src/HubSpotImports.Model/**/*.cs;../../src/HubSpotImports.Core/**/*.cs;../HubSpotImports.Tests/Checks/MappingRuleTests.cs;../HubSpotImports.Tests/Pipeline/RecordingSink.cs;../HubSpotImports.Tests/Files/TempFile.cs"

mutate 'a name is enough to update'          Checks/RecordCheck.cs 's/ \&\& !type.Exists(Identifier.Is)/ \&\& type.Count == 0/'
mutate 'an upsert creates never'             Checks/RecordCheck.cs 's/operation == HsImportOperation.Create || .*;/operation == HsImportOperation.Create;/'
mutate 'an upsert creates always'            Checks/RecordCheck.cs 's/ \&\& !columns.Any(Identifier.Is))/)/'
mutate 'deduced requirements stop'           Checks/RequiredProperties.cs 's/objectTypeId is "0-1" or .*/true);/'
mutate 'deals need nothing'                  Checks/RequiredProperties.cs 's/"0-2" or "0-3" or/"0-2" or/'
mutate 'contacts need nothing'               Checks/RequiredProperties.cs 's/"0-1" => \["email", "firstname", "lastname"\]/"0-1" => []/'
mutate 'a record id in each row is enough'   Checks/ObjectRules.cs 's/_operation != HsImportOperation.Create \&\& HasValue(isFilled, _identifiers)/_identifiers.Length > 0/'
mutate 'no update rule'                      Checks/ObjectRules.cs 's/_operation == HsImportOperation.Update) return .*/false) return null;/'
mutate 'every row says what no column has'   Checks/ObjectRules.cs 's/entry.Columns.Length > 0 || !saidOfFile/true/'
mutate 'an e-mail that is standard is none'  Checks/Identifier.cs 's/ || ColumnTypeOf(column.ObjectTypeId, column.PropertyName) != HsColumnType.Standard);/);/'
mutate 'only HubSpot knows unique ones'      Checks/Identifier.cs 's/property.HasUniqueValue || //'
mutate 'an identifier of any values'         Checks/MappingCheck.cs 's/column.ColumnType == HsColumnType.AlternateId || //'
mutate 'any values tie files together'       Checks/MappingCheck.cs 's/column.AssociationIdentifierColumn || //'
mutate 'any property is common'              Checks/MappingCheck.cs 's/ || column.IsCommon;/;/'
mutate 'a record id of any property'         Checks/MappingCheck.cs 's/column.ColumnType == HsColumnType.ObjectId \&\& /false \&\& /'
mutate 'archived is unknown'                 Checks/MappingCheck.cs 's/else if (property.Archived)/else if (false)/'
mutate 'computed values are set'             Checks/HeaderPairing.cs 's/property.ReadOnlyValue || property.Calculated/property.ReadOnlyValue/'
mutate 'read-only values are set'            Checks/HeaderPairing.cs 's/property.ReadOnlyValue || property.Calculated/property.Calculated/'
mutate 'labels without the first'            Checks/AssociationCheck.cs 's/!HasRecords(columns, label.ObjectTypeId) || //'
mutate 'labels without the second'           Checks/AssociationCheck.cs 's/!HasRecords(columns, label.ToObjectTypeId!) || //'
mutate 'labels without keys'                 Checks/AssociationCheck.cs 's/ || !CanBeSame(columns, label)//'
mutate 'a common column stands for nothing'  Checks/AssociationCheck.cs 's/ || (column.IsCommon .*/);/'
mutate 'ties without a property'             Checks/AssociationCheck.cs 's/AssociationIdentifierColumn: true, PropertyName: null/AssociationIdentifierColumn: true, PropertyName: ""/'
mutate 'the first type of an association'    Checks/AssociationCheck.cs 's/pair.From == column.ObjectTypeId \&\& //'
mutate 'the second type of an association'   Checks/AssociationCheck.cs 's/ || pair.To == column.ToObjectTypeId)/ || true)/'
mutate 'an association the other way'        Checks/AssociationTypes.cs 's/(280, Company, Contact)/(280, Contact, Company)/'
mutate 'the event is not needed'             Checks/MarketingEventCheck.cs 's/if (marketingEventObjectId is null)/if (false)/'
mutate 'participations are changed'          Checks/MarketingEventCheck.cs 's/if (operation != HsImportOperation.Create)/if (false)/'
mutate 'participants are nobody'             Checks/MarketingEventCheck.cs 's/if (!columns.Any(/if (false \&\& !columns.Any(/'
mutate 'an event without times'              Checks/MarketingEventCheck.cs 's/if (marketingEventObjectId is not null)/if (false)/'
mutate 'two times of one kind'               Checks/MarketingEventCheck.cs 's/group.Count() > 1/group.Count() > 2/'
mutate 'no time at all'                      Checks/RowRules.cs 's/if (_eventTimes.Length > 0 \&\& /if (false \&\& /'
mutate 'common columns make records'         Checks/RowRules.cs 's/_rules.Where(rule => rule.Mapping.IsOwn)/_rules.AsEnumerable()/'
mutate 'a time of an event is a date'        Checks/ColumnRule.cs 's/Mapping.ColumnType == HsColumnType.EventTimestamp ? "INVALID_EVENT_TIMESTAMP"/false ? ""/'
mutate 'a common value is a property'        Checks/ColumnRule.cs 's/: Mapping.IsCommon ? "INVALID_ASSOCIATION_IDENTIFIER"//'
mutate 'options from elsewhere are listed'   Checks/ColumnRule.cs 's/{ Type: "enumeration", ExternalOptions: true }/{ Type: "none" }/'
mutate 'any owner'                           Checks/ColumnRule.cs 's/=> ValueKind.Owner/=> ValueKind.Text/'
mutate 'any file'                            Checks/ColumnRule.cs 's/=> ValueKind.File,/=> ValueKind.Text,/'
mutate 'any phone number'                    Checks/ColumnRule.cs 's/=> ValueKind.PhoneNumber/=> ValueKind.Text/'
mutate 'a duration is a number'              Checks/ColumnRule.cs 's/=> ValueKind.Duration,/=> ValueKind.Number,/'
mutate 'any term'                            Checks/ColumnRule.cs 's/=> ValueKind.Term/=> ValueKind.Text/'
mutate 'any further e-mail'                  Checks/ColumnRule.cs 's/=> ValueKind.FurtherEmails/=> ValueKind.Text/'
mutate 'any further domain'                  Checks/ColumnRule.cs 's/=> ValueKind.FurtherDomains/=> ValueKind.Text/'
mutate 'any key'                             Checks/ColumnRule.cs 's/=> ValueKind.AssociationKeys/=> ValueKind.Text/'
mutate 'any key of a contact'                Checks/ColumnRule.cs 's/=> ValueKind.ContactKey/=> ValueKind.Text/'
mutate 'events are created when told'        Operations/StartImport.cs 's/if (objectTypeId == MarketingEventCheck.ObjectTypeId \&\& /if (false \&\& /'
mutate 'a category without a type'           Operations/NewColumnMapping.cs 's/{ AssociationCategory: not null, AssociationTypeId: null }/{ AssociationCategory: "" }/'
mutate 'a common column without a type'      Operations/NewColumnMapping.cs 's/{ IsCommon: true, AssociationTypeId: null }/{ ObjectTypeId: "none" }/'
mutate 'any category'                        Operations/NewColumnMapping.cs 's/{ AssociationCategory: not (null or .*) } =>/{ AssociationCategory: "" } =>/'
mutate 'keys of another type'                Operations/NewColumnMapping.cs 's/when to != mapping.ObjectTypeId/when to == ""/'
mutate 'times of any object'                 Operations/NewColumnMapping.cs 's/ObjectTypeId: not ("0-1" or MarketingEventCheck.ObjectTypeId)/ObjectTypeId: ""/'
mutate 'submissions of any column'           Operations/NewColumnMapping.cs 's/{ ColumnType: not HsColumnType.EventTimestamp, MarketingEventSubmissionType: not null }/{ ColumnName: "" }/'

echo "$killed killed, $survived survived, $failed not tried"
if ((failed > 0)); then exit 2; fi
((survived == 0))

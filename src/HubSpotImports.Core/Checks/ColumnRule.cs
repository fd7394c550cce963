using System.Text;

namespace HubSpotImports.Checks;

/// <summary>HubSpot's rule for the values of one mapped column. Looks at UTF-8; makes no string of a good value.</summary>
internal sealed class ColumnRule
{
    /// <summary>The longest value of a property, in characters (HubSpot's properties hold 65,536).</summary>
    public const int LongestValue = 65_536;

    private readonly HsDateFormat _dateFormat;
    private readonly OptionSet _options;
    private readonly List<int> _found = [];

    public ColumnRule(int column, HsColumnMapping mapping, HsProperty? property, HsDateFormat dateFormat)
    {
        Column = column;
        Mapping = mapping;
        Kind = KindOf(mapping, property);
        _dateFormat = dateFormat;
        _options = new OptionSet((property?.Options ?? []).Select(option => new KeyValuePair<string, string>(option.Value, option.Label)));
        if (Kind is ValueKind.Date or ValueKind.DateTime) Dates = new DateOrderEvidence(Kind, dateFormat);
    }

    /// <summary>The column, from 0.</summary>
    public int Column { get; }

    public HsColumnMapping Mapping { get; }

    public ValueKind Kind { get; }

    /// <summary>The code of a date that cannot be read.</summary>
    public string DateFaultCode => CodeOf(ValueFault.CouldNotParseDate);

    /// <summary>For a column of dates: what its values say of their order.</summary>
    public DateOrderEvidence? Dates { get; }

    /// <summary>Checks a value that is not blank.</summary>
    /// <param name="cell">The value.</param>
    /// <returns>HubSpot's code for what is wrong, or <see langword="null"/>.</returns>
    public string? Check(ReadOnlySpan<byte> cell)
    {
        // Only a value of more bytes can have more characters.
        if (cell.Length > LongestValue && CharactersOf(cell) > LongestValue) return "COLUMN_TOO_LARGE";
        if (Kind == ValueKind.Text) return SpreadsheetError.Is(cell) ? SpreadsheetError.Code : null;
        var fault = Fault(cell);
        return fault == ValueFault.None ? null : CodeOf(fault);
    }

    /// <summary>Says in words what a code means for this column.</summary>
    /// <param name="code">A code that <see cref="Check"/> gave.</param>
    public string Explain(string code) => code switch
    {
        "COULD_NOT_PARSE_DATE" => $"'{Mapping.PropertyName}' takes a date in the order {_dateFormat}, and this is none.",
        "INVALID_EVENT_TIMESTAMP" => $"The column takes times with dates in the order {_dateFormat}, and this is none.",
        "COULD_NOT_PARSE_NUMBER" when Kind == ValueKind.Duration => $"'{Mapping.PropertyName}' takes a duration in milliseconds, and this is none.",
        "COULD_NOT_PARSE_NUMBER" => $"'{Mapping.PropertyName}' takes a number, and this is none.",
        "INVALID_ENUMERATION_OPTION" => $"'{Mapping.PropertyName}' has no such option; it has {OptionsInWords()}.",
        "COULD_NOT_FIND_OWNER" => $"'{Mapping.PropertyName}' takes the name, e-mail or id of a user, and this is none.",
        "INVALID_ASSOCIATION_KEY" => $"The column takes {KeysInWords()}, and this is none.",
        SpreadsheetError.Code => "The cell holds an error of the spreadsheet, which would become the value.",
        _ => ImportErrorType.Find(code).Meaning,
    };

    private string KeysInWords() => Mapping.ObjectTypeId switch
    {
        "0-1" => "record ids or e-mails of contacts",
        "0-2" => "record ids or domains of companies",
        _ => "record ids",
    };

    private string OptionsInWords()
    {
        var values = Enumerable.Range(0, _options.Count).Select(_options.ValueAt).ToList();
        return values.Count == 0 ? "true and false" : string.Join(", ", values.Take(10)) + (values.Count > 10 ? $" and {values.Count - 10} more" : "");
    }

    private ValueFault Fault(ReadOnlySpan<byte> cell) => Kind switch
    {
        ValueKind.RecordId => RecordIdValue.Read(cell, out _),
        ValueKind.Email => EmailValue.Check(cell),
        ValueKind.Domain => DomainValue.Read(cell, out _),
        ValueKind.FurtherEmails => EmailValue.CheckFurther(cell),
        ValueKind.FurtherDomains => DomainValue.CheckFurther(cell),
        ValueKind.Owner => OwnerValue.Check(cell),
        ValueKind.File => FileValue.Check(cell),
        ValueKind.PhoneNumber => PhoneNumberValue.Check(cell),
        ValueKind.Term => TermValue.Check(cell),
        ValueKind.Number => NumberValue.Read(cell, out _),
        ValueKind.Duration => DurationValue.Read(cell, out _),
        ValueKind.Date or ValueKind.DateTime => CheckDate(cell),
        ValueKind.Boolean => BooleanValue.Read(cell, out _),
        ValueKind.Option => EnumerationValue.Read(cell, _options, out _),
        ValueKind.SeveralOptions => EnumerationValue.ReadSeveral(cell, _options, _found, out _),
        ValueKind.AssociationKeys => AssociationKeyValue.Check(cell, Mapping.ObjectTypeId),
        ValueKind.ContactKey => cell.IndexOf((byte)'@') < 0 ? ValueFault.None : EmailValue.Check(cell),
        _ => ValueFault.None,
    };

    // What a value is a fault of tells the code: the same text may be no date of a record, or no time of an event.
    private string CodeOf(ValueFault fault) =>
        Mapping.ColumnType == HsColumnType.EventTimestamp ? "INVALID_EVENT_TIMESTAMP"
        : Mapping.IsCommon ? "INVALID_ASSOCIATION_IDENTIFIER"
        : ValueFaultCode.Of(fault);

    private ValueFault CheckDate(ReadOnlySpan<byte> cell)
    {
        var fault = Kind == ValueKind.Date
            ? DateValue.Read(cell, _dateFormat, out var value)
            : DateTimeValue.Read(cell, _dateFormat, out value);
        Dates!.Add(cell, fault, value);
        return fault;
    }

    private static int CharactersOf(ReadOnlySpan<byte> cell)
    {
#if NET
        return Encoding.UTF8.GetCharCount(cell);
#else
        return Encoding.UTF8.GetCharCount(cell.ToArray());
#endif
    }

    private static ValueKind KindOf(HsColumnMapping mapping, HsProperty? property) => mapping switch
    {
        { ColumnType: HsColumnType.AssociationLabel } => ValueKind.Text,
        { ColumnType: HsColumnType.AssociationKeys } => ValueKind.AssociationKeys,
        { ColumnType: HsColumnType.EventTimestamp } => ValueKind.DateTime,
        { PropertyName: "hs_object_id" } or { ColumnType: HsColumnType.ObjectId } => ValueKind.RecordId,
        { PropertyObjectTypeId: "0-1", PropertyName: "email" } => ValueKind.Email,
        { PropertyObjectTypeId: "0-2", PropertyName: "domain" } => ValueKind.Domain,
        { PropertyObjectTypeId: "0-1", PropertyName: "hs_additional_emails" } => ValueKind.FurtherEmails,
        { PropertyObjectTypeId: "0-2", PropertyName: "hs_additional_domains" } => ValueKind.FurtherDomains,
        { PropertyObjectTypeId: "0-7" or "0-8", PropertyName: "hs_recurring_billing_period" } => ValueKind.Term,

        // What a common column without a property refers to, the other file says: e-mails, record ids, or another unique property of contacts.
        { PropertyName: null, ToObjectTypeId: "0-1" } => ValueKind.ContactKey,
        _ => property is null ? ValueKind.Text : KindOf(property),
    };

    private static ValueKind KindOf(HsProperty property) => property switch
    {
        { ReferencedObjectType: "OWNER" } => ValueKind.Owner,
        { FieldType: "file" } => ValueKind.File,
        { Type: "phone_number" } => ValueKind.PhoneNumber,
        { Type: "number", NumberDisplayHint: "duration" } => ValueKind.Duration,
        { Type: "number" } => ValueKind.Number,
        { Type: "date" } => ValueKind.Date,
        { Type: "datetime" } => ValueKind.DateTime,
        { Type: "bool" } or { FieldType: "booleancheckbox" } => ValueKind.Boolean,

        // Options that come from elsewhere are not all listed.
        { Type: "enumeration", ExternalOptions: true } => ValueKind.Text,
        { Type: "enumeration", FieldType: "checkbox", Options.Count: > 0 } => ValueKind.SeveralOptions,
        { Type: "enumeration", Options.Count: > 0 } => ValueKind.Option,
        _ => ValueKind.Text,
    };
}

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

    /// <summary>For a column of dates: what its values say of their order.</summary>
    public DateOrderEvidence? Dates { get; }

    /// <summary>Checks a value that is not blank.</summary>
    /// <param name="cell">The value.</param>
    /// <returns>HubSpot's code for what is wrong, or <see langword="null"/>.</returns>
    public string? Check(ReadOnlySpan<byte> cell)
    {
        // Only a value of more bytes can have more characters.
        if (cell.Length > LongestValue && CharactersOf(cell) > LongestValue) return "COLUMN_TOO_LARGE";
        return Kind switch
        {
            ValueKind.Text => null,
            _ => Fault(cell) is var fault && fault == ValueFault.None ? null : ValueFaultCode.Of(fault),
        };
    }

    /// <summary>Says in words what a code means for this column.</summary>
    /// <param name="code">A code that <see cref="Check"/> gave.</param>
    public string Explain(string code) => code switch
    {
        "COULD_NOT_PARSE_DATE" => $"'{Mapping.PropertyName}' takes a date in the order {_dateFormat}, and this is none.",
        "COULD_NOT_PARSE_NUMBER" => $"'{Mapping.PropertyName}' takes a number, and this is none.",
        "INVALID_ENUMERATION_OPTION" => $"'{Mapping.PropertyName}' has no such option; it has {OptionsInWords()}.",
        _ => ImportErrorType.Find(code).Meaning,
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
        ValueKind.Number => NumberValue.Read(cell, out _),
        ValueKind.Date or ValueKind.DateTime => CheckDate(cell),
        ValueKind.Boolean => BooleanValue.Read(cell, out _),
        ValueKind.Option => EnumerationValue.Read(cell, _options, out _),
        ValueKind.SeveralOptions => EnumerationValue.ReadSeveral(cell, _options, _found, out _),
        _ => ValueFault.None,
    };

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

    private static ValueKind KindOf(HsColumnMapping mapping, HsProperty? property) => (mapping, property) switch
    {
        ({ ColumnType: HsColumnType.AssociationLabel or HsColumnType.AssociationKeys }, _) => ValueKind.Text,
        ({ ColumnType: HsColumnType.EventTimestamp }, _) => ValueKind.DateTime,
        ({ PropertyName: "hs_object_id" } or { ColumnType: HsColumnType.ObjectId }, _) => ValueKind.RecordId,
        ({ ObjectTypeId: "0-1", PropertyName: "email" }, _) => ValueKind.Email,
        ({ ObjectTypeId: "0-2", PropertyName: "domain" }, _) => ValueKind.Domain,
        (_, null) => ValueKind.Text,
        (_, { Type: "number" }) => ValueKind.Number,
        (_, { Type: "date" }) => ValueKind.Date,
        (_, { Type: "datetime" }) => ValueKind.DateTime,
        (_, { Type: "bool" } or { FieldType: "booleancheckbox" }) => ValueKind.Boolean,
        (_, { Type: "enumeration", FieldType: "checkbox", Options.Count: > 0 }) => ValueKind.SeveralOptions,
        (_, { Type: "enumeration", Options.Count: > 0 }) => ValueKind.Option,
        _ => ValueKind.Text,
    };
}

using HubSpotImports.Checks;
using HubSpotImports.Operations;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Checks;

/// <summary>The rules for mappings and for the columns that they make, through <c>Test-HsImport</c> with saved definitions.</summary>
public sealed class MappingRuleTests
{
    private const HsImportOperation Create = HsImportOperation.Create;
    private const HsImportOperation Update = HsImportOperation.Update;
    private const HsImportOperation Upsert = HsImportOperation.Upsert;

    private static readonly string[] Properties =
    [
        .. Of("0-1", "email", "firstname", "lastname", "hs_additional_emails"),
        .. Of("0-2", "domain", "name", "hs_additional_domains"),
        .. Of("0-3", "dealname", "dealstage", "pipeline", "amount"),
        .. Of("0-8", "hs_recurring_billing_period"),
        .. Of("0-46", "hs_timestamp", "hs_note_body"),
        .. Of("0-123", "hs_order_name", "note"),
        .. Of("2-7", "serial", "any"),
        """{"objectTypeId":"0-1","name":"hs_object_id","type":"number","modificationMetadata":{"readOnlyValue":true}}""",
        """{"objectTypeId":"0-2","name":"hs_object_id","type":"number","modificationMetadata":{"readOnlyValue":true}}""",
        """{"objectTypeId":"0-1","name":"member","type":"string","hasUniqueValue":true}""",
        """{"objectTypeId":"0-1","name":"old","archived":true}""",
        """{"objectTypeId":"0-1","name":"computed","calculated":true}""",
        """{"objectTypeId":"0-1","name":"kept","modificationMetadata":{"readOnlyValue":true}}""",
        """{"objectTypeId":"0-1","name":"hubspot_owner_id","type":"enumeration","fieldType":"select","externalOptions":true,"referencedObjectType":"OWNER"}""",
        """{"objectTypeId":"0-1","name":"external","type":"enumeration","fieldType":"select","externalOptions":true,"options":[{"label":"A","value":"a"}]}""",
        """{"objectTypeId":"0-1","name":"own","type":"enumeration","fieldType":"select","options":[{"label":"A","value":"a"}]}""",
        """{"objectTypeId":"0-1","name":"contract","type":"string","fieldType":"file"}""",
        """{"objectTypeId":"0-1","name":"tel","type":"phone_number","fieldType":"phonenumber"}""",
        """{"objectTypeId":"0-1","name":"phone","type":"string","fieldType":"phonenumber"}""",
        """{"objectTypeId":"0-1","name":"length","type":"number","fieldType":"number","numberDisplayHint":"duration"}""",
        """{"objectTypeId":"0-1","name":"share","type":"number","fieldType":"number","numberDisplayHint":"percentage"}""",
        """{"objectTypeId":"0-1","name":"about","type":"string","fieldType":"html"}""",
    ];

    private static readonly ExplicitColumnMapping Email = Column("Email", "contact", "email");
    private static readonly ExplicitColumnMapping Domain = Column("Domain", "company", "domain");
    private static readonly ExplicitColumnMapping Label = new() { ColumnName = "Label", ObjectType = "contact", ToObjectType = "company", ColumnType = HsColumnType.AssociationLabel };
    private static readonly ExplicitColumnMapping Keys = new() { ColumnName = "Friend", ObjectType = "contact", ColumnType = HsColumnType.AssociationKeys };
    private static readonly ExplicitColumnMapping Common = new() { ColumnName = "Common", ObjectType = "company", ToObjectType = "contact", AssociationTypeId = 280 };
    private static readonly ExplicitColumnMapping Registered = Time("Registered", HsMarketingEventSubmissionType.Registered);

    // Values of properties

    [Theory]
    [InlineData("hubspot_owner_id", "Ann Lee", null)]
    [InlineData("hubspot_owner_id", "ann@", "COULD_NOT_FIND_OWNER")]
    [InlineData("contract", "https://example.org/a.pdf", null)]
    [InlineData("contract", "a.pdf", "INVALID_ENUM_FILE_ID_OR_URL")]
    [InlineData("tel", "+1 555 123 4567", null)]
    [InlineData("tel", "unknown", "INVALID_PROPERTY_VALUE_FORMAT")]
    [InlineData("phone", "unknown", null)]
    [InlineData("length", "3600000", null)]
    [InlineData("length", "25%", "COULD_NOT_PARSE_NUMBER")]
    [InlineData("share", "25%", null)]
    [InlineData("share", "a quarter", "COULD_NOT_PARSE_NUMBER")]
    [InlineData("about", "<b>any</b>", null)]
    [InlineData("hs_additional_emails", "a@example.org;b@example.org", null)]
    [InlineData("hs_additional_emails", "a@example.org;b", "SECONDARY_EMAIL_WRITE_FAILURE")]
    [InlineData("own", "b", "INVALID_ENUMERATION_OPTION")]
    [InlineData("external", "b", null)]
    public void A_contacts_value_follows_the_rule_of_its_property(string property, string value, string? code) =>
        AssertCodes(code, Check($"Email,X\r\na@example.org,{value}\r\n", Email, Column("X", "contact", property)));

    [Theory]
    [InlineData("company", "hs_additional_domains", "example.org;example.com", null)]
    [InlineData("company", "hs_additional_domains", "example.org;x", "INVALID_DOMAIN")]
    [InlineData("line_item", "hs_recurring_billing_period", "P6M", null)]
    [InlineData("line_item", "hs_recurring_billing_period", "6 months", "COULD_NOT_PARSE_TERM")]
    [InlineData("line_item", "hs_recurring_billing_period", "P0M", "OUTSIDE_VALID_TERM_RANGE")]
    public void And_so_does_a_value_of_another_type(string objectType, string property, string value, string? code)
    {
        var column = Column("X", objectType, property);
        AssertCodes(code, objectType == "company" ? Check($"Domain,X\r\nexample.net,{value}\r\n", Domain, column) : Check($"X\r\n{value}\r\n", column));
    }

    [Fact]
    public void A_finding_says_where_what_and_what_to_do_and_a_deduced_rule_warns()
    {
        var check = Check("Email,X,Y\r\na@example.org,b,a.pdf\r\n", Email, Column("X", "contact", "own"), Column("Y", "contact", "contract"));

        var error = check.Findings[0];
        Assert.Equal(
            ("INVALID_ENUMERATION_OPTION", HsFindingSeverity.Error, 2L, 1L, "X", 2, "b"),
            (error.Code, error.Severity, error.Line, error.Row, error.Column, error.ColumnNumber, error.Value));
        Assert.Contains("it has a", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("(Get-HsProperty -ObjectType contact -Name own).Options", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(("INVALID_ENUM_FILE_ID_OR_URL", HsFindingSeverity.Warning, 3), (check.Findings[1].Code, check.Findings[1].Severity, check.Findings[1].ColumnNumber));
        Assert.Equal(1, check.FaultyRows);
    }

    // Properties

    [Theory]
    [InlineData("old", "HsPropertyArchived")]
    [InlineData("computed", "HsPropertyReadOnly")]
    [InlineData("kept", "HsPropertyReadOnly")]
    [InlineData("odl", "HsUnknownProperty")]
    public void A_property_that_cannot_be_set_is_told_with_its_column(string property, string id)
    {
        var finding = Assert.Single(Check("Email,X\r\na@example.org,b\r\n", Email, Column("X", "contact", property)).Findings);

        Assert.Equal((id, "X", 2, HsFindingSeverity.Error), (finding.Code, finding.Column, finding.ColumnNumber, finding.Severity));
    }

    [Theory]
    [InlineData("firstname", "Ann", HsColumnType.AlternateId, "HsIdentifierNotUnique")]
    [InlineData("email", "a@example.org", HsColumnType.AlternateId, null)]
    [InlineData("member", "4711", HsColumnType.AlternateId, null)]
    [InlineData("hs_object_id", "4711", HsColumnType.ObjectId, null)]
    [InlineData("member", "4711", HsColumnType.ObjectId, "HsIdentifierNotUnique")]
    public void An_identifier_has_unique_values(string property, string value, HsColumnType type, string? code) =>
        AssertCodes(code, Check($"X,Last\r\n{value},Lee\r\n", Column("X", "contact", property) with { ColumnType = type }, Column("Last", "contact", "lastname")));

    // What a record needs

    [Theory]
    [InlineData("contact", "lastname", Create, null)]
    [InlineData("contact", "hs_additional_emails", Create, "HsRequiredColumnMissing")]
    [InlineData("contact", "hs_additional_emails", Upsert, "HsRequiredColumnMissing")]
    [InlineData("contact", "hs_object_id", Upsert, null)]
    [InlineData("contact", "hs_object_id", Create, "HsRequiredColumnMissing")]
    [InlineData("contact", "hs_object_id", Update, null)]
    [InlineData("contact", "lastname", Update, "HsIdentifierMissing")]
    [InlineData("company", "name", Create, null)]
    [InlineData("company", "hs_additional_domains", Create, "HsRequiredColumnMissing")]
    [InlineData("deal", "dealname", Create, "HsRequiredColumnMissing")]
    [InlineData("deal", "dealname", Upsert, "HsRequiredColumnMissing")]
    [InlineData("deal", "amount", Update, "HsIdentifierMissing")]
    [InlineData("2-7", "any", Create, null)]
    public void What_no_column_holds_is_one_error_of_the_file(string objectType, string property, HsImportOperation operation, string? code)
    {
        var value = property.Contains("domains", StringComparison.Ordinal) ? "example.org" : property.Contains("emails", StringComparison.Ordinal) ? "a@example.org" : "1";
        var check = Check($"X\r\n{value}\r\n2{value}\r\n", operation, Column("X", objectType, property));

        AssertCodes(code, check);
        Assert.Equal(code is null, check.Passed);
    }

    [Fact]
    public void All_that_is_missing_is_named_once()
    {
        var finding = Assert.Single(Check("X\r\nBig\r\nSmall\r\n", Create, Column("X", "deal", "dealname")).Findings);

        Assert.Contains("'dealstage', 'pipeline'", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'dealname'", finding.Message, StringComparison.Ordinal);
        Assert.Null(finding.Row);
    }

    [Fact]
    public void Where_only_the_objects_API_asks_for_it_it_is_one_warning()
    {
        var check = Check("X\r\nany\r\nother\r\n", Create, Column("X", "order", "note"));

        var finding = Assert.Single(check.Findings);
        Assert.Equal(("HsRequiredColumnMissing", HsFindingSeverity.Warning), (finding.Code, finding.Severity));
        Assert.True(check.Passed);
        Assert.Equal(0, check.FaultyRows);
    }

    [Fact]
    public void A_blank_cell_of_a_required_property_is_the_rows_fault()
    {
        var check = Check("X,Y,Z\r\nBig,1,2\r\nSmall,,2\r\n", Create, Column("X", "deal", "dealname"), Column("Y", "deal", "dealstage"), Column("Z", "deal", "pipeline"));

        var finding = Assert.Single(check.Findings);
        Assert.Equal(("MISSING_REQUIRED_PROPERTY", 3L), (finding.Code, finding.Line));
        Assert.Contains("'dealstage'", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_upsert_needs_what_is_required_only_in_rows_without_an_identifier() => Assert.Equal(
        [("MISSING_REQUIRED_PROPERTY", 3L)],
        Check("Id,X\r\n4711,any\r\n,any\r\n", Column("Id", "contact", "hs_object_id"), Column("X", "contact", "about")).Findings.Select(finding => (finding.Code, finding.Line!.Value)));

    [Fact]
    public void An_update_needs_an_identifier_in_each_row()
    {
        var finding = Assert.Single(Check("Id,X\r\n4711,any\r\n,any\r\n", Update, Column("Id", "contact", "hs_object_id"), Column("X", "contact", "about")).Findings);

        Assert.Equal(("UPDATE_ONLY_IMPORT", HsFindingSeverity.Warning, 3L), (finding.Code, finding.Severity, finding.Line));
    }

    [Fact]
    public void An_email_finds_contacts_also_where_its_column_is_called_standard() => AssertCodes(
        null,
        Check("Email,X\r\na@example.org,any\r\n", Update, Column("Email", "contact", "email") with { ColumnType = HsColumnType.Standard }, Column("X", "contact", "about")));

    // Associations

    [Fact]
    public void Labels_need_records_of_both_types_in_the_row()
    {
        Assert.True(Check("Email,Domain,Label\r\na@example.org,example.org,Boss\r\nb@example.org,example.org,\r\n", Email, Domain, Label).Passed);

        foreach (var check in new[]
        {
            Check("Email,Label\r\na@example.org,Boss\r\n", Email, Label),
            Check("Domain,Label\r\nexample.org,Boss\r\n", Domain, Label),
        })
        {
            var finding = Assert.Single(check.Findings);
            Assert.Equal(("HsAssociationLabelWithoutRecords", "Label", 2), (finding.Code, finding.Column, finding.ColumnNumber));
            Assert.Contains("from contact to company", finding.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_common_column_stands_for_the_records_of_the_other_file() => AssertCodes(
        null, Check("Domain,Common,Label\r\nexample.org,a@example.org,Boss\r\n", Domain, Common, Label with { ObjectType = "company", ToObjectType = "contact" }));

    [Fact]
    public void A_row_with_a_common_column_alone_makes_no_record() => AssertCodes(
        null, Check("Domain,Common\r\nexample.org,a@example.org\r\n,b@example.org\r\n", Domain, Common));

    [Fact]
    public void Labels_between_records_of_one_type_need_keys()
    {
        var label = Label with { ToObjectType = "contact" };

        AssertCodes("HsAssociationLabelWithoutRecords", Check("Email,Label\r\na@example.org,Boss\r\n", Email, label));
        AssertCodes(null, Check("Email,Friend,Label\r\na@example.org,4711,Boss\r\n", Email, Keys, label));
    }

    [Fact]
    public void Keys_are_record_ids_or_emails_or_nothing()
    {
        var finding = Assert.Single(Check("Email,Friend\r\na@example.org,4711\r\nb@example.org,c@example.org\r\nc@example.org,\r\nd@example.org,Ann\r\n", Email, Keys).Findings);

        Assert.Equal(("INVALID_ASSOCIATION_KEY", HsFindingSeverity.Warning, 5L, "Friend", 2, "Ann"), (finding.Code, finding.Severity, finding.Line, finding.Column, finding.ColumnNumber, finding.Value));
    }

    [Theory]
    [InlineData(null, "a@example.org", null)]
    [InlineData(null, "member 7", null)]
    [InlineData(null, "a@", "INVALID_ASSOCIATION_IDENTIFIER")]
    [InlineData(null, "", null)]
    [InlineData("email", "Ann", "INVALID_ASSOCIATION_IDENTIFIER")]
    [InlineData("hs_object_id", "4711", null)]
    [InlineData("hs_object_id", "Ann", "INVALID_ASSOCIATION_IDENTIFIER")]
    [InlineData("member", "any", null)]
    [InlineData("firstname", "Ann", "HsIdentifierNotUnique")]
    [InlineData("old", "Ann", "HsPropertyArchived")]
    [InlineData("nmae", "Ann", "HsUnknownProperty")]
    public void A_common_column_holds_what_its_property_of_the_other_type_holds(string? property, string value, string? code) =>
        AssertCodes(code, Check($"Domain,Common\r\nexample.org,{value}\r\n", Domain, Common with { PropertyName = property }));

    [Fact]
    public void A_common_column_of_record_ids_finds_no_records_of_its_own_type()
    {
        var sink = Run("Common,Name\r\n4711,Ann\r\n", new StartImportRequest { Files = [] }, new() { ColumnName = "Common", ObjectType = "contact", ColumnType = HsColumnType.ObjectId, AssociationTypeId = 1 }, Column("Name", "contact", "firstname"));

        AssertCodes(null, Assert.IsType<HsFileCheck>(Assert.Single(sink.Objects)));
        Assert.Contains("No column identifies a contact", Assert.Single(sink.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("email", "a@example.org", null)]
    [InlineData("member", "4711", null)]
    [InlineData("hs_object_id", "4711", null)]
    [InlineData("firstname", "Ann", "HsIdentifierNotUnique")]
    public void Only_unique_values_tie_files_together(string property, string value, string? code) => AssertCodes(
        code,
        Check($"X,Last\r\n{value},Lee\r\n", Column("X", "contact", property) with { AssociationIdentifierColumn = true }, Column("Last", "contact", "lastname")));

    [Fact]
    public void What_ties_files_together_is_a_property() => AssertCodes(
        "HsMappingContradictory", Check("Domain,Common\r\nexample.org,1\r\n", Domain, Common with { AssociationIdentifierColumn = true }));

    [Theory]
    [InlineData(280, "contact", null, null)]
    [InlineData(2, "contact", null, null)]
    [InlineData(279, "contact", null, "-AssociationTypeId 280")]
    [InlineData(342, "contact", null, "-AssociationTypeId 280")]
    [InlineData(342, "deal", null, null)]
    [InlineData(341, null, null, "-AssociationTypeId 341")]
    [InlineData(342, null, null, null)]
    [InlineData(279, "contact", "USER_DEFINED", null)]
    [InlineData(9999, "contact", null, null)]
    public void An_association_type_of_other_objects_is_doubted(int id, string? to, string? category, string? advice)
    {
        var check = Check("Domain,Common\r\nexample.org,1\r\n", Domain, Common with { AssociationTypeId = id, ToObjectType = to, AssociationCategory = category });

        Assert.True(check.Passed);
        Assert.Equal(advice is null ? [] : ["HsAssociationTypeOfOtherObjects"], check.Findings.Select(finding => finding.Code));
        if (advice is null) return;
        Assert.Equal(("Common", 2, HsFindingSeverity.Warning), (check.Findings[0].Column, check.Findings[0].ColumnNumber, check.Findings[0].Severity));
        Assert.EndsWith(advice, check.Findings[0].RecommendedAction, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, ExplicitColumnMapping> Contradictory => new()
    {
        { "HsMappingIncomplete", "-AssociationTypeId", Common with { AssociationTypeId = null } },
        { "HsMappingIncomplete", "-AssociationTypeId", Email with { AssociationCategory = "USER_DEFINED" } },
        { "HsMappingContradictory", "none of HUBSPOT_DEFINED", Common with { AssociationCategory = "HUBSPOT" } },
        { "HsMappingContradictory", "of its own object type", Keys with { ToObjectType = "company" } },
        { "HsMappingContradictory", "cannot have", Keys with { PropertyName = "email" } },
        { "HsMappingContradictory", "cannot have", Label with { PropertyName = "email" } },
        { "HsMappingContradictory", "cannot have", Registered with { PropertyName = "email" } },
        { "HsMappingContradictory", "belong to contacts", Registered with { ObjectType = "deal" } },
        { "HsMappingContradictory", "-ColumnType EventTimestamp", Email with { MarketingEventSubmissionType = HsMarketingEventSubmissionType.Left } },
    };

    [Theory]
    [MemberData(nameof(Contradictory))]
    public void A_mapping_that_contradicts_itself_is_refused(string id, string said, ExplicitColumnMapping mapping)
    {
        var error = Assert.Throws<HsException>(() => NewColumnMapping.Make(mapping));

        Assert.Equal(id, error.Id);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    // Marketing events

    [Theory]
    [InlineData("contact", 7L, null, null)]
    [InlineData("marketing_event", 7L, null, null)]
    [InlineData("contact", null, null, "HsMarketingEventMissing")]
    [InlineData("contact", 7L, Create, null)]
    [InlineData("contact", 7L, Update, "HsMarketingEventNotCreated")]
    [InlineData("contact", 7L, Upsert, "HsMarketingEventNotCreated")]
    public void Participants_need_the_event_and_participations_are_created(string objectType, long? marketingEvent, HsImportOperation? operation, string? code)
    {
        var request = new StartImportRequest
        {
            Files = [],
            MarketingEventObjectId = marketingEvent,
            Operations = operation is { } given ? new Dictionary<string, HsImportOperation> { ["*"] = Upsert, ["marketing_event"] = given } : new Dictionary<string, HsImportOperation> { ["*"] = Upsert },
        };

        AssertCodes(code, Check("Email,Registered\r\na@example.org,1/31/2026 10:00\r\n", request, Email, Registered with { ObjectType = objectType }));
    }

    [Fact]
    public void An_event_without_times_or_without_contacts_is_an_error()
    {
        AssertCodes("HsEventTimesMissing", Check("Email\r\na@example.org\r\n", Event, Email));
        AssertCodes("HsEventWithoutContacts", Check("Registered\r\n1/31/2026\r\n", Event, Registered));
    }

    [Fact]
    public void Two_columns_cannot_say_the_same_of_a_participant()
    {
        AssertCodes("HsEventTimeMappedTwice", Check("Email,Registered,Again\r\na@example.org,1/31/2026,\r\n", Event, Email, Registered, Registered with { ColumnName = "Again" }));
        AssertCodes(null, Check("Email,Registered,Left\r\na@example.org,1/31/2026,\r\n", Event, Email, Registered, Time("Left", HsMarketingEventSubmissionType.Left)));
    }

    [Fact]
    public void A_participation_needs_a_time_that_can_be_read()
    {
        var check = Check(
            "Email,Registered,Left\r\na@example.org,1/31/2026 10:00,\r\nb@example.org,,1769853600000\r\nc@example.org,,\r\nd@example.org,soon,\r\n",
            Event,
            Email,
            Registered,
            Time("Left", HsMarketingEventSubmissionType.Left));

        Assert.Equal(
            [("MISSING_EVENT_TIMESTAMP", 4L, null), ("INVALID_EVENT_TIMESTAMP", 5L, "Registered")],
            check.Findings.Select(finding => (finding.Code, finding.Line!.Value, finding.Column)));
        Assert.All(check.Findings, finding => Assert.Equal(HsFindingSeverity.Warning, finding.Severity));
        Assert.Equal(0, check.FaultyRows);
    }

    [Fact]
    public void Times_in_another_order_are_one_error_that_names_the_order()
    {
        var check = Check("Email,Registered\r\n" + string.Concat(Enumerable.Range(13, 9).Select(day => $"a{day}@example.org,{day}/1/2026 10:00\r\n")), Event, Email, Registered);

        var finding = Assert.Single(check.Findings);
        Assert.Equal(("INVALID_EVENT_TIMESTAMP", HsFindingSeverity.Error, "Registered"), (finding.Code, finding.Severity, finding.Column));
        Assert.EndsWith("-DateFormat DayMonthYear", finding.RecommendedAction, StringComparison.Ordinal);
        Assert.False(check.Passed);
    }

    private static StartImportRequest Event => new() { Files = [], MarketingEventObjectId = 7 };

    private static void AssertCodes(string? code, HsFileCheck check) => Assert.Equal(code is null ? [] : [code], check.Findings.Select(finding => finding.Code));

    private static ExplicitColumnMapping Column(string header, string objectType, string property) => new() { ColumnName = header, ObjectType = objectType, PropertyName = property };

    private static ExplicitColumnMapping Time(string header, HsMarketingEventSubmissionType submission) =>
        new() { ColumnName = header, ObjectType = "contact", ColumnType = HsColumnType.EventTimestamp, MarketingEventSubmissionType = submission };

    private static IEnumerable<string> Of(string objectTypeId, params string[] names) =>
        names.Select(name => $$"""{"objectTypeId":"{{objectTypeId}}","name":"{{name}}","type":"string","fieldType":"text"}""");

    private static HsFileCheck Check(string csv, params ExplicitColumnMapping[] columns) => Check(csv, new StartImportRequest { Files = [] }, columns);

    private static HsFileCheck Check(string csv, HsImportOperation operation, params ExplicitColumnMapping[] columns) =>
        Check(csv, new StartImportRequest { Files = [], Operations = new Dictionary<string, HsImportOperation> { ["*"] = operation } }, columns);

    private static HsFileCheck Check(string csv, StartImportRequest request, params ExplicitColumnMapping[] columns) =>
        Assert.IsType<HsFileCheck>(Assert.Single(Run(csv, request, columns).Objects));

    private static RecordingSink Run(string csv, StartImportRequest request, params ExplicitColumnMapping[] columns)
    {
        using var file = new TempFile(csv);
        using var properties = new TempFile($"[{string.Join(",", Properties)}]", "properties.json");
        var complete = request with { Files = [NewImportFile.Make(file.Path, [.. columns.Select(NewColumnMapping.Make)])] };
        return new RecordingSink().Run((pipe, stop) => new TestImport(PropertyDefinitions.SavedIn(properties.Path)).RunAsync(complete, quiet: false, pipe, stop));
    }
}

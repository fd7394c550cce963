using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HubSpotImports.Files;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;
using Counting = HubSpotImports.Sandbox.LineNumbering;

namespace HubSpotImports.Tests.Operations;

/// <summary>The rows that HubSpot refused become a file with exactly these rows, or nothing that is not sure.</summary>
public sealed class ExportImportRejectTests : IDisposable
{
    private const string Header = "Email,First Name,Close Date\r\n";
    private const string Bad = "not an address,\"Ben, \"\"B\"\"\r\nsecond line\",1/2/2026\r\n";
    private const string NoDate = "cid@example.com,Cid,31.13.2026\r\n";

    private static readonly Dictionary<string, HsImportOperation> Create = new() { ["contact"] = HsImportOperation.Create };

    private readonly string _folder = Directory.CreateTempSubdirectory("hubspot-imports-").FullName;

    private string RejectPath => Path.Combine(_folder, "rejects.csv");

    private string ReasonsPath => Path.Combine(_folder, "rejects.reasons.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Refused_rows_are_in_the_file_byte_for_byte_with_the_reasons_beside_it()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Header + "ada@example.com,Ada,\r\n\r\n" + Bad + NoDate + "=cmd,\u00A0x ,\r\n");
        var import = Import(sandbox, file);

        var sink = Export(sandbox, file, [import]);

        Assert.Empty(sink.Errors);
        Assert.Empty(sink.Warnings);
        Assert.Equal(Header + Bad + "=cmd,\u00A0x ,\r\n", await File.ReadAllTextAsync(RejectPath));
        var reasons = await File.ReadAllLinesAsync(ReasonsPath);
        Assert.Equal("Line,Row,Column,Value,Code,Outcome,Message", reasons[0]);
        Assert.StartsWith("4,2,Email,not an address,INVALID_EMAIL,NotIn,", reasons[1], StringComparison.Ordinal);
        Assert.StartsWith("7,4,Email,\"'=cmd\",INVALID_EMAIL,NotIn,", reasons[2], StringComparison.Ordinal);
        Assert.Equal(3, reasons.Length);
        Assert.Contains(sink.Verbose, text => text.Contains("-IncludeIncomplete adds them", StringComparison.Ordinal));
        Assert.Empty(sink.Objects);
        Assert.Equal(RejectPath, Assert.Single(sink.Questions).Target);
    }

    [Theory]
    [InlineData("utf-8", ',')]
    [InlineData("utf-16", ';')]
    [InlineData("latin1", '\t')]
    public async Task The_mended_file_of_all_parts_completes_the_set(string encoding, char separator)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        var encoded = Encoding.GetEncoding(encoding);
        var text = "Email,First Name\r\n" + string.Concat(Enumerable.Range(1, 8).Select(row => $"p{row}{(row % 3 == 0 ? "(at)" : "@")}example.com,Jürgen {row}\r\n"));
        using var file = new TempFile([.. encoded.GetPreamble(), .. encoded.GetBytes(text.Replace(',', separator))]);
        var request = sandbox.RequestFor(file);
        var imports = sandbox.Start(request, limits: new ImportLimits { Rows = 3 }).Objects.Cast<HsImport>().ToList();
        Assert.Equal(3, imports.Count);

        var sink = Export(sandbox, file, imports, change: export => export with { PassThru = true });

        Assert.Equal(RejectPath, Assert.IsType<FileInfo>(Assert.Single(sink.Objects)).FullName);
        var rejected = await File.ReadAllBytesAsync(RejectPath);
        Assert.Equal([.. encoded.GetPreamble(), .. encoded.GetBytes("Email,First Name\r\np3(at)example.com,Jürgen 3\r\np6(at)example.com,Jürgen 6\r\n".Replace(',', separator))], rejected);
        using var mended = new TempFile([.. encoded.GetPreamble(), .. encoded.GetBytes(encoded.GetString(rejected).TrimStart('\uFEFF').Replace("(at)", "@", StringComparison.Ordinal))]);
        var rest = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(request.OfFile(mended.Path)).Objects));

        Assert.Equal((2L, HsImportOutcome.AllIn), (rest.CreatedObjects, rest.Outcome));
        Assert.Equal(8, await sandbox.Server.CountLedgerAsync(action: LedgerAction.Created));
        Assert.Equal(0, await sandbox.Server.CountLedgerAsync(action: LedgerAction.Updated));
    }

    [Fact]
    public async Task Nothing_refused_is_no_file()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Header + "ada@example.com,Ada,\r\n" + NoDate);

        var sink = Export(sandbox, file, [Import(sandbox, file)]);

        Assert.Empty(sink.Errors);
        Assert.Empty(sink.Questions);
        Assert.False(File.Exists(RejectPath));
        Assert.False(File.Exists(ReasonsPath));
        Assert.Contains(sink.Verbose, text => text.Contains("There is no row", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rejects_of_an_earlier_import_do_not_pass_for_those_of_one_that_has_none()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Header + "ada@example.com,Ada,\r\n");
        var import = Import(sandbox, file);
        await File.WriteAllTextAsync(RejectPath, "earlier");
        await File.WriteAllTextAsync(ReasonsPath, "earlier");

        Assert.Equal(["HsRejectFileExists"], Export(sandbox, file, [import]).ErrorIds);
        var sink = Export(sandbox, file, [import], change: export => export with { ReplacesRejectFile = true });

        Assert.Empty(sink.Errors);
        Assert.Equal(RejectPath, Assert.Single(sink.Questions).Target);
        Assert.False(File.Exists(RejectPath) || File.Exists(ReasonsPath));
    }

    [Fact]
    public async Task A_file_whose_encoding_had_to_be_said_is_read_the_same_again()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        var bytes = SourceEncoding.CodePage(1250).GetBytes("Email,Příjmení\r\nada@example.com,Dvořák\r\nben(at)example.com,Žižka\r\n");
        using var file = new TempFile(bytes);
        IReadOnlyList<HsColumnMapping> mappings =
        [
            NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Email", PropertyName = "email", ObjectType = "contact" }),
            NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Příjmení", PropertyName = "lastname", ObjectType = "contact" }),
        ];
        var import = (HsImport)sandbox.Start(new StartImportRequest { Files = [NewImportFile.Make(file.Path, mappings, codePage: 1250)], Wait = true }).Objects.Single();

        var sink = Export(sandbox, file, [import], change: export => export with { JournalPath = sandbox.Data.Path });

        Assert.Empty(sink.Errors);
        Assert.Equal(SourceEncoding.CodePage(1250).GetBytes("Email,Příjmení\r\nben(at)example.com,Žižka\r\n"), await File.ReadAllBytesAsync(RejectPath));
    }

    [Fact]
    public async Task WhatIf_writes_nothing()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Header + Bad);

        var sink = Export(sandbox, file, [Import(sandbox, file)], new RecordingSink { Answer = (_, _) => false });

        Assert.Contains("1 rows", Assert.Single(sink.Questions).Action, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task The_file_replaces_neither_the_source_nor_another_file_unasked()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Header + Bad, "x.reasons.csv");
        var import = Import(sandbox, file);
        await File.WriteAllTextAsync(ReasonsPath, "kept");

        Assert.Equal(["HsRejectPathIsSource"], Export(sandbox, file, [import], change: export => export with { Path = file.Path, ReplacesRejectFile = true }).ErrorIds);
        Assert.Equal(["HsRejectPathIsSource"], Export(sandbox, file, [import], change: export => export with { Path = Path.Combine(file.Folder, "x.csv"), ReplacesRejectFile = true }).ErrorIds);
        Assert.Equal(["HsRejectFileExists"], Export(sandbox, file, [import]).ErrorIds);
        Assert.Equal("kept", await File.ReadAllTextAsync(ReasonsPath));
        Assert.Equal(["HsRejectFileNotWritten"], Export(sandbox, file, [import], change: export => export with { Path = Path.Combine(_folder, "absent", "x.csv") }).ErrorIds);

        Assert.Empty(Export(sandbox, file, [import], change: export => export with { ReplacesRejectFile = true }).Errors);
        Assert.Equal(Header + Bad, await File.ReadAllTextAsync(RejectPath));
    }

    [Fact]
    public async Task Rows_that_are_in_without_a_value_go_in_only_where_HubSpot_finds_them()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Header + "ada@example.com,Ada,\r\n" + NoDate + ",NoAddress,31.13.2026\r\n" + Bad);

        var sink = Export(sandbox, file, [Import(sandbox, file)], change: export => export with { IncludesIncomplete = true });

        Assert.Equal(Header + NoDate + Bad, await File.ReadAllTextAsync(RejectPath));
        Assert.Contains("1 rows are not in", Assert.Single(sink.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_are_in_are_refused_where_they_would_create_records_twice()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Header + NoDate);
        using var nameless = new TempFile("First Name,Close Date\r\nCid,31.13.2026\r\n");
        var created = Import(sandbox, file, Create);
        var unidentified = Import(sandbox, nameless);

        Assert.Equal(["HsRowsWouldDouble"], Export(sandbox, file, [created], change: export => export with { IncludesIncomplete = true }).ErrorIds);
        Assert.Equal(["HsRowsWouldDouble"], Export(sandbox, nameless, [unidentified], change: export => export with { IncludesIncomplete = true }).ErrorIds);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Of_two_objects_in_a_row_one_may_be_in()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        const string Columns = "Email,Company name,Domain\r\n";
        using var file = new TempFile(Columns + "bad,Acme,acme.com\r\nbad too,Nameless,\r\n");
        HsColumnMapping[] mapping =
        [
            NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Email", PropertyName = "email", ObjectType = "contact" }),
            NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Company name", PropertyName = "name", ObjectType = "company" }),
            NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Domain", PropertyName = "domain", ObjectType = "company" }),
        ];
        var request = new StartImportRequest { Files = [NewImportFile.Make(file.Path, mapping)], Wait = true };
        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(request).Objects));
        Assert.Equal(2, import.CreatedObjects);

        var sink = Export(sandbox, file, [import]);

        // The refused address is what identifies the contact, so neither row is sure to be found again.
        Assert.Contains("2 rows are not in", Assert.Single(sink.Warnings), StringComparison.Ordinal);
        Assert.False(File.Exists(RejectPath));
    }

    [Fact]
    public async Task Rows_that_are_not_sure_stay_out_and_are_told()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with { RowData = RowDataForm.None });
        using var file = new TempFile(Header + Bad + "bad,Dan,\r\n");

        var sink = Export(sandbox, file, [Import(sandbox, file)]);

        Assert.False(File.Exists(RejectPath) && (await File.ReadAllTextAsync(RejectPath)).Contains("bad,Dan", StringComparison.Ordinal));
        Assert.Contains("not sure which rows", Assert.Single(sink.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_import_that_was_cancelled_the_rest_cannot_be_told()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Held);
        using var file = new TempFile(Header + Bad);
        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file, wait: false)).Objects));

        Assert.Contains("is not finished", Assert.Single(Export(sandbox, file, [import]).Warnings), StringComparison.Ordinal);
        new RecordingSink().Run((pipe, stop) => new StopImport(sandbox.Client).RunAsync([import.Id], false, pipe, stop));
        Assert.Contains("did not go to its end", Assert.Single(Export(sandbox, file, [import]).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_one_file_is_an_error_and_no_file()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile(Header + Bad);
        using var other = new TempFile("Email\r\nbad\r\n");
        var (one, two) = (Import(sandbox, file), Import(sandbox, other));

        Assert.Equal(["HsSourceMismatch"], Export(sandbox, other, [one]).ErrorIds);
        Assert.Equal(["HsOtherColumns"], Export(sandbox, file, [one, two]).ErrorIds);
        Assert.Equal(["HsNotParts"], Export(sandbox, file, [one, Import(sandbox, file)]).ErrorIds);
        Assert.Equal(["HsSourcePathMissing"], Export(sandbox, file, [one, two], change: export => export with { SourcePaths = [[file.Path], []] }).ErrorIds);
        Assert.Equal(["HsSeveralSources"], Export(sandbox, file, [one, two], change: export => export with { SourcePaths = [[file.Path], [other.Path]] }).ErrorIds);
        Assert.Equal(["HsImportNotFound"], Export(sandbox, file, [one, WaitImport.Known("31337")]).ErrorIds);
        Assert.Equal(["HsFileNotFound"], Export(sandbox, file, [one], change: export => export with { SourcePaths = [[Path.Combine(_folder, "absent.csv")]] }).ErrorIds);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Every_row_of_the_file_is_one_that_is_not_in() => Prop.ForAll(Cases, async given =>
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with { LineNumbering = given.Counting, RowData = given.Form });
        sandbox.Import("Email,First Name\r\nold1@example.com,O\r\nold2@example.com,O\r\n");
        using var file = new TempFile(given.File.Bytes);
        var held = Path.Combine(file.Folder, "held.csv");
        var start = sandbox.Start(
            new StartImportRequest
            {
                Files = [NewImportFile.Make(file.Path, sandbox.MappingOf(file, ignore: ["Note"]))],
                Wait = true,
                Operations = Create,
                InvalidRow = given.HoldsBack ? HsInvalidRow.HoldBack : HsInvalidRow.Send,
                RejectPath = given.HoldsBack ? held : null,
            },
            limits: new ImportLimits { Rows = given.RowsOfAPart });
        Assert.Empty(start.Errors);
        var imports = start.Objects.Cast<HsImport>().ToList();
        if (imports.Count == 0) return;

        var reject = Path.Combine(file.Folder, "reject.csv");
        var sink = Export(sandbox, file, imports, change: export => export with { Path = reject });

        Assert.Empty(sink.Errors);
        var heldBack = RowsIn(held);
        var sent = Enumerable.Range(1, given.File.Rows.Count).Where(row => !heldBack.Contains(row)).ToList();
        var refused = await RefusedAsync(sandbox, imports, sent);
        var exported = RowsIn(reject);
        Assert.Subset(refused, exported);
        if (File.Exists(reject)) Assert.Equal(exported.Count, await CountAsync(reject));

        var areDifferent = given.File.Rows.Select(cells => RowContent.Of(cells.Where((_, column) => column != NoteColumn))).Distinct().Count() == given.File.Rows.Count;
        if (areDifferent && given.Form != RowDataForm.None) Assert.Equal(refused.Order(), exported.Order());
    }).Holds(cases: FactNotOnMonoAttribute.IsMono ? 10 : 100); // A case takes seconds where the sandbox is a process of its own.

    private const int NoteColumn = 3;

    private static Arbitrary<Case> Cases => Arb.From(
        from file in CsvCase.Any.Generator
        from rows in Row.NonEmptyListOf()
        from counting in Gen.Elements(Enum.GetValues<Counting>())
        from form in Gen.Frequency((3, Gen.Constant(RowDataForm.AsSent)), (1, Gen.Constant(RowDataForm.Trimmed)), (2, Gen.Constant(RowDataForm.None)))
        from holdsBack in ArbMap.Default.GeneratorFor<bool>()
        from rowsOfAPart in Gen.Elements(2, 3, 5, 1000, 1000, 1000)
        select new Case(
            file with { Header = ["Email", "First Name", "Last Name", "Note"], Rows = [.. rows], Ignored = [false] },
            counting,
            form,
            holdsBack,
            rowsOfAPart));

    // Addresses that are new, taken, taken by an earlier row of the file, or none; names with line breaks; sometimes a cell too few or too many.
    private static Gen<IReadOnlyList<string>> Row =>
        from email in Gen.Frequency(
            (2, Gen.Choose(1, 200).Select(n => $"new{n}@example.com")),
            (2, Gen.Elements("twin1@example.com", "twin2@example.com", "old1@example.com", "old2@example.com")),
            (2, Gen.Elements("bad", "no address", "")),
            (2, Gen.Choose(1, 200).Select(n => $"bad {n}")))
        from first in Gen.Elements("A", "A", "A", " B ", "C\r\nD", "C\nD\nE", "é", "\"q\",;|\t")
        from last in Gen.Elements("", "", "L", "L\nM")
        from note in Gen.Elements("", "n", "n\nn")
        from count in Gen.Frequency((12, Gen.Constant(4)), (1, Gen.Choose(1, 6)))
        select (IReadOnlyList<string>)[.. new[] { email, first, last, note, "extra", "more" }.Take(count)];

    private static HsImport Import(ConnectedSandbox sandbox, TempFile file, IReadOnlyDictionary<string, HsImportOperation>? operations = null) =>
        Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file) with { Operations = operations ?? new Dictionary<string, HsImportOperation>() }).Objects));

    private RecordingSink Export(
        ConnectedSandbox sandbox, TempFile file, IReadOnlyList<HsImport> imports, RecordingSink? sink = null, Func<ExportImportRejectRequest, ExportImportRejectRequest>? change = null)
    {
        var request = new ExportImportRejectRequest { Ids = [.. imports.Select(import => import.Id)], SourcePaths = [.. imports.Select(_ => new[] { file.Path })], Path = RejectPath };
        return (sink ?? new RecordingSink()).Run((pipe, stop) => new ExportImportReject(sandbox.Client).RunAsync(change?.Invoke(request) ?? request, pipe, stop));
    }

    // The row numbers that the reasons name.
    private static HashSet<int> RowsIn(string rejectPath)
    {
        var path = Path.ChangeExtension(rejectPath, ".reasons.csv");
        if (!File.Exists(path)) return [];
        return [.. CsvText.Read(File.ReadAllBytes(path)).Skip(1).Select(reason => int.Parse(reason[1], System.Globalization.CultureInfo.InvariantCulture))];
    }

    // The rows of the source that the ledger says are in no import.
    private static async Task<HashSet<int>> RefusedAsync(ConnectedSandbox sandbox, List<HsImport> imports, List<int> sent)
    {
        var before = 0L;
        var starts = imports.ToDictionary(import => import.Id, import => (before += import.TotalRows!.Value) - import.TotalRows.Value);
        return [.. (await sandbox.LedgerAsync())
            .Where(entry => entry.Action == LedgerAction.Refused && starts.ContainsKey($"{entry.ImportId}"))
            .Select(entry => sent[(int)(starts[$"{entry.ImportId}"] + entry.Record - 1)])];
    }

    private static async Task<long> CountAsync(string path)
    {
        var file = await FileInspector.InspectAsync(path, ImportLimits.Documented, default);
        return (await FilePlans.OnePartAsync(file, [0])).Rows;
    }

    internal sealed record Case(CsvCase File, Counting Counting, RowDataForm Form, bool HoldsBack, int RowsOfAPart);
}

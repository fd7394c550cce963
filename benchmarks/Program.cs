// Makes the figures of docs/benchmarks.md again; Options.Usage says how.
using System.Globalization;
using HubSpotImports.Benchmarks;
using HubSpotImports.Benchmarks.Contenders;
using HubSpotImports.Benchmarks.Inputs;
using HubSpotImports.Benchmarks.Peers;
using HubSpotImports.Benchmarks.Report;
using HubSpotImports.Benchmarks.Sections;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["contender", .. var contender]) return await Contender.RunAsync(contender);

if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

var root = RepositoryRoot.Find();
var inputs = new InputFiles(options.Data ?? Path.Combine(root, "artifacts", "benchmarks"));
var toolbox = new Toolbox(inputs.Directory);
var page = new Page(options.WritesPage ? Path.Combine(root, "docs", "benchmarks.md") : null);

try
{
    if (options.Only.Count == 0) page.Put(await Machine.DescribeAsync());
    if (options.Has("check")) page.Put(await CheckSection.RunAsync(options, inputs, toolbox));
    if (options.Has("profile")) page.Put(await ProfileSection.RunAsync(options, inputs));
    if (options.Has("rules")) page.Put(RulesSection.Run(inputs.Directory));
    if (options.Has("scale")) page.Put(await ScaleSection.RunAsync(options, inputs));
    if (options.Has("send")) page.Put(await SendSection.RunAsync(options, inputs, toolbox));
    if (options.Has("job")) page.Put(await JobSection.RunAsync(options, inputs, toolbox));
    if (options.Has("startup")) page.Put(await StartupSection.RunAsync(inputs));
    if (options.Has("startup")) page.Put(await FirstCallsSection.RunAsync(inputs));
    return 0;
}
catch (InvalidOperationException fault)
{
    // A contender that failed, or found something else than the others: no figure is worth anything then.
    Console.Error.WriteLine(fault.Message);
    return 1;
}

using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using HubSpotImports.Benchmarks.Contenders;
using HubSpotImports.Benchmarks.Report;
using Perfolizer.Horology;

namespace HubSpotImports.Benchmarks.Sections;

/// <summary>Nanoseconds and allocations of each value rule, by BenchmarkDotNet in this process.</summary>
internal static class RulesSection
{
    public static Table Run(string artifacts)
    {
        Console.WriteLine("rules");
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(9).WithIterationTime(TimeInterval.FromMilliseconds(100));
        var config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(BenchmarkDotNet.Diagnosers.MemoryDiagnoser.Default).WithArtifactsPath(artifacts);
        var reports = BenchmarkRunner.Run<RuleBenchmarks>(config).Reports.ToLookup(report => (string)report.BenchmarkCase.Parameters["Property"]);

        var table = new Table("rules", "property", "rule, ns", "plain C#, ns", "× plain C#", "rule allocates, bytes");
        foreach (var property in reports)
        {
            var (module, plain) = (Of(property, nameof(RuleBenchmarks.Module)), Of(property, nameof(RuleBenchmarks.Plain)));
            var (ours, theirs) = (Nanoseconds(module), Nanoseconds(plain));
            var allocated = module.GcStats.GetBytesAllocatedPerOperation(module.BenchmarkCase);
            table.Add($"`{property.Key}`", ours.ToString("N1"), theirs.ToString("N1"), $"{ours.Median / theirs.Median:N2}", $"{allocated}");
        }

        return table;
    }

    private static BenchmarkReport Of(IEnumerable<BenchmarkReport> reports, string method) =>
        reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method);

    private static Measuring.Spread Nanoseconds(BenchmarkReport report) =>
        Measuring.Spread.Of(report.ResultStatistics!.OriginalValues);
}

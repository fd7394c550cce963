using System.Reflection;
using System.Runtime.CompilerServices;
using HubSpotImports.Checks;
using HubSpotImports.Journal;
using HubSpotImports.Operations;
using HubSpotImports.Pipeline;
using HubSpotImports.Tests.Journal;

namespace HubSpotImports.Tests.Pipeline;

/// <summary>What errors and findings recommend: a thing to do, or a whole command to type.</summary>
public sealed class RecommendedActionTests
{
    public static TheoryData<string> Errors => [.. Makers.Select(maker => maker.Name)];

    public static TheoryData<string> Codes => [.. ImportErrorType.All.Select(type => type.Code)];

    private static IEnumerable<MethodInfo> Makers => typeof(HsError)
        .GetMethods(BindingFlags.Static | BindingFlags.Public)
        .Where(method => method.ReturnType == typeof(HsException) && method.Name is not (nameof(HsError.FromAnswer) or nameof(HsError.InvalidColumn)));

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_error_recommends_something_whole(string maker)
    {
        var method = Makers.First(method => method.Name == maker);

        var error = (HsException)method.Invoke(null, [.. method.GetParameters().Select(parameter => ValueOf(parameter.ParameterType))])!;

        AssertIsWhole(error.RecommendedAction);
        Assert.NotEqual("", error.Message);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_finding_recommends_something_whole(string code)
    {
        AssertIsWhole(FindingAdvice.For(code, "contacts.csv", null));
        AssertIsWhole(FindingAdvice.For(code, "contacts.csv", NewMapping()));
    }

    private static HsColumnMapping NewMapping() =>
        NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Email", ObjectType = "contact", PropertyName = "email" });

    // A parameter alone is no command, and dots are nothing to paste.
    private static void AssertIsWhole(string action)
    {
        Assert.NotEqual("", action);
        Assert.False(action[0] == '-', action);
        Assert.DoesNotContain("…", action, StringComparison.Ordinal);
        Assert.DoesNotContain("...", action, StringComparison.Ordinal);
        Assert.DoesNotContain("NAME", action, StringComparison.Ordinal);
    }

    private static object? ValueOf(Type type) =>
        type == typeof(string) ? "contact"
        : type == typeof(Uri) ? new Uri("https://example.org")
        : type == typeof(HsException) ? HsError.FileEmpty("a.csv")
        : type == typeof(Exception) ? new IOException("no")
        : type == typeof(IReadOnlyList<string>) ? (string[])["a", "b"]
        : type == typeof(IReadOnlyList<int>) ? (int[])[1]
        : type == typeof(HsImport) ? Activator.CreateInstance(type, nonPublic: true)
        : type == typeof(IReadOnlyList<HsImport>) ? (HsImport[])[(HsImport)ValueOf(typeof(HsImport))!]
        : type == typeof(HsConnection) ? ConnectAccount.Make(new ConnectAccountRequest { AccessToken = "test-token", BaseUri = new Uri("https://example.org") })
        : type == typeof(Submission) ? Submissions.New()
        : type == typeof(SubmissionPart) ? Submissions.New().Parts[0]
        : type == typeof(StartImportRequest) ? new StartImportRequest { Files = [NewImportFile.Make("a.csv", [NewMapping()])], RejectPath = "rejects.csv" }
        : type == typeof(QuotaLimits) ? QuotaLimits.Documented
        : Nullable.GetUnderlyingType(type) is not null ? null
        : RuntimeHelpers.GetUninitializedObject(type);
}

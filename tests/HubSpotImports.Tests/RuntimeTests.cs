using System.Reflection;
using System.Runtime.Versioning;

namespace HubSpotImports.Tests;

/// <summary>These tests are run on several runtimes: <c>dotnet test</c>, tests/net8.sh, tests/mono.sh.</summary>
public sealed class RuntimeTests
{
    [Fact]
    public void The_runtime_is_the_one_that_was_meant()
    {
        // A host takes a later runtime for a missing one, and says nothing.
        var meant = new FrameworkName(typeof(RuntimeTests).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);

        Assert.Equal((meant.Identifier == ".NETFramework", meant.Version.Major), (typeof(object).Assembly.GetName().Name == "mscorlib", Environment.Version.Major));
    }

#if !NET
    [Theory]
    [InlineData(System.Net.SecurityProtocolType.Tls, System.Net.SecurityProtocolType.Tls | System.Net.SecurityProtocolType.Tls12)]
    [InlineData(System.Net.SecurityProtocolType.SystemDefault, System.Net.SecurityProtocolType.SystemDefault)]
    public void TLS_1_2_is_allowed_where_the_system_does_not_choose(System.Net.SecurityProtocolType before, System.Net.SecurityProtocolType after)
    {
        var kept = System.Net.ServicePointManager.SecurityProtocol;
        try
        {
            System.Net.ServicePointManager.SecurityProtocol = before;
            HubSpotImports.Api.HttpTransport.AllowTls12();
            Assert.Equal(after, System.Net.ServicePointManager.SecurityProtocol);
        }
        finally
        {
            System.Net.ServicePointManager.SecurityProtocol = kept;
        }
    }
#endif
}

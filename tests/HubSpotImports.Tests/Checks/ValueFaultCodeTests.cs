using HubSpotImports.Checks;

namespace HubSpotImports.Tests.Checks;

public sealed class ValueFaultCodeTests
{
    [Fact]
    public void Every_fault_has_a_code_of_its_own()
    {
        var codes = Enum.GetValues<ValueFault>().Where(fault => fault != ValueFault.None).Select(ValueFaultCode.Of).ToList();
        Assert.DoesNotContain("", codes);
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }
}

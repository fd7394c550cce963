namespace HubSpotImports.Tests.Module;

/// <summary>What scripts can name of the cmdlets changes on purpose only.</summary>
public sealed class SurfaceTests
{
    private const string Approved = "tests/HubSpotImports.Tests/Module/Surface.approved.txt";

    [Fact]
    public void The_surface_is_the_approved_one()
    {
        var received = Surface.Text(Cmdlets.All);
        if (File.ReadAllText(RepositoryRoot.Combine(Approved)).Replace("\r\n", "\n", StringComparison.Ordinal) == received) return;

        File.WriteAllText(RepositoryRoot.Combine("out", "Surface.received.txt"), received);
        Assert.Fail($"Scripts of users see another surface than the approved one: git diff --no-index {Approved} out/Surface.received.txt. If that is meant: cp out/Surface.received.txt {Approved}");
    }

    [Fact]
    public void Both_editions_have_the_same_surface()
    {
        var built = Surface.Text(Cmdlets.All);

        Assert.Equal(built, Surface.Text(Cmdlets.StagedIn(StagedModule.Core)));
        Assert.Equal(built, Surface.Text(Cmdlets.StagedIn(StagedModule.Desktop)));
    }
}

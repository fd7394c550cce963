using System.ComponentModel;
using System.Management.Automation;
using HubSpotImports.Api;

namespace HubSpotImports.Commands;

/// <summary>A cmdlet that calls HubSpot, and repeats calls whose fault may pass.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class HsCallingCommand : HsCommand
{
    /// <summary>How often a call is repeated at most when the connection fails, or HubSpot is busy, out of order or asks to wait, within ten minutes; 0 for never. An import is never started twice by it.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MaximumRetryCount { get; set; } = RetrySettings.Default.MaximumRetryCount;

    /// <summary>About how many seconds to wait before the first repetition; each further pause is twice as long, up to a minute. Where HubSpot asks for more, so long.</summary>
    [Parameter]
    [ValidateRange(1, 60)]
    public int RetryIntervalSec { get; set; } = 1;

    private protected RetrySettings Retries => new() { MaximumRetryCount = MaximumRetryCount, Interval = TimeSpan.FromSeconds(RetryIntervalSec) };
}

using System.Globalization;
using System.Management.Automation;

namespace HubSpotImports.Binding;

/// <summary>
/// Takes a time as a DateTime, a DateTimeOffset, text in ISO's order (<c>2026-11-22</c>, <c>2026-11-22 08:00</c>, <c>2026-11-22T08:00:00Z</c>), or a
/// TimeSpan, which means so long ago. Text in another order is refused: 3/4 is March to some and April to others.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK"];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            DateTime time => time,
            DateTimeOffset time => time.LocalDateTime,
            TimeSpan ago => DateTime.Now - ago.Duration(),
            string text when DateTimeOffset.TryParseExact(text.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time) => time.LocalDateTime,
            var other => throw new ArgumentTransformationMetadataException($"'{other}' is no time. Write it as 2026-11-22 or 2026-11-22 08:00, give a DateTime such as (Get-Date).AddDays(-1), or a TimeSpan for so long ago."),
        };
}

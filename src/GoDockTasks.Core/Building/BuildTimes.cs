using System.Globalization;

namespace GoDockTasks.Core.Building;

/// <summary>When <c>go build</c> ran.</summary>
public sealed record BuildTimes(DateTimeOffset StartedOn, DateTimeOffset FinishedOn)
{
    private const string Form = "yyyy-MM-ddTHH:mm:ssZ";

    /// <summary>RFC 3339, in UTC, to the second.</summary>
    public static string Format(DateTimeOffset time) =>
        time.ToUniversalTime().ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>What <see cref="ToString"/> wrote, or null.</summary>
    public static BuildTimes? TryParse(string text) =>
        text.Split(' ') is [var started, var finished]
        && TryParse(started, out var first)
        && TryParse(finished, out var last)
            ? new(first, last)
            : null;

    /// <summary>Both, with a blank between them.</summary>
    public override string ToString() => $"{Format(StartedOn)} {Format(FinishedOn)}";

    private static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text,
            Form,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out time
        );
}

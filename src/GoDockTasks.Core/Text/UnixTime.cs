using System.Globalization;

namespace GoDockTasks.Core.Text;

/// <summary>Times as SOURCE_DATE_EPOCH and git have them: seconds since 1970.</summary>
internal static class UnixTime
{
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <returns>Null for what is no such number, negative, or past the year 9999.</returns>
    public static DateTimeOffset? Parse(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Last
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>As <c>2026-01-31T12:00:00Z</c>, whatever the machine's culture.</summary>
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

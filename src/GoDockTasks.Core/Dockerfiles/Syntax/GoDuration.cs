using System.Buffers;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>Durations such as 1m30s, as HEALTHCHECK takes them. Source: Go's time.ParseDuration.</summary>
internal static class GoDuration
{
    private static readonly SearchValues<char> Number = SearchValues.Create("0123456789.");

    /// <summary>In nanoseconds; null where the text is none.</summary>
    public static double? Parse(string text)
    {
        var rest = text.AsSpan();
        var sign = 1;
        if (rest is ['-' or '+', ..])
        {
            sign = rest[0] == '-' ? -1 : 1;
            rest = rest[1..];
        }

        if (rest is "0")
            return 0;
        if (rest.IsEmpty)
            return null;
        var total = 0.0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Number);
            if (
                digits <= 0
                || !double.TryParse(
                    rest[..digits],
                    System.Globalization.NumberStyles.AllowDecimalPoint,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var number
                )
            )
                return null;
            rest = rest[digits..];
            var end = rest.IndexOfAny(Number);
            var unit = Unit(end < 0 ? rest : rest[..end]);
            if (unit is null)
                return null;
            total += number * unit.Value;
            rest = end < 0 ? default : rest[end..];
        }

        return sign * total;
    }

    private static double? Unit(ReadOnlySpan<char> name) =>
        name switch
        {
            "ns" => 1,
            "us" or "µs" or "μs" => 1e3,
            "ms" => 1e6,
            "s" => 1e9,
            "m" => 6e10,
            "h" => 3.6e12,
            _ => null,
        };
}

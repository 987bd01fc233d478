using System.Globalization;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Gates;

namespace GoDockTasks.Core.Pages;

/// <summary>Figures as people read them.</summary>
internal static class Figures
{
    private const double Nanosecond = 1e-9;
    private const double Millisecond = 1e-3;

    public static string Text(GateMeasure measure) =>
        measure.Unit switch
        {
            "bytes" => FileTooLargeException.Size((long)measure.Value),
            "percent" => Percent(measure.Value),
            "ratio" => Number(measure.Value, "0.###") + "×",
            "ns" => Time((long)measure.Value),
            "score" => Number(measure.Value, "0.0"),
            "findings" => Count((int)measure.Value, "finding"),
            "tests" => Count((int)measure.Value, "test"),
            _ => $"{Number(measure.Value, "0.###")} {measure.Unit}",
        };

    public static string Time(long nanoseconds)
    {
        var seconds = nanoseconds * Nanosecond;
        return seconds >= 1 ? Number(seconds, "0.##") + " s" : Number(seconds / Millisecond, "0.#") + " ms";
    }

    /// <summary>How much more a figure is than another, with its sign; <c>+0.4%</c>.</summary>
    public static string Change(double before, double now) =>
        before == 0 ? "" : Number((now - before) / before * 100, "+0.0;−0.0;±0.0") + "%";

    public static string Count(int count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double value) => Number(value, "0.##") + "%";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

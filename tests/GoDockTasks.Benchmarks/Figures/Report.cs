using System.Globalization;
using System.Text;
using GoDockTasks.Benchmarks.Measuring;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>The figures as a Markdown table.</summary>
internal static class Report
{
    private const string Start = "<!-- figures -->";
    private const string End = "<!-- /figures -->";

    public static string Write(IReadOnlyList<Figure> figures, string machine, Options options)
    {
        var text = new StringBuilder();
        text.Append("| Figure | Against | Measured (middle half) | Goal | |\n|---|---|---|---|---|\n");
        foreach (var figure in figures)
        {
            var (low, high) = figure.Values.MiddleHalf();
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure.Rival} | {Number(figure.Value, figure.Unit)} ({Number(low, "")} to {Number(high, "")}) | ");
            text.Append(CultureInfo.InvariantCulture, $"at most {figure.Goal:0.##}{figure.Unit} | {(figure.IsMet ? "met" : "**missed**")} |\n");

            string Number(double value, string unit) => value.ToString(figure.Unit == "x" ? "0.000" : "0", CultureInfo.InvariantCulture) + unit;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{machine}{(options.Quick ? "; --quick" : "")}.\n");
        return text.ToString();
    }

    /// <summary>Puts a table in the place of the one that the page has.</summary>
    public static void Replace(string page, string table)
    {
        var text = File.ReadAllText(page);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (start < 0 || end < start)
            throw new CommandFailedException($"{page} has no place for figures between '{Start}' and '{End}'.");
        File.WriteAllText(page, $"{text[..start]}{Start}\n{table}{text[end..]}");
    }
}

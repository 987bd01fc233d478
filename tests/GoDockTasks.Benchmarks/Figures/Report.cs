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
            text.Append(Row(figure)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"\n{machine}{(options.Quick ? "; --quick" : "")}.\n");
        return text.ToString();
    }

    /// <summary>One line of the table.</summary>
    public static string Row(Figure figure)
    {
        var (low, high) = figure.Values.MiddleHalf();
        var measured = $"{Number(figure.Value, figure.Unit)} ({Number(low, "")} to {Number(high, "")})";
        var goal = string.Create(CultureInfo.InvariantCulture, $"at most {figure.Goal:0.##}{figure.Unit}");
        var rival = figure.Rival.Replace("|", "\\|", StringComparison.Ordinal);
        return $"| {figure.Name} | {rival} | {measured} | {goal} | {(figure.IsMet ? "met" : "**missed**")} |";

        string Number(double value, string unit) =>
            value.ToString(figure.Unit == "x" ? "0.000" : "0", CultureInfo.InvariantCulture) + unit;
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

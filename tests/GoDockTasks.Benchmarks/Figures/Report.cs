using System.Globalization;
using System.Text;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>The figures as a Markdown table.</summary>
internal static class Report
{
    public static string Write(IReadOnlyList<Figure> figures, string machine, Options options)
    {
        var text = new StringBuilder();
        text.Append("| Figure | Against | Measured | Goal | |\n|---|---|---|---|---|\n");
        foreach (var figure in figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure.Rival} | {Number(figure.Value, figure.Unit)} | at most {figure.Goal:0.##}{figure.Unit} | {(figure.IsMet ? "met" : "**missed**")} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{machine}{(options.Quick ? "; --quick" : "")}\n");
        return text.ToString();
    }

    private static string Number(double value, string unit) =>
        value.ToString(unit == "x" ? "0.000" : "0", CultureInfo.InvariantCulture) + unit;
}

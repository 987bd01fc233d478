using System.Globalization;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Gates;

/// <summary>A gate that a project has named: its report says by its kind how it is judged.</summary>
internal static class OwnGate
{
    private const string DefaultUnit = "units";

    public static async Task<GateOutcome> RunAsync(GateRun run, CancellationToken cancellationToken)
    {
        var (input, problem) = await GateInput.ReadAsync(run, cancellationToken).ConfigureAwait(false);
        return input is null ? problem! : GateReportKind.Of(input).Judge(run, input);
    }

    /// <summary>A figure: <c>{"measured": 12.5, "unit": "ms"}</c>.</summary>
    public static GateOutcome Judge(GateRun run, GateInput input, JsonElement root)
    {
        if (
            StrictJson.Member(root, "measured") is not { ValueKind: JsonValueKind.Number } number
            || !number.TryGetDouble(out var value)
            || !double.IsFinite(value)
        )
            return input.Unusable(run, "its 'measured' isn't a number");
        if (run.Item?.Threshold is not { } threshold)
            return run.NotChecked(
                DiagnosticCatalogue.GateNotChecked,
                "a figure is held to a Threshold, and the GoDockGate item has none; add one",
                input.Source
            );
        var unit = Printable.Of(StrictJson.Text(root, "unit") ?? DefaultUnit);
        var text = string.Create(CultureInfo.InvariantCulture, $"{value:0.###} {unit}, threshold {threshold:0.###}");
        return new(value > threshold ? GateVerdict.Failed : GateVerdict.Passed, text)
        {
            Measured = new(value, unit),
            Threshold = new(threshold, unit),
            Source = input.Source,
            Diagnostics = value > threshold ? [run.Problem(DiagnosticCatalogue.AboveThreshold, text)] : [],
        };
    }
}

using System.Globalization;
using System.Text;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Gates;

/// <summary>What the program's container took at most: `memory.peak` of its control group (version 2).</summary>
internal static class MemoryGate
{
    public static async Task<GateOutcome> RunAsync(GateRun run, CancellationToken cancellationToken)
    {
        var (input, problem) = await GateInput.ReadAsync(run, cancellationToken).ConfigureAwait(false);
        if (input is null)
            return problem!;
        if (
            !long.TryParse(
                Encoding.UTF8.GetString(input.Content).Trim(),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var bytes
            )
        )
            return input.Unusable(run, "it isn't the figure that memory.peak of a control group has");
        if (Measurements.KeyOf(run) is not { } key)
            return run.NotChecked(
                DiagnosticCatalogue.GateNotChecked,
                $"'{run.Name(run.Program.Path)}' doesn't say how it was built ({run.BuildInfo.Reason})",
                input.Source
            );
        run.State.Measure(run.Program, Measurements.Memory, bytes);
        return Measurements.Compare(run, key, [(Measurements.Memory, bytes)]) with { Source = input.Source };
    }
}

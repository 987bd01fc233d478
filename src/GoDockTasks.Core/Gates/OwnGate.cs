namespace GoDockTasks.Core.Gates;

/// <summary>A gate that a project has named: its report says by its kind how it is judged.</summary>
internal static class OwnGate
{
    public static async Task<GateOutcome> RunAsync(GateRun run, CancellationToken cancellationToken)
    {
        var (input, problem) = await GateInput.ReadAsync(run, cancellationToken).ConfigureAwait(false);
        return input is null ? problem! : GateReportKind.Of(input).Judge(run, input);
    }
}

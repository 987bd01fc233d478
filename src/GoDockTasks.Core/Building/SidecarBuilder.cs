using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Building;

/// <summary>Builds the programs of sidecars.</summary>
/// <param name="runner">Starts go.</param>
public sealed class SidecarBuilder(IProcessRunner runner)
{
    /// <summary>
    /// Builds each program, several at a time; starts nothing for one that nothing changed for. Writes into the request's output folder and go's caches
    /// only, and needs no network where the module cache holds what is needed.
    /// </summary>
    /// <returns>Diagnostics are errors, each a program that wasn't built, and warnings about what nobody chose. Binaries of an earlier build stay where they are.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled; no program is left running.</exception>
    public async Task<SidecarBuildReport> RunAsync(SidecarBuildRequest request, CancellationToken cancellationToken)
    {
        var identifier = string.IsNullOrWhiteSpace(request.RuntimeIdentifier) ? request.HostRuntimeIdentifier : request.RuntimeIdentifier;
        var platform = GoPlatform.FromRuntimeIdentifier(identifier);
        var plan = BuildPlan.Of(request, platform);
        if (plan.Programs.IsEmpty)
            return new([], plan.Diagnostics, plan.Remarks);

        if (platform is null)
            return new([], plan.Diagnostics.Add(Unknown(identifier, request)), plan.Remarks);
        var (go, problem) = await BuildToolchain.FindAsync(request, runner, cancellationToken).ConfigureAwait(false);
        if (go is null)
            return new([], plan.Diagnostics.Add(WithoutGo(problem!)), plan.Remarks);

        var outcomes = await BuildAsync(plan, new(request, go, platform, runner), cancellationToken).ConfigureAwait(false);
        return new(
            [.. outcomes.Where(outcome => outcome.Outcome.IsBuilt).Select(outcome => outcome.Program)],
            [.. plan.Diagnostics, .. outcomes.SelectMany(outcome => outcome.Outcome.Diagnostics)],
            [.. plan.Remarks, .. outcomes.SelectMany(outcome => outcome.Outcome.Remarks)]);
    }

    private static async Task<(BuiltProgram Program, ProgramOutcome Outcome)[]> BuildAsync(BuildPlan plan, ProgramBuild build, CancellationToken cancellationToken)
    {
        var outcomes = new (BuiltProgram, ProgramOutcome)[plan.Programs.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, outcomes.Length, options, async (index, cancel) =>
        {
            var (sidecar, package) = plan.Programs[index];
            var program = build.Describe(sidecar, package);
            outcomes[index] = (program, await build.RunAsync(program, cancel).ConfigureAwait(false));
        }).ConfigureAwait(false);
        return outcomes;
    }

    private static Diagnostic Unknown(string identifier, SidecarBuildRequest request) => new(
        DiagnosticCatalogue.UnknownPlatform,
        new(request.ProjectFile),
        $"The RuntimeIdentifier '{identifier}' has no counterpart among Go's platforms, so that no sidecar can be built for it; use one like linux-x64, linux-musl-arm64, osx-arm64 or win-x64, or leave the sidecars out with Build=\"false\".");

    private static Diagnostic WithoutGo(Diagnostic problem) => problem with
    {
        Severity = DiagnosticSeverity.Error,
        Message = $"The sidecars can't be built: {problem.Message} A sidecar with Build=\"false\" needs none; -p:GoDockSkip=true leaves out all of them.",
    };
}

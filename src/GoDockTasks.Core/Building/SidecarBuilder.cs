using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Building;

/// <summary>Builds the programs of sidecars.</summary>
/// <param name="runner">Starts go.</param>
public sealed class SidecarBuilder(IProcessRunner runner)
{
    /// <summary>
    /// Builds each program, several at a time; starts nothing for one that nothing changed for. Writes into the
    /// request's output folder and go's caches only, and needs no network where the module cache holds what is needed.
    /// </summary>
    /// <returns>
    /// Diagnostics are errors, each a program that wasn't built, and warnings about what nobody chose. Binaries of an
    /// earlier build stay where they are.
    /// </returns>
    /// <exception cref="OperationCanceledException">The caller cancelled; no program is left running.</exception>
    public Task<SidecarBuildReport> RunAsync(SidecarBuildRequest request, CancellationToken cancellationToken)
    {
        var view = (request.Readings ?? new(path: null, request.Time)).View();
        var identifier = string.IsNullOrWhiteSpace(request.RuntimeIdentifier)
            ? request.HostRuntimeIdentifier
            : request.RuntimeIdentifier;
        var platform = GoPlatform.FromRuntimeIdentifier(identifier);
        var plan = BuildPlan.Of(request, platform, view);
        if (plan.Programs.IsEmpty)
            return Task.FromResult<SidecarBuildReport>(new([], plan.Diagnostics, plan.Remarks));

        if (platform is null)
            return Task.FromResult<SidecarBuildReport>(
                new([], plan.Diagnostics.Add(Unknown(identifier, request)), plan.Remarks)
            );
        var store =
            request.ProgramStore is null || request.ProgramStoreBytes <= 0
                ? null
                : new ProgramStore(request.ProgramStore, request.ProgramStoreBytes, request.Time);
        return GoInstallation.Look(request.Go, request.ProjectFile, request.Environment)?.Installation is { } go
                ? BuildAsync(plan, new(request, go, platform, runner, view, store), store, cancellationToken)
            : request.IsEarly ? Task.FromResult<SidecarBuildReport>(new([], [], []))
            : AskAndBuildAsync(request, plan, platform, view, cancellationToken);
    }

    private async Task<SidecarBuildReport> AskAndBuildAsync(
        SidecarBuildRequest request,
        BuildPlan plan,
        GoPlatform platform,
        SourceView view,
        CancellationToken cancellationToken
    )
    {
        var found = await GoInstallation
            .FindAsync(request.Go, request.ProjectFile, request.Environment, runner, request.Timeout, cancellationToken)
            .ConfigureAwait(false);
        return found.Installation is not { } go
            ? new([], plan.Diagnostics.Add(WithoutGo(found.Problem!)), plan.Remarks)
            // A go that may be any is never known to be the same.
            : await BuildAsync(
                    plan,
                    new(request, go, platform, runner, view, store: null),
                    store: null,
                    cancellationToken
                )
                .ConfigureAwait(false);
    }

    // Where nothing is to be built, which is so most of the time, nothing waits: methods that can are compiled anew in
    // each build.
    private static Task<SidecarBuildReport> BuildAsync(
        BuildPlan plan,
        ProgramBuild build,
        ProgramStore? store,
        CancellationToken cancellationToken
    )
    {
        var programs = new BuiltProgram[plan.Programs.Length];
        var outcomes = new ProgramOutcome?[programs.Length];
        Parallel.For(0, programs.Length, new() { CancellationToken = cancellationToken }, index =>
        {
            programs[index] = build.Describe(plan.Programs[index].Sidecar, plan.Programs[index].Package);
            outcomes[index] = build.Find(programs[index]);
        });
        return Array.IndexOf(outcomes, null) < 0
            ? Task.FromResult(Report(plan, programs, outcomes))
            : BuildRestAsync(plan, build, store, programs, outcomes, cancellationToken);
    }

    private static async Task<SidecarBuildReport> BuildRestAsync(
        BuildPlan plan,
        ProgramBuild build,
        ProgramStore? store,
        BuiltProgram[] programs,
        ProgramOutcome?[] outcomes,
        CancellationToken cancellationToken
    )
    {
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = cancellationToken,
        };
        var waiting = outcomes.Count(outcome => outcome is null);
        await Parallel
            .ForAsync(0, outcomes.Length, options, async (index, cancel) =>
            {
                if (outcomes[index] is not null)
                    return;
                var isCrowded = Interlocked.Decrement(ref waiting) >= Environment.ProcessorCount;
                outcomes[index] = await build.RunAsync(programs[index], isCrowded, cancel).ConfigureAwait(false);
            })
            .ConfigureAwait(false);
        store?.Trim();
        return Report(plan, programs, outcomes);
    }

    private static SidecarBuildReport Report(BuildPlan plan, BuiltProgram[] programs, ProgramOutcome?[] outcomes)
    {
        var built = ImmutableArray.CreateBuilder<BuiltProgram>(programs.Length);
        var diagnostics = plan.Diagnostics.ToBuilder();
        var remarks = plan.Remarks.ToBuilder();
        for (var i = 0; i < programs.Length; i++)
        {
            if (outcomes[i]!.IsBuilt)
                built.Add(programs[i]);
            diagnostics.AddRange(outcomes[i]!.Diagnostics);
            remarks.AddRange(outcomes[i]!.Remarks);
        }

        return new(built.ToImmutable(), diagnostics.ToImmutable(), remarks.ToImmutable());
    }

    private static Diagnostic Unknown(string identifier, SidecarBuildRequest request) =>
        new(
            DiagnosticCatalogue.UnknownPlatform,
            new(request.ProjectFile),
            $"The RuntimeIdentifier '{identifier}' has no counterpart among Go's platforms, so that no "
                + $"sidecar can be built for it; use one like linux-x64, linux-musl-arm64, osx-arm64 or win-x64, "
                + $"or leave the sidecars out with Build=\"false\"."
        );

    private static Diagnostic WithoutGo(Diagnostic problem) =>
        problem with
        {
            Severity = DiagnosticSeverity.Error,
            Message =
                $"The sidecars can't be built: {problem.Message} A sidecar with Build=\"false\" needs none; "
                + $"-p:GoDockSkip=true leaves out all of them.",
        };
}

/// <summary>The outcome of building several sidecars.</summary>
/// <param name="Programs">Those that are up to date now, in the order of the request.</param>
/// <param name="Diagnostics">All that there is to tell, in a stable order.</param>
/// <param name="Remarks">
/// What go remarked while it succeeded, now or when it built what is still up to date, and what wasn't built; for
/// readers of a normal log.
/// </param>
public sealed record SidecarBuildReport(
    ImmutableArray<BuiltProgram> Programs,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> Remarks
);

/// <summary>What to build, and with what. Empty texts mean "not set".</summary>
public sealed record SidecarBuildRequest
{
    /// <summary>The sidecars; those with Build=false, and libraries, are passed over.</summary>
    public required ImmutableArray<Sidecar> Sidecars { get; init; }

    /// <summary>Absolute path of the project file.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>
    /// Absolute path of a folder of our own: a program goes to <c>sidecars/NAME/NAME</c> in it, with .exe for Windows,
    /// and what it was built from to <c>stamps/NAME</c>.
    /// </summary>
    public required string OutputDirectory { get; init; }

    /// <summary>The environment variables of the build.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The system's folder for temporary files, absolute.</summary>
    public required string TemporaryDirectory { get; init; }

    /// <summary>What the project is built for; empty for the machine that builds.</summary>
    public string? RuntimeIdentifier { get; init; }

    /// <summary>The machine that builds.</summary>
    public required string HostRuntimeIdentifier { get; init; }

    /// <summary>What the project's properties say about Go.</summary>
    public GoProperties Go { get; init; } = GoProperties.None;

    /// <summary>What tasks of this build, and the build before, read of modules; null for nothing.</summary>
    public SourceReadings? Readings { get; init; }

    /// <summary>
    /// Absolute path of the folder in which programs are kept, to be taken instead of compiling; null for none, and
    /// then none that was taken counts.
    /// </summary>
    public string? ProgramStore { get; init; }

    /// <summary>What programs may take there together.</summary>
    public long ProgramStoreBytes { get; init; }

    /// <summary>
    /// Begin what is asked for again later, while sources may still change: leave out what nobody could then tell to be
    /// the same.
    /// </summary>
    public bool IsEarly { get; init; }

    /// <summary>Run nothing: a program that isn't up to date is reported.</summary>
    public bool OnlyIfUpToDate { get; init; }

    /// <summary>Says when a program was built.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long one <c>go build</c> may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}

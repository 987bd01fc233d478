using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Gates;

/// <summary>
/// What a release passes before it is pushed. Each gate reads a measurement, or a tool's report, and holds it against a
/// threshold; none believes an exit code, and what could not be looked at is not fine.
/// </summary>
public sealed class ReleaseGates(IProcessRunner runner)
{
    internal const string Vulnerabilities = "vulnerabilities";
    internal const string StaticAnalysis = "static-analysis";
    internal const string Size = "size";
    internal const string Memory = "memory";
    internal const string StartUp = "start-up";
    internal const string Contract = "contract";
    internal const string Environment = "environment";
    internal const string Fingerprint = "fingerprint";

    // Each may start a program that takes a processor, or reads what others write.
    private static readonly int Lanes = Math.Max(2, System.Environment.ProcessorCount);

    /// <summary>Names of the gates that are always there, in the order of the table.</summary>
    public static readonly ImmutableArray<string> BuiltIn =
    [
        Vulnerabilities,
        StaticAnalysis,
        Size,
        Memory,
        StartUp,
        Contract,
        Environment,
        Fingerprint,
    ];

    /// <summary>Runs all gates of all programs, several at once.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<GateReport> RunAsync(GateRequest request, CancellationToken cancellationToken)
    {
        var last = request.History is { } history
            ? await LastReleases
                .ReadAsync(history, request.Programs.Select(program => program.Sidecar.Name), cancellationToken)
                .ConfigureAwait(false)
            : [];
        using var state = new GateState(request, Baselines.Read(request.BaselineFile).With(last)) { Released = last };
        var runs = request.Programs.SelectMany(program => Runs(request, program, state)).ToImmutableArray();
        var lines = new GateLine[runs.Length];
        await Parallel
            .ForAsync(
                0,
                lines.Length,
                new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = cancellationToken },
                async (index, token) => lines[index] = await LineAsync(runs[index], token).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        var programs = request.Programs.Select(program => ReportedProgram.Of(program, state)).ToImmutableArray();
        return new([.. lines])
        {
            General =
            [
                .. request.ItemProblems,
                .. General(request, state),
                .. last.Select(release => release.Problem).OfType<Diagnostic>(),
            ],
            Used = state.Used,
            Known = state.Baselines,
            Programs = programs,
            Measured = [.. programs.Select(program => program.Measured).OfType<MeasuredProgram>()],
        };
    }

    private IEnumerable<GateRun> Runs(GateRequest request, GatedProgram program, GateState state)
    {
        var items = request
            .Gates.Where(item => item.Sidecar is null || item.Sidecar == program.Sidecar.Name)
            .ToLookup(item => item.Name, StringComparer.Ordinal);
        var own = items.Select(group => group.Key).Except(BuiltIn).Order(StringComparer.Ordinal);
        // The item that names the sidecar knows more than the one for all.
        return BuiltIn
            .Concat(own)
            .Select(name => new GateRun(
                request,
                program,
                name,
                items[name].OrderBy(item => item.Sidecar is null).FirstOrDefault(),
                state,
                runner
            ));
    }

    private static async Task<GateLine> LineAsync(GateRun run, CancellationToken cancellationToken)
    {
        if (run.Item is { IsEnabled: false })
            return Line(run, false, GateOutcome.SwitchedOff);
        var isRequired = run.Item is not null || IsRequired(run);
        var outcome = await OutcomeAsync(run, cancellationToken).ConfigureAwait(false);
        if (outcome.Verdict == GateVerdict.NotChecked && !isRequired)
            outcome = outcome with { Diagnostics = [] };
        return Line(run, isRequired, outcome);
    }

    private static GateLine Line(GateRun run, bool isRequired, GateOutcome outcome) =>
        new(run.Sidecar, run.Gate, isRequired, outcome) { Platform = Measurements.KeyOf(run)?.Platform };

    // Memory, start-up, tests and analysis need something that not every project has; the others are there, or the
    // want of them is what a gate is for.
    private static bool IsRequired(GateRun run) =>
        run.Gate switch
        {
            Vulnerabilities or Size or Fingerprint => true,
            Environment => run.Program.ImageLayout is not null,
            _ => false,
        };

    private static Task<GateOutcome> OutcomeAsync(GateRun run, CancellationToken cancellationToken) =>
        run.Gate switch
        {
            Vulnerabilities => VulnerabilityGate.RunAsync(run, cancellationToken),
            Size => Task.FromResult(SizeGate.Run(run)),
            Fingerprint => FingerprintGate.RunAsync(run, cancellationToken),
            StaticAnalysis => StaticAnalysisGate.RunAsync(run, cancellationToken),
            Memory => MemoryGate.RunAsync(run, cancellationToken),
            StartUp => StartUpGate.RunAsync(run, cancellationToken),
            Contract => ContractGate.RunAsync(run, cancellationToken),
            Environment => Task.FromResult(EnvironmentGate.Run(run)),
            _ => OwnGate.RunAsync(run, cancellationToken),
        };

    private static IEnumerable<Diagnostic> General(GateRequest request, GateState state)
    {
        foreach (var found in state.Verification)
            yield return found;
        if (state.Baselines.Problem is { } damaged)
            yield return damaged;
        if (!state.HasVulnerabilities)
            yield break;
        var used = state.Used.Select(entry => entry.Accepted).ToHashSet();
        foreach (var unused in request.Accepted.Where(accepted => !used.Contains(accepted)))
            yield return new(
                DiagnosticCatalogue.AcceptedUnused,
                new(unused.ProjectFile),
                $"no report has '{unused.Id}', which is accepted here (\"{unused.Reason}\"); remove the item"
            );
    }
}

/// <summary>What is to be released, and what it is held to.</summary>
/// <param name="ProjectFile">Absolute; relative paths count from its folder.</param>
public sealed record GateRequest(string ProjectFile)
{
    /// <summary>Name of the file of baselines beside the project, where nothing else is said.</summary>
    public const string DefaultBaselines = "godock.baselines.json";

    /// <summary>The programs; each passes all gates of its own.</summary>
    public required ImmutableArray<GatedProgram> Programs { get; init; }

    /// <summary>The clock: databases and exceptions grow old by it.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The process's environment, for the programs that gates start.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Absolute path of a folder for temporary files.</summary>
    public required string TemporaryDirectory { get; init; }

    /// <summary>`GoDockGate` items.</summary>
    public ImmutableArray<GateItem> Gates { get; init; } = [];

    /// <summary>`GoDockAcceptedFinding` items.</summary>
    public ImmutableArray<AcceptedFinding> Accepted { get; init; } = [];

    /// <summary>What is wrong with items, so that they aren't above; errors hold up a release.</summary>
    public ImmutableArray<Diagnostics.Diagnostic> ItemProblems { get; init; } = [];

    /// <summary>How old a database of vulnerabilities may be.</summary>
    public int DatabaseDays { get; init; } = 7;

    /// <summary>Absolute path of the file of baselines; null for none.</summary>
    public string? BaselineFile { get; init; }

    /// <summary>Where images are released to, which goes before the file; null for nowhere.</summary>
    public ReleaseHistory? History { get; init; }

    /// <summary>How long one program that a gate starts may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Absolute path of go; null for the one along PATH.</summary>
    public string? GoExecutable { get; init; }

    /// <summary>What the gate `fingerprint` asks; null where nothing is to be verified.</summary>
    public FingerprintQuestion? Fingerprints { get; init; }

    internal string ProjectDirectory => Path.GetDirectoryName(ProjectFile)!;
}

/// <summary>A program that passes gates.</summary>
/// <param name="Sidecar">What it was built from.</param>
/// <param name="Path">The binary, absolute.</param>
public sealed record GatedProgram(Sidecar Sidecar, string Path)
{
    /// <summary>Absolute path of the OCI image layout that it is released in; null for none.</summary>
    public string? ImageLayout { get; init; }

    /// <summary>What the image's label may say of its inputs: a digest a platform. Empty for anything.</summary>
    public ImmutableArray<string> InputsDigests { get; init; } = [];

    /// <summary>
    /// What an OpenVEX document calls it beside its purl: <c>pkg:oci/…</c> of the image, for one.
    /// </summary>
    public ImmutableArray<string> Products { get; init; } = [];
}

/// <summary>A verification, as VerifyBuildFingerprint runs it.</summary>
/// <param name="Verification">Of this project.</param>
/// <param name="Keys">Who is trusted.</param>
/// <param name="Images">The images that are here.</param>
public sealed record FingerprintQuestion(
    BuildVerification Verification,
    ImmutableArray<TrustedKey> Keys,
    ImmutableArray<BuiltImage> Images
);

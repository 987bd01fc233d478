using System.Collections.Concurrent;
using System.Collections.Immutable;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Gates;

/// <summary>A gate that is about to look at a program.</summary>
/// <param name="Gate">Its name.</param>
/// <param name="Item">What a project says of it; null for nothing.</param>
internal sealed record GateRun(
    GateRequest Request,
    GatedProgram Program,
    string Gate,
    GateItem? Item,
    GateState State,
    IProcessRunner Runner
)
{
    /// <summary>The sidecar's name.</summary>
    public string Sidecar => Program.Sidecar.Name;

    /// <summary>What the binary says of itself; null, and why, where it doesn't.</summary>
    public BuildInfoReading BuildInfo => State.BuildInfoOf(Program.Path);

    /// <summary>A path in an item, absolute: placeholders filled, relative ones counted from the project.</summary>
    public string Full(string path) =>
        Path.GetFullPath(FillPlain(path).Replace('\\', Path.DirectorySeparatorChar), Request.ProjectDirectory);

    /// <summary>A path as reports name it.</summary>
    public string Name(string path) =>
        Path.GetRelativePath(Request.ProjectDirectory, path).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>With what `$SIDECAR`, `$PROGRAM`, `$MODULE` and `$REPORT` stand for.</summary>
    public string Fill(string text) =>
        (Item?.Report ?? Item?.Sarif) is { } report
            ? FillPlain(text).Replace("$REPORT", Full(report), StringComparison.Ordinal)
            : FillPlain(text);

    // The report's own path is one of the paths.
    private string FillPlain(string text) =>
        text.Replace("$SIDECAR", Sidecar, StringComparison.Ordinal)
            .Replace("$PROGRAM", Program.Path, StringComparison.Ordinal)
            .Replace("$MODULE", Program.Sidecar.ModuleDirectory, StringComparison.Ordinal);

    /// <summary>One that is about the gate, at the item or, without one, at the project.</summary>
    public Diagnostic Problem(DiagnosticDescriptor descriptor, string message) =>
        new(
            descriptor,
            new(Item?.Item.ProjectFile ?? Request.ProjectFile),
            Printable.Line($"'{Sidecar}', gate '{Gate}': {message}")
        );

    /// <summary>Nothing could be looked at, and why.</summary>
    public GateOutcome NotChecked(DiagnosticDescriptor descriptor, string message, GateSource? source = null) =>
        GateOutcome.NotChecked(Printable.Of(message), Problem(descriptor, message)) with
        {
            Source = source,
        };
}

/// <summary>What the gates of a run share.</summary>
/// <param name="baselines">Those that are there.</param>
internal sealed class GateState(GateRequest request, BaselineReading baselines) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<BuildInfoReading>> buildInfo = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<UsedException> used = [];
    private readonly ConcurrentDictionary<(string Path, string Name), long> measured = [];
    private readonly Lock verifying = new();
    private Task<BuildVerification.Result>? verification;

    /// <summary>What last releases said.</summary>
    public ImmutableArray<ReleasedBaselines> Released { get; init; } = [];

    /// <summary>The baselines that are there.</summary>
    public BaselineReading Baselines => baselines;

    /// <summary>Programs that are started to be measured listen on the same ports.</summary>
    public SemaphoreSlim StartUp { get; } = new(1);

    /// <summary>At least one whole report of vulnerabilities was read.</summary>
    public bool HasVulnerabilities { get; set; }

    /// <summary>In the order of their names.</summary>
    public ImmutableArray<UsedException> Used =>
        [
            .. used.Distinct()
                .OrderBy(entry => entry.Sidecar, StringComparer.Ordinal)
                .ThenBy(entry => entry.Vulnerability, StringComparer.Ordinal),
        ];

    /// <summary>What the verification has found; nothing where no gate asked.</summary>
    public ImmutableArray<Diagnostic> Verification =>
        verification is { IsCompletedSuccessfully: true } done ? done.Result.Diagnostics : [];

    /// <summary>Verifies once for all programs.</summary>
    public Task<BuildVerification.Result> VerifyAsync(FingerprintQuestion question, CancellationToken cancellationToken)
    {
        lock (verifying)
            return verification ??= question.Verification.RunAsync(question.Keys, question.Images, cancellationToken);
    }

    /// <summary>What was measured of a program, for its baseline.</summary>
    public IEnumerable<KeyValuePair<string, long>> FiguresOf(GatedProgram program) =>
        SizesOf(program)
            .Select(figure => KeyValuePair.Create(figure.Name, figure.Value))
            .Concat(
                measured
                    .Where(figure => figure.Key.Path == program.Path)
                    .Select(figure => KeyValuePair.Create(figure.Key.Name, figure.Value))
            );

    /// <summary>Keeps what a gate has measured, for the program's baseline.</summary>
    public void Measure(GatedProgram program, string name, long value) => measured[(program.Path, name)] = value;

    /// <summary>How large a program and its image are, by name; empty where it can't be seen.</summary>
    public static ImmutableArray<(string Name, long Value)> SizesOf(GatedProgram program)
    {
        var sizes = ImmutableArray.CreateBuilder<(string, long)>();
        if (new FileInfo(program.Path) is { Exists: true } file)
            sizes.Add((Measurements.Program, file.Length));
        // As it is pushed and pulled; of several platforms, all.
        if (program.ImageLayout is { } folder && ImageLayout.Read(folder).Layout is { } layout)
            sizes.Add((Measurements.Image, layout.Images.Sum(image => image.Layers.Sum(layer => layer.Size))));
        return sizes.ToImmutable();
    }

    public BuildInfoReading BuildInfoOf(string path) =>
        buildInfo.GetOrAdd(path, key => new(() => GoBuildInfoReader.ReadFile(key))).Value;

    /// <summary>The exception that lets a vulnerability pass; null for none.</summary>
    public AcceptedFinding? Accept(string id, ImmutableArray<string> aliases, string sidecar)
    {
        var accepted = request.Accepted.FirstOrDefault(one =>
            one.Id.Equals(id, StringComparison.OrdinalIgnoreCase)
            || aliases.Contains(one.Id, StringComparer.OrdinalIgnoreCase)
        );
        if (accepted is not null)
            used.Add(new(accepted, id, aliases, sidecar));
        return accepted;
    }

    public void Dispose() => StartUp.Dispose();
}

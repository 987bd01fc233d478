using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tidy;

/// <summary>Checks Go modules: what can be seen by looking, and what only `go mod tidy` knows.</summary>
/// <param name="runner">Starts go.</param>
/// <param name="time">For the age of stored verdicts.</param>
public sealed class ModuleChecker(IProcessRunner runner, TimeProvider time)
{
    /// <summary>
    /// Checks each module once, several at a time. Writes nothing into the modules unless the request asks for a fix;
    /// needs no network where the module cache holds what tidy needs; starts nothing where nothing changed.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; no program is left running.</exception>
    public async Task<ModuleCheckReport> RunAsync(ModuleCheckRequest request, CancellationToken cancellationToken)
    {
        var directories = request
            .Sidecars.Select(sidecar => sidecar.ModuleDirectory)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        if (directories.Length == 0)
            return new([], [], []);

        var go = await CheckedGo.FindAsync(request, runner, cancellationToken).ConfigureAwait(false);
        var view = View(request);
        var workspaces = Workspace.Of(directories, go, view);
        var modules = Survey(directories, workspaces, go, request, view, cancellationToken);
        if (!request.ProbeProxies)
        {
            await TidyAsync(modules, go, request, CancellationToken.None, cancellationToken).ConfigureAwait(false);
            return Report(modules, workspaces, go, request);
        }

        using var online = new OnlineCheck(request, go, runner);
        var surveyed = modules.ToImmutableArray();
        var tidying = TidyAsync(modules, go, request, online.Stalls, cancellationToken);
        var asking = online.AskAsync(surveyed, cancellationToken);
        await Task.WhenAll(tidying, asking).ConfigureAwait(false);
        var (diagnostics, remarks) = await asking.ConfigureAwait(false);
        var report = Report(modules, workspaces, go, request);
        return report with
        {
            Diagnostics = report.Diagnostics.AddRange(diagnostics),
            Remarks = report.Remarks.AddRange(remarks),
        };
    }

    /// <summary>
    /// Whether a report still tells of what is there: a step of the build may have written Go files, or fetched a Go,
    /// since it was looked at. Looks again, as <see cref="RunAsync"/> did, and starts nothing.
    /// </summary>
    public bool IsCurrent(ModuleCheckReport report, ModuleCheckRequest request, CancellationToken cancellationToken)
    {
        if (report.Go is not { } go)
            return true;
        if (go.Toolchain is null && CheckedGo.Look(request) is { Toolchain: not null })
            return false;
        var directories = report.Modules.Select(module => module.Directory).ToArray();
        var view = View(request);
        var workspaces = Workspace.Of(directories, go, view);
        var isCurrent = new bool[directories.Length];
        Parallel.For(0, directories.Length, new() { CancellationToken = cancellationToken }, index =>
            isCurrent[index] =
                ModuleSnapshot.StateOf(directories[index], workspaces[index], go, view) == report.Modules[index].State
        );
        return Array.TrueForAll(isCurrent, current => current);
    }

    private SourceView View(ModuleCheckRequest request) => (request.Readings ?? new(path: null, time)).View();

    private ModuleSnapshot[] Survey(
        string[] directories,
        Workspace?[] workspaces,
        CheckedGo go,
        ModuleCheckRequest request,
        SourceView view,
        CancellationToken cancellationToken
    )
    {
        var store = Store(request);
        var surveys = new ModuleSnapshot[directories.Length];
        Parallel.For(0, directories.Length, new() { CancellationToken = cancellationToken }, index =>
            surveys[index] = ModuleSnapshot.Of(directories[index], workspaces[index], go, request, store, view)
        );
        return surveys;
    }

    private async Task TidyAsync(
        ModuleSnapshot[] modules,
        CheckedGo go,
        ModuleCheckRequest request,
        CancellationToken giveUp,
        CancellationToken cancellationToken
    )
    {
        var tidying = new ModuleTidying(request, go, runner, Store(request), giveUp);
        await GoCommands
            .ForEachAsync(
                modules.Length,
                async index =>
                {
                    if (modules[index].Checked is null)
                        modules[index] = modules[index] with
                        {
                            Checked = await tidying.RunAsync(modules[index], cancellationToken).ConfigureAwait(false),
                        };
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private VerdictStore? Store(ModuleCheckRequest request)
    {
        if (request.Trace)
            return null;
        var directory = StoreLocation.Of(
            request.CacheDirectory,
            Path.GetDirectoryName(request.ProjectFile)!,
            request.Environment
        );
        return directory is null ? null : new(directory, time);
    }

    // A toolchain that go hands over to has a GOROOT of its own.
    private static bool UsesGoRoot(ModuleSnapshot module, CheckedGo go) =>
        go.Toolchain is not { } toolchain
        || !ToolchainRequirement.Switches(module.Files.GoMod, toolchain.Version, go.Settings["GOTOOLCHAIN"].Value);

    private ModuleCheckReport Report(
        ModuleSnapshot[] modules,
        Workspace?[] workspaces,
        CheckedGo go,
        ModuleCheckRequest request
    )
    {
        var checkedModules = ImmutableArray.CreateBuilder<CheckedModule>(modules.Length);
        var ofModules = ImmutableArray.CreateBuilder<Diagnostic>();
        var remarks = ImmutableArray.CreateBuilder<string>();
        foreach (var module in modules)
        {
            checkedModules.Add(module.Checked! with { State = module.State });
            ofModules.AddRange(module.Checked!.Diagnostics);
            remarks.AddRange(module.Checked.Remarks);
        }

        return new(
            checkedModules.MoveToImmutable(),
            [
                .. go.Problem is null ? (Diagnostic[])[] : [go.Problem],
                .. go.SettingsDiagnostics,
                .. Store(request)?.CheckTrust() is { } distrust ? (Diagnostic[])[distrust] : [],
                .. go.WrongGoRoot is { } wrong && Array.Exists(modules, module => UsesGoRoot(module, go))
                    ? (Diagnostic[])[wrong]
                    : [],
                .. workspaces.OfType<Workspace>().Distinct().SelectMany(workspace => workspace.Diagnostics),
                .. GoVersionAgreement.Check(modules.Select(module => module.Files.GoMod), request.Go.Version),
                .. ofModules,
            ],
            remarks.ToImmutable()
        )
        {
            Go = go,
        };
    }
}

/// <summary>The outcome of a check of several modules.</summary>
/// <param name="Modules">One entry a module, in the order of the request.</param>
/// <param name="Diagnostics">All that there is to tell, the modules' own included, in a stable order.</param>
/// <param name="Remarks">What go remarked, and which proxies answered; for readers of a normal log.</param>
public sealed record ModuleCheckReport(
    ImmutableArray<CheckedModule> Modules,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> Remarks
)
{
    /// <summary>The Go that was found; null where there was nothing to check.</summary>
    internal CheckedGo? Go { get; init; }
}

/// <summary>What to check, and with what. Empty texts mean "not set".</summary>
public sealed record ModuleCheckRequest
{
    /// <summary>The sidecars; several may share a module, which is checked once.</summary>
    public required ImmutableArray<Sidecar> Sidecars { get; init; }

    /// <summary>Absolute path of the project file whose properties these are.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>The environment variables of the build.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The system's folder for temporary files, absolute.</summary>
    public required string TemporaryDirectory { get; init; }

    /// <summary>What the project's properties say about Go.</summary>
    public GoProperties Go { get; init; } = GoProperties.None;

    /// <summary>
    /// GoDockCacheDir, absolute or from <see cref="BaseDirectory"/>; the user's cache folder where not set.
    /// </summary>
    public string? CacheDirectory { get; init; }

    /// <summary>GoDockProbeProxies.</summary>
    public bool ProbeProxies { get; init; }

    /// <summary>How long a proxy may take for its answer then.</summary>
    public TimeSpan ProbeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Ask go of every module, whatever is stored, and have it say what it asks of whom (-x); nothing is stored.
    /// </summary>
    public bool Trace { get; init; }

    /// <summary>GoDockFix: write what `go mod tidy` would write.</summary>
    public bool Fix { get; init; }

    /// <summary>GoDockCI: what couldn't be checked for want of Go or the network is an error.</summary>
    public bool ContinuousIntegration { get; init; }

    /// <summary>Run nothing: a module whose verdict isn't in the store is reported as not up to date.</summary>
    public bool OnlyFromStore { get; init; }

    /// <summary>What tasks of this build, and the build before, read of modules; null for nothing.</summary>
    public SourceReadings? Readings { get; init; }

    /// <summary>How long one go command may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}

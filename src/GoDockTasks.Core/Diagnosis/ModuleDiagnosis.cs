using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>
/// Finds out why the modules of a project's sidecars can't be tidied, downloaded or built in an image: by looking, by
/// asking the proxies, and by running go once more on copies.
/// </summary>
/// <param name="runner">Starts go.</param>
/// <param name="time">For the readings of files.</param>
public sealed class ModuleDiagnosis(IProcessRunner runner, TimeProvider time)
{
    /// <summary>Diagnoses each module once. Writes nothing into the modules.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; no program is left running.</exception>
    public async Task<ImmutableArray<DiagnosedModule>> RunAsync(
        DiagnosisRequest request,
        CancellationToken cancellationToken
    )
    {
        var check = request.Check with { Trace = true, ProbeProxies = true, Fix = false, OnlyFromStore = false };
        var go = await CheckedGo.FindAsync(check, runner, cancellationToken).ConfigureAwait(false);
        var looking = Task.Run(() => CacheLook.Of(check, go, time, cancellationToken), cancellationToken);
        var linting = Task.Run(() => Lint(request, cancellationToken), cancellationToken);
        var tidying = new ModuleChecker(runner, time).RunAsync(check, cancellationToken);
        var settings = await go.AllSettingsAsync(check, runner, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(tidying, linting, looking).ConfigureAwait(false);

        var report = await tidying.ConfigureAwait(false);
        var (linted, looks) = (await linting.ConfigureAwait(false), await looking.ConfigureAwait(false));
        // What is said of no module, holds for all of them; how they differ, for the one that is pointed at.
        var ofModules = report.Modules.SelectMany(module => module.Diagnostics).ToHashSet();
        var ofOne = report
            .Diagnostics.Where(diagnostic => !ofModules.Contains(diagnostic))
            .ToLookup(diagnostic =>
                report
                    .Modules.FirstOrDefault(module =>
                        Path.Combine(module.Directory, "go.mod") == diagnostic.Location.File
                    )
                    ?.Directory
            );
        ImmutableArray<DiagnosedModule> modules =
        [
            .. report.Modules.Select(module =>
            {
                var sidecars = check.Sidecars.Where(sidecar => sidecar.ModuleDirectory == module.Directory).ToList();
                var files = sidecars.Select(sidecar => sidecar.DockerfilePath).ToHashSet(StringComparer.Ordinal);
                var ofFiles = linted.Where(diagnostic => files.Contains(diagnostic.Location.File ?? "")).ToList();
                var look = looks[module.Directory];
                return new DiagnosedModule(
                    module.Directory,
                    [.. sidecars.Select(sidecar => sidecar.Name)],
                    Causes.Rank([
                        .. look.Damage,
                        .. module.Diagnostics,
                        .. ofOne[null],
                        .. ofOne[module.Directory],
                        .. ofFiles,
                    ])
                )
                {
                    Verdict = module.Verdict,
                    Facts = ModuleFacts.Of(module, go, settings, check.TemporaryDirectory),
                    Remarks =
                    [
                        .. report.Remarks.Where(remark => remark.StartsWith("GOPROXY ", StringComparison.Ordinal)),
                    ],
                    Trace = [.. module.Remarks.TakeLast(DiagnosedModule.MostTrace)],
                    Cache = look.State,
                    DockerfileErrors = ofFiles.Count(found => found.Severity == DiagnosticSeverity.Error),
                };
            }),
        ];
        return request.ReproductionDirectory is { } parent
            ? await ReproduceAsync(modules, request, parent, cancellationToken).ConfigureAwait(false)
            : modules;
    }

    private async Task<ImmutableArray<DiagnosedModule>> ReproduceAsync(
        ImmutableArray<DiagnosedModule> modules,
        DiagnosisRequest request,
        string parent,
        CancellationToken cancellationToken
    )
    {
        var image = new ImageTrial(runner, time, request, parent);
        var reproduction = new ModuleReproduction(runner, time, request, parent);
        var reproduced = ImmutableArray.CreateBuilder<DiagnosedModule>(modules.Length);
        foreach (var found in modules)
        {
            var module = DiagnosisCodes.IsNoCause(found.Cause.Descriptor)
                ? await image.RunAsync(found, cancellationToken).ConfigureAwait(false)
                : found;
            reproduced.Add(
                DiagnosisCodes.IsNoCause(module.Cause.Descriptor)
                    ? module
                    : module with
                    {
                        Reproduction = await reproduction.RunAsync(module, cancellationToken).ConfigureAwait(false),
                    }
            );
        }

        return reproduced.MoveToImmutable();
    }

    private static ImmutableArray<Diagnostic> Lint(DiagnosisRequest request, CancellationToken cancellationToken) =>
        SidecarDockerfiles.Check(request.Generation, request.Lint, cancellationToken);
}

/// <summary>What to diagnose, and with what.</summary>
/// <param name="Check">The sidecars, the environment and what the project says of Go.</param>
/// <param name="Generation">What the project's Dockerfiles are made from, to see whether they are current.</param>
/// <param name="Lint">For each Dockerfile; its path is filled in.</param>
public sealed record DiagnosisRequest(ModuleCheckRequest Check, GenerationRequest Generation, LintRequest Lint)
{
    /// <summary>
    /// Absolute path of the folder that minimal reproductions are written to, one a module; null for none.
    /// </summary>
    public string? ReproductionDirectory { get; init; }

    /// <summary>Of docker: with Go's settings as they count in this build.</summary>
    internal IReadOnlyDictionary<string, string> DockerEnvironment =>
        Lint.Settings?.ProcessEnvironment() ?? Check.Environment;
}

/// <summary>What was found out about a module.</summary>
/// <param name="Directory">Absolute path of its folder.</param>
/// <param name="Services">The names of its sidecars.</param>
/// <param name="Causes">The likeliest first; empty where nothing is wrong.</param>
public sealed record DiagnosedModule(
    string Directory,
    ImmutableArray<string> Services,
    ImmutableArray<FoundCause> Causes
)
{
    // A module that asks for hundreds of others is told by the last ones.
    internal const int MostTrace = 40;

    /// <summary>
    /// Why it fails; GDT5002 where nothing that was found keeps it from being tidied, downloaded or built, with what
    /// kept the module from being looked at.
    /// </summary>
    public FoundCause Cause =>
        Causes is [{ IsCause: true } first, ..]
            ? first
            : new(
                DiagnosticCatalogue.NoCauseFound,
                new(Path.Combine(Directory, "go.mod")),
                $"nothing was found that keeps '{Services.FirstOrDefault() ?? Directory}' from being built"
                    + (Unchecked is { } why ? $", but not all was looked at ({why.Code}: {why.Summary})" : ""),
                Unchecked is { Fix.Length: > 0 } mended
                    ? mended.Fix
                    : "name the log of a build that failed with -p:GoDockFiles=build.log"
            );

    private FoundCause? Unchecked =>
        Causes.FirstOrDefault(cause =>
            cause.Descriptor == DiagnosticCatalogue.GoNotFound || cause.Descriptor == DiagnosticCatalogue.NotChecked
        );

    /// <summary>What else is wrong.</summary>
    public ImmutableArray<FoundCause> Others => [.. Causes.Where(cause => cause != Cause)];

    /// <summary>Whether `go mod tidy` would change it.</summary>
    public ModuleVerdict Verdict { get; init; }

    /// <summary>Go, its settings with where each comes from, folders.</summary>
    public required ModuleFacts Facts { get; init; }

    /// <summary>What each proxy answered.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>What go asked of whom, and how long that took; the last of it.</summary>
    public ImmutableArray<string> Trace { get; init; } = [];

    /// <summary>What the module cache has of it.</summary>
    public ModuleCacheState Cache { get; init; }

    /// <summary>The failure in as few files as show it; null where it wasn't asked for, or nothing fails.</summary>
    public Reproduction? Reproduction { get; init; }

    /// <summary>How many errors the sidecars' Dockerfiles have.</summary>
    public int DockerfileErrors { get; init; }
}

/// <summary>Which of the things that are wrong is why something fails.</summary>
internal static class Causes
{
    // In the order of likelihood.
    private enum Kind
    {
        // Nothing else matters while a module isn't what go.sum says.
        Alarm,
        Module,
        Proxy,

        // `go mod tidy` mends it, once it runs.
        Untidy,
        Dockerfile,
        Image,
        NotChecked,

        // It is wrong, and keeps nothing from being built.
        Remark,
    }

    /// <summary>The likeliest first, those alike in the order given; without remarks.</summary>
    public static ImmutableArray<FoundCause> Rank(IEnumerable<Diagnostic> found)
    {
        var all = found.Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Message).Distinct().ToList();
        // A time-out, and a hash of what is no module, tell less than the proxy that didn't answer as one.
        var hasProxy = all.Exists(diagnostic => diagnostic.Descriptor == DiagnosticCatalogue.ProxyUnreachable);
        return
        [
            .. from diagnostic in all
            let kind = KindOf(diagnostic, hasProxy)
            // Of a Dockerfile, the step that comes first fails first.
            orderby kind, kind == Kind.Dockerfile ? diagnostic.Location.Line : 0
            select FoundCause.Of(diagnostic) with
            {
                IsCause = kind < Kind.NotChecked,
            },
        ];
    }

    private static Kind KindOf(Diagnostic diagnostic, bool hasProxy)
    {
        var what = diagnostic.Descriptor;
        if (what == DiagnosticCatalogue.ArchiveDamaged || what == DiagnosticCatalogue.TreeDamaged)
            return Kind.Alarm;
        if (what == DiagnosticCatalogue.ChecksumMismatch)
            return hasProxy ? Kind.Dockerfile : Kind.Alarm;
        if (what == DiagnosticCatalogue.NotChecked || (hasProxy && what == DiagnosticCatalogue.TimedOut))
            return Kind.NotChecked;
        if (what == DiagnosticCatalogue.ProxyUnreachable)
            return Kind.Proxy;
        if (what == DiagnosticCatalogue.NotTidy || what == DiagnosticCatalogue.GoSumIncomplete)
            return Kind.Untidy;
        if (what.IsNetwork)
            return Kind.Module;
        if (diagnostic.Severity != DiagnosticSeverity.Error)
            return what.StopsImageBuild ? Kind.Image : Kind.Remark;
        return what.Code.StartsWith("GDT2", StringComparison.Ordinal) ? Kind.Dockerfile : Kind.Module;
    }
}

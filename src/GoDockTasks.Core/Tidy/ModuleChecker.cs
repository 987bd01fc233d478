using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tidy;

/// <summary>Checks Go modules: what can be seen by looking, and what only `go mod tidy` knows.</summary>
/// <param name="runner">Starts go.</param>
/// <param name="time">For the age of stored verdicts.</param>
public sealed class ModuleChecker(IProcessRunner runner, TimeProvider time)
{
    /// <summary>
    /// Checks each module once, several at a time. Writes nothing into the modules unless the request asks for a fix; needs no network
    /// where the module cache holds what tidy needs; starts nothing where nothing changed.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; no program is left running.</exception>
    public async Task<ModuleCheckReport> RunAsync(ModuleCheckRequest request, CancellationToken cancellationToken)
    {
        var directories = request.Sidecars.Select(sidecar => sidecar.ModuleDirectory).Distinct(StringComparer.Ordinal).ToArray();
        if (directories.Length == 0)
            return new([], [], []);

        var go = GoOnMachine.Look(request) ?? await GoOnMachine.AskAsync(request, runner, cancellationToken).ConfigureAwait(false);
        var modules = Survey(directories, go, request, cancellationToken);
        if (Array.Exists(modules, module => module.Checked is null))
            await TidyAsync(modules, go, request, cancellationToken).ConfigureAwait(false);

        var report = new ModuleCheckReport([.. modules.Select(module => module.Checked!)], [], []);
        return report with
        {
            Diagnostics = [.. OfAll(report, go, request), .. report.Modules.SelectMany(module => module.Diagnostics)],
            Remarks = [.. report.Modules.SelectMany(module => module.Remarks)],
        };
    }

    private ModuleSurvey[] Survey(string[] directories, GoOnMachine go, ModuleCheckRequest request, CancellationToken cancellationToken)
    {
        var store = Store(request);
        var surveys = new ModuleSurvey[directories.Length];
        Parallel.For(0, directories.Length, new() { CancellationToken = cancellationToken }, index =>
            surveys[index] = ModuleSurvey.Of(directories[index], go, request, store));
        return surveys;
    }

    private async Task TidyAsync(ModuleSurvey[] modules, GoOnMachine go, ModuleCheckRequest request, CancellationToken cancellationToken)
    {
        var tidying = new ModuleTidying(request, go, runner, Store(request));
        await Parallel.ForAsync(0, modules.Length, cancellationToken, async (index, cancel) =>
        {
            if (modules[index].Checked is null)
                modules[index] = modules[index] with { Checked = await tidying.RunAsync(modules[index], cancel).ConfigureAwait(false) };
        }).ConfigureAwait(false);
    }

    private VerdictStore? Store(ModuleCheckRequest request)
    {
        var directory = string.IsNullOrWhiteSpace(request.CacheDirectory)
            ? VerdictStore.DefaultDirectory(request.Environment)
            : Path.GetFullPath(request.CacheDirectory, Path.GetDirectoryName(request.ProjectFile)!);
        return directory is null ? null : new(directory, time);
    }

    private static IEnumerable<Diagnostic> OfAll(ModuleCheckReport report, GoOnMachine go, ModuleCheckRequest request)
    {
        if (go.Problem is not null)
            yield return go.Problem;

        var (flags, modulesOn) = (go.Settings["GOFLAGS"], go.Settings["GO111MODULE"]);
        foreach (var diagnostic in GoFlagsCheck.Check(flags.Value, flags.Location, modulesOn.Value, modulesOn.Location))
            yield return diagnostic;
        foreach (var diagnostic in ProxyPolicy.Check(go.Settings))
            yield return diagnostic;
        foreach (var diagnostic in GoVersionAgreement.Check(report.Modules.Select(module => module.GoMod), request.DeclaredGoVersion))
            yield return diagnostic;
    }
}

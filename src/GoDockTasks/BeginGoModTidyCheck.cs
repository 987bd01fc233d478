using GoDockTasks.Core.Tidy;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>
/// Begins what the next <see cref="GoModTidyCheck"/> of the same project with the same settings waits for and reports,
/// and lets MSBuild go on. Only what changes nothing and asks nobody is begun early.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class BeginGoModTidyCheck : ModuleCheckTask
{
    private protected override Task RunAsync(CancellationToken cancellationToken)
    {
        var request = Request(ReadSidecars());
        if (!request.Fix && !request.ProbeProxies && !request.OnlyFromStore)
            BackgroundCheck.Begin(BuildEngine4, request);
        return Task.CompletedTask;
    }
}

/// <summary>The check of a project that goes on in the background.</summary>
internal static class BackgroundCheck
{
    public static void Begin(IBuildEngine4 build, ModuleCheckRequest request)
    {
        var report = BackgroundWork<ModuleCheckReport>.Begin(build, Key(request), (runner, cancel) =>
            new ModuleChecker(runner, TimeProvider.System).RunAsync(request, cancel)
        );
        build.RegisterTaskObject(
            EndKey(request.ProjectFile),
            new CheckEnd(report),
            RegisteredTaskObjectLifetime.Build,
            allowEarlyCollection: false
        );
    }

    /// <summary>
    /// The check of this request, which is the caller's now; null where none was begun: what was asked for may have
    /// changed since.
    /// </summary>
    public static BackgroundWork<ModuleCheckReport>? Take(IBuildEngine4 build, ModuleCheckRequest request) =>
        BackgroundWork<ModuleCheckReport>.Take(build, Key(request));

    /// <summary>The end of the check that was begun for a project, whoever takes it; null where none was.</summary>
    public static CheckEnd? End(IBuildEngine4 build, string projectFile) =>
        (CheckEnd?)build.GetRegisteredTaskObject(EndKey(projectFile), RegisteredTaskObjectLifetime.Build);

    // All that a task can ask for. What else is in a request is the same for the whole build.
    private static string Key(ModuleCheckRequest request) =>
        string.Join(
            '\n',
            [
                nameof(BackgroundCheck),
                request.ProjectFile,
                request.Go.ToString(),
                request.CacheDirectory,
                $"{request.ProbeProxies} {request.Fix} {request.ContinuousIntegration} "
                    + $"{request.OnlyFromStore} {request.Timeout}",
                .. request.Sidecars.Select(sidecar => sidecar.ModuleDirectory),
            ]
        );

    private static string EndKey(string projectFile) => nameof(CheckEnd) + '\n' + projectFile;
}

/// <summary>When a check has ended, and how.</summary>
internal sealed class CheckEnd(Task<ModuleCheckReport> report)
{
    /// <summary>Waits for it.</summary>
    /// <returns>True where every module is tidy.</returns>
    public async Task<bool> IsTidyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await report.WaitAsync(cancellationToken).ConfigureAwait(false)).Modules.All(module =>
                module.Verdict == ModuleVerdict.Tidy
            );
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

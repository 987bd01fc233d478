using GoDockTasks.Core.Building;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>
/// Begins what the <see cref="BuildGoSidecar"/> of the same project waits for, as soon as its modules are known to be
/// tidy, and lets MSBuild go on. What it builds counts only where it is still what there is to build by then.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class BeginBuildGoSidecar : SidecarBuildTask, IIncrementalTask
{
    /// <summary>True under -question, where nothing is run.</summary>
    public bool FailIfNotIncremental { get; set; }

    private protected override Task RunAsync(CancellationToken cancellationToken)
    {
        if (!FailIfNotIncremental)
            BackgroundBuild.Begin(
                BuildEngine4,
                Request(ReadSidecars()) with
                {
                    IsEarly = true,
                },
                BackgroundCheck.End(BuildEngine4, ProjectFile)
            );
        return Task.CompletedTask;
    }
}

/// <summary>The build of a project's sidecars that goes on in the background.</summary>
internal static class BackgroundBuild
{
    /// <param name="check">What it waits for; null for nothing.</param>
    public static void Begin(IBuildEngine4 build, SidecarBuildRequest request, CheckEnd? check) =>
        BackgroundWork<bool>.Begin(build, Key(request), async (runner, cancel) =>
        {
            if (check is not null && !await check.IsTidyAsync(cancel).ConfigureAwait(false))
                return false;
            await new SidecarBuilder(runner).RunAsync(request, cancel).ConfigureAwait(false);
            return true;
        });

    /// <summary>
    /// What was begun for this project and folder, which is the caller's now; null for nothing. Whether it is what the
    /// request asks for its stamps say.
    /// </summary>
    public static BackgroundWork<bool>? Take(IBuildEngine4 build, SidecarBuildRequest request) =>
        BackgroundWork<bool>.Take(build, Key(request));

    private static string Key(SidecarBuildRequest request) =>
        string.Join('\n', nameof(BackgroundBuild), request.ProjectFile, request.OutputDirectory);
}

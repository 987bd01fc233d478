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
            BackgroundCheck.Start(BuildEngine4, request);
        return Task.CompletedTask;
    }
}

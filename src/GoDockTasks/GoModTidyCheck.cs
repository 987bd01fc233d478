using GoDockTasks.Core.Tidy;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>Checks the Go modules of a project's sidecars: tidiness, toolchain, layout, proxies.</summary>
[MSBuildMultiThreadableTask]
public sealed class GoModTidyCheck : ModuleCheckTask
{
    /// <summary>One item a module: its folder, with metadata Verdict (Tidy, Untidy, Failed, NotChecked).</summary>
    [Output]
    public ITaskItem[] CheckedModules { get; private set; } = [];

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var sidecars = ReadSidecars();
        Diagnostics.Write(sidecars.Diagnostics);

        var request = Request(sidecars);
        using var begun = BackgroundCheck.Take(BuildEngine4, request);
        var early = begun is null
            ? null
            : await begun.WaitAsync(LogCommandLine, cancellationToken).ConfigureAwait(false);
        // Where what it tells of has changed since, as by a step of the build that generates code, all is checked anew.
        var checker = new ModuleChecker(CreateRunner(), TimeProvider.System);
        var report =
            early is not null && checker.IsCurrent(early, request, cancellationToken)
                ? early
                : await checker.RunAsync(request, cancellationToken).ConfigureAwait(false);

        request.Readings?.Save();
        Diagnostics.Write(report.Diagnostics);
        // Who asks for a fix or a probe wants to be told.
        var importance = Fix || ProbeProxies ? MessageImportance.High : MessageImportance.Normal;
        foreach (var remark in report.Remarks)
            Log.LogMessage(importance, "{0}", remark);
        CheckedModules =
        [
            .. report.Modules.Select(module =>
                SidecarItems.ToItem(module.Directory, "Verdict", module.Verdict.ToString())
            ),
        ];
    }
}

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
        var report = begun is null
            ? await new ModuleChecker(CreateRunner(), TimeProvider.System)
                .RunAsync(request, cancellationToken)
                .ConfigureAwait(false)
            : await begun.ReportAsync(request, LogCommandLine, cancellationToken).ConfigureAwait(false);

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

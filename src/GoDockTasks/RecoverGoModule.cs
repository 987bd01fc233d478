using GoDockTasks.Core.Files;
using GoDockTasks.Core.Recovery;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>Clears what is damaged in Go's caches, downloads it again, and checks the modules.</summary>
[MSBuildMultiThreadableTask]
public sealed class RecoverGoModule : ModuleCheckTask
{
    /// <summary>What to recover, separated by ';'; what is damaged where empty.</summary>
    public string? Scope { get; set; }

    /// <summary>Proxies for what GOPROXY doesn't give, separated by ';'.</summary>
    public string? FallbackProxies { get; set; }

    /// <summary>One item a module that was recovered: <c>path@version</c>.</summary>
    [Output]
    public ITaskItem[] RecoveredModules { get; private set; } = [];

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var sidecars = ReadSidecars();
        Diagnostics.Write(sidecars.Diagnostics);
        var report = await new ModuleRecovery(CreateRunner(), TimeProvider.System, LogStage)
            .RunAsync(new() { Check = Request(sidecars), FallbackProxies = FallbackProxies }, cancellationToken)
            .ConfigureAwait(false);

        foreach (var line in report.Stages)
            Log.LogMessage(MessageImportance.High, "{0}", line);
        Diagnostics.Write(report.Diagnostics);
        RecoveredModules = [.. report.Recovered.Select(name => SidecarItems.ToItem(name, "Verdict", "Recovered"))];
    }

    private void LogStage(RecoveryStage stage, string what)
    {
        ReadWatch.ThrowIfLeft();
        Log.LogMessage(MessageImportance.Normal, "{0}", $"RecoverGoModule: {stage} {what}".TrimEnd());
    }
}

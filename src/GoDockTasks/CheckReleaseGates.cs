using GoDockTasks.Core.Gates;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>Asks the gates that a release passes. Fails where one of them holds it up.</summary>
[MSBuildMultiThreadableTask]
public sealed class CheckReleaseGates : GateTask
{
    /// <summary>
    /// The folder that has, for each sidecar whose image is released, a folder of its name with an OCI image layout.
    /// </summary>
    public string? ImageLayouts { get; set; }

    /// <summary>One item a gate and sidecar, with metadata Gate and Verdict.</summary>
    [Output]
    public ITaskItem[] Verdicts { get; private set; } = [];

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var report = await new ReleaseGates(CreateRunner())
            .RunAsync(Request(LayoutOf), cancellationToken)
            .ConfigureAwait(false);
        Show(report);
        Verdicts = [.. report.Lines.Select(ToItem)];
    }

    private string? LayoutOf(string sidecar) =>
        string.IsNullOrWhiteSpace(ImageLayouts)
        || Path.GetFullPath(Path.Combine(ImageLayouts, sidecar), ProjectDirectory) is var layout
            && !Directory.Exists(layout)
            ? null
            : layout;

    private static ITaskItem ToItem(GateLine line)
    {
        var item = SidecarItems.ToItem(line.Sidecar, "Gate", line.Gate);
        item.SetMetadata("Verdict", line.Outcome.Verdict.ToString());
        return item;
    }
}

using GoDockTasks.Core.Building;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>Builds the Go programs of a project's sidecars.</summary>
[MSBuildMultiThreadableTask]
public sealed class BuildGoSidecar : SidecarBuildTask, IIncrementalTask
{
    /// <summary>True under -question: nothing is run, a program that isn't up to date is an error.</summary>
    public bool FailIfNotIncremental { get; set; }

    /// <summary>The project's output folder, which programs are copied to, with a separator at its end.</summary>
    public string OutDir { get; set; } = "";

    /// <summary>
    /// One item a program: the binary, with metadata Name, TargetPath (from the output folder), OutputPath (the copy
    /// there), Stamp and StoredStamp (the file that says what it was built from is one of them), ModuleDirectory,
    /// Package, GOOS and GOARCH.
    /// </summary>
    [Output]
    public ITaskItem[] Programs { get; private set; } = [];

    // As a rule it is done when it returns: see SidecarBuilder.
    private protected override Task RunAsync(CancellationToken cancellationToken)
    {
        var sidecars = ReadSidecars();
        Diagnostics.Write(sidecars.Diagnostics);

        var request = Request(sidecars) with { OnlyIfUpToDate = FailIfNotIncremental };
        using (var begun = BackgroundBuild.Take(BuildEngine4, request))
            begun?.WaitAsync(LogCommandLine, cancellationToken).GetAwaiter().GetResult();
        var report = new SidecarBuilder(CreateRunner()).RunAsync(request, cancellationToken).GetAwaiter().GetResult();
        request.Readings?.Save();

        Diagnostics.Write(report.Diagnostics);
        foreach (var remark in report.Remarks)
            Log.LogMessage(MessageImportance.Normal, "{0}", remark);
        Programs = [.. report.Programs.Select(ToItem)];
        return Task.CompletedTask;
    }

    private ITaskItem ToItem(BuiltProgram program)
    {
        var item = SidecarItems.ToItem(program.Path, "Name", program.Sidecar.Name);
        item.SetMetadata("TargetPath", program.TargetPath);
        item.SetMetadata("OutputPath", SidecarItems.Escape(OutDir + program.TargetPath));
        item.SetMetadata("Stamp", SidecarItems.Escape(program.StampPath));
        item.SetMetadata("StoredStamp", SidecarItems.Escape(program.StoredStampPath));
        item.SetMetadata("ModuleDirectory", SidecarItems.Escape(program.Command.Directory));
        item.SetMetadata("Package", SidecarItems.Escape(program.Command.Package));
        item.SetMetadata("GOOS", program.Command.Platform.OperatingSystem);
        item.SetMetadata("GOARCH", program.Command.Platform.Architecture);
        return item;
    }
}

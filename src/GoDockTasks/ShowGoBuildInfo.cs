using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>Prints what `go version -m` prints, without Go.</summary>
[MSBuildMultiThreadableTask]
public sealed class ShowGoBuildInfo : GoDockTask
{
    /// <summary>Files, folders and patterns, separated by `;`.</summary>
    [Required]
    public string Files { get; set; } = "";

    /// <summary>Where the text is written as well, or empty.</summary>
    public string? Report { get; set; }

    private protected override Task RunAsync(CancellationToken cancellationToken)
    {
        var listing = GoBuildInfoListing.Make(Files, ProjectDirectory, cancellationToken);
        foreach (var line in listing.Lines)
            Log.LogMessage(MessageImportance.High, "{0}", line);
        Diagnostics.Write(listing.Diagnostics);
        if (!string.IsNullOrWhiteSpace(Report))
            WriteReport(Path.GetFullPath(Report.Trim(), ProjectDirectory), listing.Text.Span);
        return Task.CompletedTask;
    }

    private void WriteReport(string path, ReadOnlySpan<byte> text)
    {
        Diagnostics.Write(ReportFile.Write(path, text));
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Processes;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>What all tasks share: cancellation, the user's severities, and command lines in the log.</summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "MSBuild may cancel after Execute; a source without timer holds nothing"
)]
public abstract class GoDockTask : Microsoft.Build.Utilities.Task, ICancelableTask
{
    private readonly CancellationTokenSource cancel = new();

    /// <summary>Absolute path of the project; relative paths count from its folder.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Absolute path, with a slash at its end, of the folder that has a page for each code.</summary>
    [Required]
    public string Documentation { get; set; } = "";

    /// <summary>How long one program, and one read of a file, may take.</summary>
    public int TimeoutSeconds { get; set; } = 300;

    /// <summary>$(NoWarn)</summary>
    public string? NoWarn { get; set; }

    /// <summary>$(WarningsAsErrors)</summary>
    public string? WarningsAsErrors { get; set; }

    /// <summary>$(WarningsNotAsErrors)</summary>
    public string? WarningsNotAsErrors { get; set; }

    // Without what the compiler adds about the commit.
    internal static string PackageVersion =>
        typeof(GoDockTask)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    private protected string ProjectDirectory => Path.GetDirectoryName(ProjectFile)!;

    private protected DiagnosticLog Diagnostics
    {
        get
        {
            ReadWatch.ThrowIfLeft();
            return new(Log, new(NoWarn, WarningsAsErrors, WarningsNotAsErrors), ProjectFile, Documentation);
        }
    }

    public void Cancel() => cancel.Cancel();

    public override bool Execute()
    {
        try
        {
            if (
                SharedReadWatch
                    .Of((IBuildEngine4)BuildEngine, ProjectFile)
                    .Run(() => RunAsync(cancel.Token), ReadLimit) is
                { } unread
            )
            {
                if (cancel.IsCancellationRequested)
                    return false;
                cancel.Cancel();
                Diagnostics.Write([NotRead(unread)]);
            }

            return !Log.HasLoggedErrors;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private protected abstract Task RunAsync(CancellationToken cancellationToken);

    private protected ProcessRunner CreateRunner() => new(LogCommandLine);

    private protected void LogCommandLine(ProcessRequest request)
    {
        ReadWatch.ThrowIfLeft();
        Log.LogCommandLine(
            MessageImportance.Low,
            Secrets.Redact(
                $"{Quote(request.Program)} {string.Join(' ', request.Arguments.Select(Quote))}  (in "
                    + $"{request.WorkingDirectory})"
            )
        );
    }

    // Who ends the build doesn't wait for a disk.
    private TimeSpan ReadLimit() => TimeSpan.FromSeconds(cancel.IsCancellationRequested ? 1 : TimeoutSeconds);

    private Diagnostic NotRead(string path) =>
        new(
            DiagnosticCatalogue.ReadTooLong,
            new(path),
            $"'{path}' could not be read within {TimeoutSeconds} s; see whether the disk or the network "
                + $"that it lies on answers, or raise GoDockTimeoutSeconds"
        );

    // For reading only: programs get their arguments one by one.
    private static string Quote(string argument) =>
        argument.Length > 0 && !argument.AsSpan().ContainsAny(" \t\"'")
            ? argument
            : $"\"{argument.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}

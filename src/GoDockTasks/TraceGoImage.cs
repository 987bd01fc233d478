using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Images.Tracing;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>Tells what an image, an archive of one or a Go program was built from.</summary>
[MSBuildMultiThreadableTask]
public sealed class TraceGoImage : SidecarTask
{
    /// <summary>An OCI image layout, an archive of an image, a program, or an image with its registry.</summary>
    [Required]
    public string Image { get; set; } = "";

    /// <summary>`GoDockTrustedKey` items.</summary>
    public ITaskItem[] TrustedKeys { get; set; } = [];

    /// <summary>Signed statements: files, folders and patterns, separated by `;`.</summary>
    public string? Fingerprints { get; set; }

    /// <summary>The lock file of base images.</summary>
    public string? LockFile { get; set; }

    /// <summary>Where the text is written as well, or empty.</summary>
    public string? Report { get; set; }

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var (keys, problems) = TrustedKeyReader.Read(TrustedKeys.Select(SidecarItems.From), ProjectDirectory);
        Diagnostics.Write(problems);
        var flags = HostEnvironment.Read().GetValueOrDefault("GOFLAGS", "");
        var programs = FingerprintedProgram.Of(ReadSidecars().Sidecars, ProjectDirectory, flags);
        var trace = await ImageTracer
            .RunAsync(
                new(Path.GetFullPath(Image.Trim(), ProjectDirectory))
                {
                    ProjectFile = ProjectFile,
                    TemporaryDirectory = Path.GetTempPath(),
                    Tree =
                        programs.Length == 0
                            ? null
                            : ProgramItems.Collector(
                                this,
                                CreateRunner(),
                                programs,
                                GoVersion,
                                LockFile,
                                TimeoutSeconds
                            ),
                    Keys = keys,
                    AsksForSignature = TrustedKeys.Length > 0,
                    Fingerprints = Fingerprints,
                    Reference = Reference(Image.Trim()),
                    Credentials = new(
                        CreateRunner(),
                        HostEnvironment.Read(),
                        ProjectDirectory,
                        TimeSpan.FromSeconds(TimeoutSeconds)
                    ),
                    Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
                },
                cancellationToken
            )
            .ConfigureAwait(false);

        var lines = trace.Lines.ToList();
        foreach (var line in lines)
            Log.LogMessage(MessageImportance.High, "{0}", line);
        Diagnostics.Write(trace.Diagnostics);
        if (!string.IsNullOrWhiteSpace(Report))
            Diagnostics.Write(
                ReportFile.Write(
                    Path.GetFullPath(Report.Trim(), ProjectDirectory),
                    System.Text.Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")))
                )
            );
    }

    // Paths have slashes, too: a registry is one where its host says so.
    private static ImageReference? Reference(string text) =>
        text.Split('/') is [var host, _, ..]
        && (host == "localhost" || host.AsSpan().ContainsAny('.', ':'))
        && !host.StartsWith('.')
            ? ImageReference.TryParse(text)
            : null;
}

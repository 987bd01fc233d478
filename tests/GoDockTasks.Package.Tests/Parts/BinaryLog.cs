using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using GoDockTasks.Core.Processes;
using Microsoft.Build.Framework;
using Microsoft.Build.Logging.StructuredLogger;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>Reads the binary log of a build.</summary>
/// <param name="root">The folder that files are told relative to.</param>
internal sealed class BinaryLog(string root)
{
    private readonly ImmutableArray<BuildDiagnostic>.Builder diagnostics =
        ImmutableArray.CreateBuilder<BuildDiagnostic>();
    private readonly ImmutableArray<string>.Builder targets = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder tasks = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder commands = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder messages = ImmutableArray.CreateBuilder<string>();
    private readonly Dictionary<int, string> projects = [];

    /// <summary>
    /// What the log at <paramref name="path"/> tells; nothing where the build ended before it wrote one.
    /// </summary>
    public BuildResult Read(ProcessOutcome process, string path)
    {
        if (File.Exists(path))
        {
            foreach (var record in new BinLogReader().ReadRecords(path))
                Add(record.Args);
        }

        return new(
            process,
            path,
            diagnostics.ToImmutable(),
            targets.ToImmutable(),
            tasks.ToImmutable(),
            commands.ToImmutable(),
            messages.ToImmutable()
        );
    }

    /// <summary>All bytes of a log, decompressed, with the project files that it carries, as UTF-8.</summary>
    public static string ReadText(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private void Add(BuildEventArgs? args)
    {
        switch (args)
        {
            case ProjectStartedEventArgs project:
                projects[Context(project)] = Path.GetFileNameWithoutExtension(project.ProjectFile ?? "");
                break;
            case BuildErrorEventArgs error:
                diagnostics.Add(
                    new(
                        "error",
                        error.Code,
                        Relative(error.File),
                        error.LineNumber,
                        error.ColumnNumber,
                        error.Message!,
                        ProjectOf(error)
                    )
                );
                break;
            case BuildWarningEventArgs warning:
                diagnostics.Add(
                    new(
                        "warning",
                        warning.Code,
                        Relative(warning.File),
                        warning.LineNumber,
                        warning.ColumnNumber,
                        warning.Message!,
                        ProjectOf(warning)
                    )
                );
                break;
            case TargetStartedEventArgs target:
                targets.Add($"{ProjectOf(target)}:{target.TargetName}");
                break;
            case TaskStartedEventArgs task:
                tasks.Add($"{ProjectOf(task)}:{task.TaskName[(task.TaskName.LastIndexOf('.') + 1)..]}");
                break;
            case TaskCommandLineEventArgs command
                when command.TaskName.StartsWith("GoDockTasks.", StringComparison.Ordinal)
                    || command.TaskName is "GoModTidyCheck" or "BuildGoSidecar":
                commands.Add(command.CommandLine);
                break;
            case BuildMessageEventArgs message:
                if (message.Code is { } code && code.StartsWith("GDT", StringComparison.Ordinal))
                    diagnostics.Add(
                        new(
                            "message",
                            code,
                            Relative(message.File),
                            message.LineNumber,
                            message.ColumnNumber,
                            message.Message!,
                            ProjectOf(message)
                        )
                    );
                messages.Add(message.Message ?? "");
                break;
            default:
                break;
        }
    }

    private static int Context(BuildEventArgs args) =>
        args.BuildEventContext?.ProjectContextId ?? BuildEventContext.InvalidProjectContextId;

    private string ProjectOf(BuildEventArgs args) => projects.GetValueOrDefault(Context(args), "");

    private string Relative(string? file) =>
        string.IsNullOrEmpty(file) ? "" : Path.GetRelativePath(root, Path.GetFullPath(file, root)).Replace('\\', '/');
}

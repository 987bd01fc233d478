using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Gates;

/// <summary>
/// What a gate reads: a file that is named, a file that its command writes, or what its command prints.
/// </summary>
/// <param name="Content">All of it; not empty.</param>
/// <param name="Path">The file, absolute; null for what was printed.</param>
/// <param name="IsWhole">The command that made it has ended by itself, with exit code 0.</param>
internal sealed record GateInput(byte[] Content, GateSource Source, string? Path, bool IsWhole)
{
    /// <summary>The largest report that is read: 32 MiB. Of what is printed no more is kept, either.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    private const int MaxErrorCharacters = 64 * 1024;

    /// <summary>
    /// The command that made it did not end well, so that of a stream something may be missing; else null.
    /// </summary>
    public GateOutcome? Failure { get; private init; }

    /// <returns>What there is to read, or what keeps it from being read: GDT4021, GDT4022 or GDT4025.</returns>
    public static async Task<(GateInput? Input, GateOutcome? Problem)> ReadAsync(
        GateRun run,
        CancellationToken cancellationToken
    )
    {
        var file = (run.Item?.Sarif ?? run.Item?.Report) is { } named ? run.Full(named) : null;
        if (run.Item is not { Command.IsEmpty: false })
            return file is null
                ? (null, run.NotChecked(DiagnosticCatalogue.GateNotChecked, Nothing(run)))
                : ReadFile(run, file, isWhole: false);
        if (file is not null && RemoveOld(run, file) is { } kept)
            return (null, kept);

        var (outcome, problem) = await RunAsync(run, file is null, cancellationToken).ConfigureAwait(false);
        if (outcome is null)
            return (null, problem);
        if (file is not null)
        {
            if (!File.Exists(file))
                return (null, NoReport(run, outcome, $"and did not write '{run.Name(file)}'"));
            var (input, unread) = ReadFile(run, file, outcome.Succeeded);
            return (input is null ? null : input with { Failure = FailureOf(run, outcome) }, unread);
        }

        if (outcome.Truncated && outcome.StandardOutput.Length >= MaxBytes)
            return (
                null,
                NoReport(
                    run,
                    outcome,
                    $"and printed more than {FileTooLargeException.Size(MaxBytes)}, which no report is"
                )
            );
        if (string.IsNullOrWhiteSpace(outcome.StandardOutput))
            return (null, NoReport(run, outcome, "and printed no report"));
        var content = Encoding.UTF8.GetBytes(outcome.StandardOutput);
        return (
            new(content, SourceOf("-", content), null, outcome.Succeeded) { Failure = FailureOf(run, outcome) },
            null
        );
    }

    /// <summary>The digest of what was read.</summary>
    public static GateSource SourceOf(string name, ReadOnlySpan<byte> content) =>
        new(name, Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>
    /// It isn't a report, or isn't whole: GDT4022.
    /// </summary>
    public GateOutcome Unusable(GateRun run, string problem) =>
        run.NotChecked(DiagnosticCatalogue.ReportUnusable, $"{Named} doesn't count: {problem}", Source);

    /// <summary>In a message.</summary>
    public string Named => Path is null ? "what its command printed" : $"'{Source.File}'";

    private static string Nothing(GateRun run) =>
        $"there is nothing to read; give it a report with <GoDockGate Include=\"{run.Gate}\" Command=\"…\" />, or say "
        + "with Enabled=\"false\" that you release without it";

    private static (GateInput?, GateOutcome?) ReadFile(GateRun run, string file, bool isWhole)
    {
        var (content, problem) = RegularFile.TryRead(file, MaxBytes);
        if (content is null)
            return (
                null,
                run.NotChecked(
                    DiagnosticCatalogue.ReportUnusable,
                    $"the report '{run.Name(file)}' can't be read: {problem}; have it written before"
                )
            );
        // A byte order mark is no part of JSON.
        if (content.AsSpan().StartsWith("\uFEFF"u8))
            content = content[3..];
        return (new(content, SourceOf(run.Name(file), content), file, isWhole), null);
    }

    // What an earlier run has left says nothing of this program. A link goes, not what it leads to.
    private static GateOutcome? RemoveOld(GateRun run, string file)
    {
        try
        {
            File.Delete(file);
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return run.NotChecked(
                DiagnosticCatalogue.GateCommandFailed,
                $"the report '{run.Name(file)}' of an earlier run can't be removed ({exception.Message})"
            );
        }
    }

    private static async Task<(ProcessOutcome?, GateOutcome?)> RunAsync(
        GateRun run,
        bool reads,
        CancellationToken cancellationToken
    )
    {
        var command = run.Item!.Command.Select(run.Fill).ToImmutableArray();
        if (Find(run, command[0]) is not { } program)
            return (
                null,
                run.NotChecked(
                    DiagnosticCatalogue.GateCommandFailed,
                    $"there is no program '{command[0]}' along PATH; install it, or name its file in Command"
                )
            );
        var outcome = await run
            .Runner.RunAsync(
                new(
                    program,
                    command[1..],
                    run.Program.Sidecar.ModuleDirectory,
                    run.Request.Environment,
                    run.Request.Timeout
                )
                {
                    MaxOutputCharacters = reads ? MaxBytes : MaxErrorCharacters,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return outcome.End == ProcessEnd.Exited
            ? (outcome, null)
            : (null, NoReport(run, outcome, outcome.End == ProcessEnd.NotStarted ? "" : "and was ended"));
    }

    // A path, or a name to look for.
    private static string? Find(GateRun run, string name) =>
        name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal)
            ? Existing(run.Full(name))
            : ProgramSearch.Find(name, run.Request.Environment);

    private static string? Existing(string path) => File.Exists(path) ? path : null;

    private static GateOutcome? FailureOf(GateRun run, ProcessOutcome outcome) =>
        outcome.Succeeded ? null : NoReport(run, outcome, "and may not have written all of its report");

    private static GateOutcome NoReport(GateRun run, ProcessOutcome outcome, string what)
    {
        var command = run.Item!.Command[0];
        var end = outcome.End switch
        {
            ProcessEnd.TimedOut =>
                $"'{command}' did not end within {run.Request.Timeout.TotalSeconds:0.#} s (GoDockTimeoutSeconds)",
            ProcessEnd.NotStarted => $"'{command}' can't be started ({outcome.StandardError.Trim()})",
            _ => $"'{command}' ended with exit code {outcome.ExitCode}",
        };
        var checkedOutcome = run.NotChecked(
            DiagnosticCatalogue.GateCommandFailed,
            $"{end} {what}".TrimEnd() + "; an exit code alone is believed by no gate"
        );
        var said = Secrets.Redact(Last(outcome.StandardError));
        return said.Length == 0
            ? checkedOutcome
            : checkedOutcome with
            {
                Diagnostics = [checkedOutcome.Diagnostics[0] with { Detail = said }],
            };
    }

    private static string Last(string text) => text.Length <= 4000 ? text.Trim() : text[^4000..].Trim();
}

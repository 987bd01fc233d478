using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Failures;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Logs;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>What a log of an image's build, or of a go command, says was the cause.</summary>
/// <param name="File">The log as it was named.</param>
/// <param name="Cause">
/// The cause; GDT5002 where nothing failed, GDT5003 where only an exit code is told, GDT5004 where there is no log.
/// </param>
/// <param name="Others">Those of further steps that failed, in the log's order.</param>
public sealed record LogDiagnosis(string File, FoundCause Cause, ImmutableArray<FoundCause> Others)
{
    /// <summary>A cause is known.</summary>
    public bool HasCause => !DiagnosisCodes.IsNoCause(Cause.Descriptor);

    private static readonly FileSearch Search = new()
    {
        IsMeant = name => Path.GetExtension(name) is ".log" or ".txt" or ".out",
        SkippedFolders = ["node_modules", ".git"],
        Missing = "no log (*.log, *.txt, *.out)",
    };

    /// <summary>Reads every log that a list names.</summary>
    /// <param name="list">Files, folders and patterns, separated by `;`.</param>
    /// <param name="directory">Absolute; relative paths count from it.</param>
    /// <param name="sidecars">Where a step, and the module that it is about, are looked for.</param>
    /// <param name="cancellationToken">Ends the work between two logs.</param>
    /// <returns>One entry a log, and GDT1012 for what names nothing.</returns>
    public static (ImmutableArray<LogDiagnosis> Logs, ImmutableArray<Diagnostic> Diagnostics) Read(
        string list,
        string directory,
        ImmutableArray<Sidecar> sidecars,
        CancellationToken cancellationToken
    )
    {
        var (files, missing) = Search.Find(list, directory);
        var places = new LogPlaces(sidecars);
        var logs = ImmutableArray.CreateBuilder<LogDiagnosis>(files.Length);
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                using var stream = RegularFile.Open(file.Path);
                logs.Add(Of(stream, file.Name, places, new(file.Path)));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                logs.Add(NoLog(file.Name, new(file.Path), $"'{file.Name}' can't be read ({exception.Message})"));
            }
        }

        return (logs.MoveToImmutable(), missing);
    }

    /// <summary>Reads one log, in memory that doesn't grow with it.</summary>
    /// <param name="log">UTF-8, or what its byte order mark says.</param>
    /// <param name="name">For messages and reports.</param>
    public static LogDiagnosis Read(Stream log, string name) => Of(log, name, new([]), SourceLocation.None);

    /// <summary>Likewise, of a build of these sidecars' images.</summary>
    internal static LogDiagnosis Read(Stream log, string name, ImmutableArray<Sidecar> sidecars) =>
        Of(log, name, new(sidecars), SourceLocation.None);

    private static LogDiagnosis Of(Stream stream, string name, LogPlaces places, SourceLocation location)
    {
        var log = BuildLogReader.Read(stream);
        if (!log.IsText)
            return NoLog(name, location, $"'{name}' isn't text");
        if (log.IsEmpty)
            return NoLog(name, location, $"'{name}' is empty");
        var causes = log.Failed.Select(step => Of(step, places, location)).ToList();
        if (causes.TrueForAll(cause => cause is null) && Of(log, name, places, location) is { } bare)
            return new(name, bare, []);
        // A step that tells its cause says more than one that was ended with it.
        var first = causes.Find(cause => cause is not null && IsKnown(cause))
            ?? causes.Find(cause => cause is not null);
        return new(name, first!, [.. causes.OfType<FoundCause>().Where(cause => cause != first)]);
    }

    private static bool IsKnown(FoundCause cause) =>
        !DiagnosisCodes.IsNoCause(cause.Descriptor) && cause.Descriptor != DiagnosticCatalogue.Unclassified;

    // What no step printed: a bare log, or one whose steps went well.
    private static FoundCause? Of(BuildLog log, string name, LogPlaces places, SourceLocation location)
    {
        var failure = TestFailure.Find(log.Rest)
            ?? StartFailure.Find(log.Rest, inBuild: false)
            ?? ShellFailure.Find(log.Rest, exitCode: null)
            ?? FailureClassifier.ClassifyAny(log.Rest, command: null);
        if (failure.Descriptor != DiagnosticCatalogue.Unclassified || failure.Advice is not null)
            return Of(failure, null, places.Start(failure.Program), location);
        if (!log.HasSteps && ExitCodes.HoldsNothingElse(log.Rest))
            return OnlyExitCode(null, null, null, location);
        return log.HasSteps || !ExitCodes.SpeaksOfFailure(log.Rest)
            ? new(
                DiagnosticCatalogue.NoCauseFound,
                location,
                $"'{name}' tells of nothing that failed",
                "see whether it is the whole log, and of the run that failed"
            )
            : Of(failure, null, null, location);
    }

    private static FoundCause? Of(FailedStep step, LogPlaces places, SourceLocation log)
    {
        var output = step.Error is null ? step.Output : $"{step.Output}\n{step.Error}";
        if (ExitCodes.IsKill(step.ExitCode))
            output += $"\nexit code: {step.ExitCode}";
        var at = places.Find(step) ?? log;
        if (string.IsNullOrWhiteSpace(output))
            return OnlyExitCode(step.Command, step.ExitCode, step.Source?.File, at);
        var failure = TestFailure.Find(output)
            ?? StartFailure.Find(output, inBuild: true)
            ?? ShellFailure.Find(output, step.ExitCode)
            ?? FailureClassifier.ClassifyAny(output, step.Command);
        // The builder's words are the same, whether a folder of this machine lacks the file or an earlier stage.
        if (
            failure.Descriptor == DiagnosticCatalogue.CopySourceMissing
            && step.Command?.Contains(" --from=", StringComparison.Ordinal) == true
        )
            failure = failure with { Descriptor = DiagnosticCatalogue.CopiedPathMissing };
        return Of(failure, step.Command, places.Requirement(failure), at);
    }

    private static FoundCause Of(GoFailure failure, string? step, SourceLocation? closer, SourceLocation at) =>
        new(failure.Descriptor, closer ?? at, failure.Summary, failure.Fix)
        {
            Evidence = LogEvidence.Of(failure.Output),
            Step = Secrets.Redact(step ?? "") is { Length: > 0 } shown ? shown : null,
        };

    private static FoundCause OnlyExitCode(string? step, int? code, string? file, SourceLocation at) =>
        new(
            DiagnosticCatalogue.OnlyExitCode,
            at,
            $"the log tells of {(step is null ? "a step" : $"'{Secrets.Redact(step)}'")} only that it ended with exit "
                + $"code {code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "1"}",
            "what it printed is shown by "
                + $"`docker build --progress=plain --no-cache{(file is null or "Dockerfile" ? "" : $" -f {file}")} .`"
        )
        {
            Step = step is null ? null : Secrets.Redact(step),
        };

    private static LogDiagnosis NoLog(string name, SourceLocation location, string what) =>
        new(
            name,
            new(
                DiagnosticCatalogue.UnreadableLog,
                location,
                what,
                "name a file that holds what the build printed (`docker build --progress=plain … > build.log 2>&1`)"
            ),
            []
        );
}

/// <summary>What logs say of how a program ended.</summary>
internal static class ExitCodes
{
    // 128 and the number of SIGKILL: what a shell and docker make of it.
    public static bool IsKill(int? code) => code == 137;

    /// <summary>The text says nothing but that something ended with an exit code.</summary>
    public static bool HoldsNothingElse(string text)
    {
        var told = false;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var words = line.Trim();
            if (words.IsEmpty)
                continue;
            if (!IsExit(words))
                return false;
            told = true;
        }

        return told;
    }

    /// <summary>A line of it says that something failed.</summary>
    public static bool SpeaksOfFailure(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (
                line.StartsWith("go: ", StringComparison.Ordinal)
                    && !line.StartsWith("go: downloading", StringComparison.Ordinal)
                || line.Contains("error", StringComparison.OrdinalIgnoreCase)
                || line.Contains("fail", StringComparison.OrdinalIgnoreCase)
                || line.Contains("fatal", StringComparison.OrdinalIgnoreCase)
                || IsExit(line)
            )
                return true;
        }

        return false;
    }

    private static bool IsExit(ReadOnlySpan<char> line) =>
        line.Contains("exit code", StringComparison.OrdinalIgnoreCase)
        || line.Contains("exit status", StringComparison.OrdinalIgnoreCase)
        || line.Contains("exited with code", StringComparison.OrdinalIgnoreCase)
        || line.Contains("non-zero code", StringComparison.OrdinalIgnoreCase);
}

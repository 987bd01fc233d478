using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Release;

/// <summary>
/// Tells somebody that a release failed: starts a program with the gates' table and the errors on its standard input.
/// </summary>
/// <param name="command">A program, by its path or along PATH, and its arguments.</param>
public sealed class Notification(
    IProcessRunner runner,
    ImmutableArray<string> command,
    string workingDirectory,
    IReadOnlyDictionary<string, string> environment,
    TimeSpan timeout
)
{
    private const int Version = 1;
    private const int KeptOutput = 4 * 1024;

    /// <summary>Sends it; whether that works or not, the release has failed.</summary>
    /// <returns>GDT4050 where the program can't be started, fails or takes too long; else null.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<Diagnostic?> SendAsync(ReleaseResult result, CancellationToken cancellationToken)
    {
        var word = command[0].AsSpan();
        var program = word.ContainsAny('/', '\\')
            ? Path.GetFullPath(command[0], workingDirectory)
            : ProgramSearch.Find(command[0], environment);
        if (program is null)
            return Failed($"'{command[0]}' isn't on PATH");
        var outcome = await runner
            .RunAsync(
                new(program, command[1..], workingDirectory, environment, timeout)
                {
                    StandardInput = Encoding.UTF8.GetString(CanonicalJson.ToUtf8(ToJson(result))),
                    MaxOutputCharacters = KeptOutput,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return outcome switch
        {
            { Succeeded: true } => null,
            { End: ProcessEnd.TimedOut } => Failed($"'{command[0]}' took longer than {timeout.TotalSeconds:0} s"),
            { End: ProcessEnd.NotStarted } => Failed($"'{command[0]}' can't be started: {outcome.StandardError}"),
            _ => Failed(
                $"'{command[0]}' ended with exit code {outcome.ExitCode}: "
                    + Printable.Of(Secrets.Redact((outcome.StandardError + outcome.StandardOutput).Trim()))
            ),
        };
    }

    private static JsonObject ToJson(ReleaseResult result) =>
        new()
        {
            ["version"] = Version,
            ["released"] = !result.Pushed.IsEmpty,
            ["report"] = result.Report is null ? null : JsonNode.Parse(GateReportText.ToUtf8(result.Report)),
            ["diagnostics"] = new JsonArray([
                .. result.Diagnostics.Select(diagnostic => new JsonObject
                {
                    ["code"] = diagnostic.Code,
                    ["severity"] = diagnostic.Severity.ToString().ToLowerInvariant(),
                    ["message"] = Secrets.Redact(diagnostic.Message),
                }),
            ]),
        };

    private static Diagnostic Failed(string reason) =>
        new(DiagnosticCatalogue.NotificationFailed, default, $"nobody was notified: {reason}; see GoDockNotifyCommand");
}

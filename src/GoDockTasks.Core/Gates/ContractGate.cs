using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Gates.Reports;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Gates;

/// <summary>All tests of a package or pattern pass, and at least one has run: counted by their events.</summary>
internal static class ContractGate
{
    private const int MaxDiagnostics = 20;

    // go's own limit comes first, and prints where each goroutine hangs.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public static async Task<GateOutcome> RunAsync(GateRun run, CancellationToken cancellationToken)
    {
        if (run.Item?.Package is not { } pattern)
        {
            var (input, problem) = await GateInput.ReadAsync(run, cancellationToken).ConfigureAwait(false);
            return input is null ? problem! : GateReportKind.Of(input).Judge(run, input, ReleaseGates.Contract);
        }

        var go = run.Request.GoExecutable ?? ProgramSearch.Find("go", run.Request.Environment);
        if (go is null)
            return run.NotChecked(
                DiagnosticCatalogue.GateCommandFailed,
                "there is no go along PATH to run tests with; install Go, or name it in GoDockGoExe"
            );
        var outcome = await run
            .Runner.RunAsync(
                new(
                    go,
                    Arguments(run, pattern),
                    run.Program.Sidecar.ModuleDirectory,
                    run.Request.Environment,
                    run.Request.Timeout + Grace
                )
                {
                    MaxOutputCharacters = GateInput.MaxBytes,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return Judge(run, pattern, outcome);
    }

    /// <summary>Judges events that were written before.</summary>
    public static GateOutcome Judge(GateRun run, GateInput input)
    {
        var (stream, problem) = GoTestStream.Read(input.Content);
        if (stream is null)
            return input.Unusable(run, problem!);
        // With exit code 1 go test ends where a test fails: it says so in its events.
        if (!stream.HasEnd && input.Path is not null && !input.IsWhole)
            return input.Unusable(
                run,
                $"nothing shows that it is whole; let the gate run the tests (Package), or add the line "
                    + $"{{\"Action\":\"{GoTestStream.End}\"}} where go test has ended"
            );
        return stream.Open.IsEmpty
            ? Judge(run, input.Named, stream, "") with
            {
                Source = input.Source,
            }
            : input.Unusable(run, $"the tests of {stream.Open[0]} did not end in it");
    }

    private static ImmutableArray<string> Arguments(GateRun run, string pattern)
    {
        var seconds = run.Request.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var tags = run.Program.Sidecar.Tags;
        return
        [
            "test",
            "-json",
            "-count=1",
            $"-timeout={seconds}s",
            .. tags.IsEmpty ? [] : (ReadOnlySpan<string>)[$"-tags={string.Join(',', tags)}"],
            .. pattern.Split(
                (char[])[' ', ';'],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            ),
        ];
    }

    private static GateOutcome Judge(GateRun run, string pattern, ProcessOutcome outcome)
    {
        if (outcome.End == ProcessEnd.NotStarted)
            return run.NotChecked(
                DiagnosticCatalogue.GateCommandFailed,
                $"go can't be started ({outcome.StandardError.Trim()})"
            );
        if (outcome.End == ProcessEnd.TimedOut)
            return Fail(run, DiagnosticCatalogue.ContractTimedOut, TimedOut(run, pattern), outcome.StandardError);
        if (outcome.Truncated)
            return run.NotChecked(
                DiagnosticCatalogue.GateCommandFailed,
                $"the tests of {pattern} print more than any report is; see what they print"
            );
        var content = Encoding.UTF8.GetBytes(outcome.StandardOutput);
        var (stream, problem) = GoTestStream.Read(content);
        if (stream is null)
            return run.NotChecked(DiagnosticCatalogue.ReportUnusable, $"what go test printed doesn't count: {problem}");
        var judged = Judge(run, pattern, stream, outcome.StandardError);
        if (judged.Verdict == GateVerdict.Passed && (outcome.ExitCode != 0 || !stream.Open.IsEmpty))
            judged = Fail(
                run,
                DiagnosticCatalogue.ContractNotRun,
                $"go test ended with exit code {outcome.ExitCode}, and not all tests of {pattern} have run",
                outcome.StandardError
            );
        return judged with { Source = GateInput.SourceOf("-", content) };
    }

    private static GateOutcome Judge(GateRun run, string pattern, GoTestStream stream, string errors)
    {
        var packages = stream.FailedPackages;
        if (packages.FirstOrDefault(package => package.IsNotBuilt) is { } broken)
            return Fail(
                run,
                DiagnosticCatalogue.ContractNotBuilt,
                $"the tests of {broken.Name} don't build; see `go vet {broken.Name}`",
                broken.Output + errors
            );
        if (packages.FirstOrDefault(package => package.IsTimedOut) is { } hanging)
            return Fail(run, DiagnosticCatalogue.ContractTimedOut, TimedOut(run, hanging.Name), hanging.Output);
        if (packages.FirstOrDefault(package => package.IsPanicked) is { } panicked)
            return Fail(
                run,
                DiagnosticCatalogue.ContractPanicked,
                $"the tests of {panicked.Name} panic, and those after that did not run; see `go test {panicked.Name}`",
                panicked.Output
            );
        if (!stream.Failed.IsEmpty || !packages.IsEmpty)
            return Failed(run, stream);
        if (!stream.Cached.IsEmpty)
            return Fail(
                run,
                DiagnosticCatalogue.ContractNotRun,
                $"the results of {stream.Cached[0]} are from go's cache: the tests did not run; run them with -count=1",
                ""
            );
        return stream.Ran == 0
            ? Fail(
                run,
                DiagnosticCatalogue.ContractNotRun,
                $"no test of {pattern} has run; see which there are with `go test -list . {pattern}`",
                errors
            )
            : new(GateVerdict.Passed, $"{stream.Ran} tests passed") { Measured = new(stream.Ran, "tests") };
    }

    // A test fails with its subtests: the innermost says why.
    private static GateOutcome Failed(GateRun run, GoTestStream stream)
    {
        var innermost = stream
            .Failed.Where(test =>
                !stream.Failed.Any(other => other.Name.StartsWith(test.Name + "/", StringComparison.Ordinal))
            )
            .ToImmutableArray();
        return new(
            GateVerdict.Failed,
            innermost.IsEmpty
                ? $"{stream.FailedPackages.Length} packages fail"
                : $"{innermost.Length} of {stream.Ran} tests fail"
        )
        {
            Measured = new(stream.Ran, "tests"),
            Diagnostics =
            [
                .. innermost
                    .Take(MaxDiagnostics)
                    .Select(test =>
                        Problem(run, DiagnosticCatalogue.ContractBroken, $"{test.Name} fails", test.Output)
                    ),
                .. stream
                    .FailedPackages.Where(package =>
                        !innermost.Any(test => test.Name.StartsWith(package.Name + ".", StringComparison.Ordinal))
                    )
                    .Take(MaxDiagnostics)
                    .Select(package =>
                        Problem(
                            run,
                            DiagnosticCatalogue.ContractBroken,
                            $"the tests of {package.Name} fail",
                            package.Output
                        )
                    ),
            ],
        };
    }

    private static string TimedOut(GateRun run, string what) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"the tests of {what} did not end within {run.Request.Timeout.TotalSeconds:0.###} s (GoDockTimeoutSeconds)"
        );

    private static GateOutcome Fail(GateRun run, DiagnosticDescriptor descriptor, string message, string output) =>
        new(GateVerdict.Failed, Printable.Of(message)) { Diagnostics = [Problem(run, descriptor, message, output)] };

    private static Diagnostic Problem(GateRun run, DiagnosticDescriptor descriptor, string message, string output) =>
        run.Problem(descriptor, message) with
        {
            Location = new(run.Program.Sidecar.GoModPath),
            Detail = string.IsNullOrWhiteSpace(output) ? null : Secrets.Redact(output.Trim()),
        };
}

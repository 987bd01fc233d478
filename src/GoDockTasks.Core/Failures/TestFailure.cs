using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Failures;

/// <summary>
/// Tests that `go test` ran and that failed (cmd/go/internal/test, testing). What they print, of servers that refuse or
/// files that aren't there, is the code's doing and no cause.
/// </summary>
internal static partial class TestFailure
{
    /// <param name="output">What was printed; linear in its length.</param>
    /// <returns>
    /// GDT1155 with the first test that failed; null where none was run, or a package of them could not be built.
    /// </returns>
    public static GoFailure? Find(string output)
    {
        string? test = null;
        string? package = null;
        string? said = null;
        string? panic = null;
        foreach (var range in output.AsSpan().Split('\n'))
        {
            var line = output.AsSpan(range).TrimEnd();
            if (line.StartsWith("FAIL", StringComparison.Ordinal))
            {
                if (NotRun().IsMatch(line))
                    return null;
                package ??= Package().Match(line.ToString()) is { Success: true } ended ? ended.Groups[1].Value : null;
            }
            else if (line.StartsWith("panic: ", StringComparison.Ordinal))
                panic ??= line.ToString();
            else if (test is null && Test().Match(line.ToString()) is { Success: true } failed)
                test = failed.Groups[1].Value;
            else if (test is not null && said is null && !line.IsWhiteSpace())
                said = line.Trim().ToString();
        }

        if (test is null && package is null)
            return null;
        // Of a part of a test, which may be named by any text, the test.
        var top = test?.Split('/')[0];
        var why = (said ?? panic) is { } told ? $": {told}" : "";
        return GoFailure.Of(
            DiagnosticCatalogue.TestFailed,
            Secrets.Redact($"{test ?? package} failed{why}"),
            Secrets.Redact(output)
        ) with
        {
            Package = package,
            Advice = $"'go test {(top is null ? "" : $"-run {top} ")}{package ?? "./..."}' runs it by itself",
        };
    }

    // "FAIL\texample.com/orders [build failed]": a compiler, or go, says why.
    [GeneratedRegex(@"^FAIL\s+\S+ \[(?:build|setup) failed\]")]
    private static partial Regex NotRun();

    // "FAIL\texample.com/orders\t0.003s", after "exit status 1" where the program ended itself.
    [GeneratedRegex(@"^FAIL\s+(\S+)\s+[\d.]+s$")]
    private static partial Regex Package();

    // "--- FAIL: TestTotal (0.00s)", with blanks before it for a part of a test.
    [GeneratedRegex(@"^\s*--- FAIL: (\S+) \(")]
    private static partial Regex Test();
}

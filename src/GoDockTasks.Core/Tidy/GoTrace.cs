using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tidy;

/// <summary>What go says with -x of what it asks, apart from what it says anyway.</summary>
internal static class GoTrace
{
    // cmd/go/internal/web and modfetch/codehost: "# get https://…", then with ": 200 OK (0.1s)"; "0.003s # cd …".
    private static readonly string[] Starts = ["# get ", "# cd ", "mkdir -p ", "cd ", "git ", "unzip "];

    /// <summary>Whether `go mod tidy` has -x.</summary>
    public static bool IsKnownTo(GoToolchain go) => GoVersion.Compare(go.Version, "1.21") >= 0;

    /// <summary>The same outcome without the trace, and the trace's lines, free of credentials.</summary>
    public static (ProcessOutcome Process, ImmutableArray<string> Trace) Split(ProcessOutcome process)
    {
        var said = new StringBuilder(process.StandardError.Length);
        var trace = ImmutableArray.CreateBuilder<string>();
        foreach (var line in process.StandardError.AsSpan().EnumerateLines())
        {
            if (IsTrace(line))
                trace.Add(Secrets.Redact(line.ToString()));
            else
                said.Append(line).Append('\n');
        }

        return (process with { StandardError = said.ToString() }, trace.ToImmutable());
    }

    private static bool IsTrace(ReadOnlySpan<char> line)
    {
        foreach (var start in Starts)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
                return true;
        }

        return line.IndexOf("s # ") is var mark and > 0
            && double.TryParse(line[..mark], CultureInfo.InvariantCulture, out _);
    }
}

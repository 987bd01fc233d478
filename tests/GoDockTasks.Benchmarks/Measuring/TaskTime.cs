using System.Globalization;
using System.Text.RegularExpressions;

namespace GoDockTasks.Benchmarks.Measuring;

/// <summary>How long one task of a build took, as MSBuild itself says.</summary>
internal static partial class TaskTime
{
    /// <summary>MSBuild's argument that has it written down.</summary>
    public static string LogTo(string log) => $"-flp:LogFile={log};Verbosity=quiet;PerformanceSummary";

    /// <returns>Milliseconds.</returns>
    /// <exception cref="CommandFailedException">It didn't run, or several times.</exception>
    public static async Task<double> ReadAsync(string log, string task, CancellationToken cancellationToken) =>
        Line()
            .Matches(await File.ReadAllTextAsync(log, cancellationToken))
            .FirstOrDefault(match => match.Groups[2].Value == task)
            is { } time
            ? double.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new CommandFailedException($"{log} doesn't say how long {task} took.");

    // "    123 ms  GoDockTasks.GenerateBuildFingerprint   1 calls"
    [GeneratedRegex(@"(\d+) ms\s+GoDockTasks\.(\w+)\s+1 calls")]
    private static partial Regex Line();
}

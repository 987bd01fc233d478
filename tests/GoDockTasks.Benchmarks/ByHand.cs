using GoDockTasks.Benchmarks.Measuring;
using GoDockTasks.Benchmarks.Workload;

namespace GoDockTasks.Benchmarks;

/// <summary>The rival: what a user without the package writes in a script.</summary>
/// <param name="output">Where the programs go.</param>
internal sealed class ByHand(Commands commands, GoTree go, string output)
{
    /// <summary>As the table shows it.</summary>
    public const string Loop =
        "ls -d * | xargs -P$(nproc) -I{} sh -c 'cd {} && go mod tidy -diff && go build -trimpath -o "
        + "$OUT/{} ./cmd/service'";

    /// <summary>
    /// Checks and builds every sidecar; no program is there before, as go would leave a current one alone.
    /// </summary>
    public Task<Measurement> TidyAndBuildAsync(Solution solution, CancellationToken cancellationToken)
    {
        Forget();
        return commands.RunAsync("sh", ["-c", LoopHere], solution.SidecarsFolder, cancellationToken);
    }

    /// <summary><see cref="Loop"/> with its folder.</summary>
    public string LoopHere => Loop.Replace("$OUT", output, StringComparison.Ordinal);

    /// <summary>Deletes all programs.</summary>
    public void Forget()
    {
        if (Directory.Exists(output))
            Directory.Delete(output, recursive: true);
        Directory.CreateDirectory(output);
    }

    /// <summary>Builds one.</summary>
    public Task<Measurement> BuildOneAsync(Solution solution, int number, CancellationToken cancellationToken) =>
        commands.RunAsync(
            go.Executable,
            ["build", "-trimpath", "-o", Path.Combine(output, GoServices.Name(number)), "./cmd/service"],
            solution.Sidecar(number),
            cancellationToken
        );
}

using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tidy;

/// <summary>
/// Runs go commands of a module on copies of its go.mod and go.sum: nothing in the module's folder is written.
/// </summary>
internal sealed class ModFileSandbox(
    IProcessRunner runner,
    IReadOnlyDictionary<string, string> environment,
    string temporaryDirectory,
    TimeSpan timeout
)
{
    // Longer ones of both are never handed to go.
    private const int MaxBytes = 2 * ModuleFileReader.MaxSumBytes;

    /// <summary>Ends a command as its time limit does.</summary>
    public CancellationToken GiveUp { get; init; }

    /// <summary>
    /// Runs go in <paramref name="moduleDirectory"/> with -modfile pointing at copies of the two files. The workspace
    /// is left out.
    /// </summary>
    /// <param name="command">The words of the command, such as "mod", "tidy".</param>
    /// <param name="operands">What follows its flags.</param>
    /// <param name="goMod">The text of go.mod, with \n line ends: go writes no other.</param>
    /// <param name="goSum">The text of go.sum, likewise; null where there is none.</param>
    public async Task<ModFileOutcome> RunAsync(
        GoToolchain go,
        string moduleDirectory,
        string goMod,
        string? goSum,
        ImmutableArray<string> command,
        ImmutableArray<string> operands,
        CancellationToken cancellationToken
    )
    {
        using var copy = new ScratchFolder(temporaryDirectory);
        var (modPath, sumPath) = (Path.Combine(copy.Path, "go.mod"), Path.Combine(copy.Path, "go.sum"));
        AtomicFile.Write(modPath, Encoding.UTF8.GetBytes(goMod));
        if (goSum is not null)
            AtomicFile.Write(sumPath, Encoding.UTF8.GetBytes(goSum));

        var process = await runner
            .RunAsync(
                new(
                    go.Executable,
                    [.. command, "-modfile=" + modPath, .. operands],
                    moduleDirectory,
                    Environment(),
                    timeout
                )
                {
                    GiveUp = GiveUp,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return process.Succeeded
            ? new(
                process,
                RegularFile.ReadText(modPath, MaxBytes),
                File.Exists(sumPath) ? RegularFile.ReadText(sumPath, MaxBytes) : null
            )
            : new(process, goMod, goSum);
    }

    private Dictionary<string, string> Environment()
    {
        var own = new Dictionary<string, string>(environment, StringComparer.Ordinal) { ["GOWORK"] = "off" };
        GoResources.ForReading(own);
        return own;
    }
}

/// <summary>How a go command ended, and what it made of the copies.</summary>
/// <param name="Process">How the program ended.</param>
/// <param name="GoMod">go.mod as the command left it; as it was where the command failed.</param>
/// <param name="GoSum">go.sum likewise; null for none.</param>
internal sealed record ModFileOutcome(ProcessOutcome Process, string GoMod, string? GoSum);

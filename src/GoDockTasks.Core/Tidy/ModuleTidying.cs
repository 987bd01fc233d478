using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tidy;

/// <summary>
/// Finds out with `go mod tidy` whether a surveyed module is tidy, and mends it where the user wants that.
/// </summary>
internal sealed class ModuleTidying(
    ModuleCheckRequest request,
    CheckedGo go,
    IProcessRunner runner,
    VerdictStore? store,
    CancellationToken giveUp
)
{
    // -diff came with Go 1.23, and its exit code doesn't tell a difference from a failure.
    private readonly ModFileSandbox run = new(
        runner,
        go.Settings.ProcessEnvironment(),
        request.TemporaryDirectory,
        request.Timeout
    )
    {
        GiveUp = giveUp,
    };

    public async Task<CheckedModule> RunAsync(ModuleSnapshot survey, CancellationToken cancellationToken)
    {
        var files = survey.Files;
        var (goMod, goSum) = (files.UnixGoMod, files.UnixGoSum);
        ModFileOutcome tidy;
        try
        {
            tidy = await run.RunAsync(
                    go.Toolchain!,
                    files.Directory,
                    goMod,
                    goSum,
                    request.Trace && GoTrace.IsKnownTo(go.Toolchain!) ? ["mod", "tidy", "-x"] : ["mod", "tidy"],
                    [],
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Result(
                survey,
                ModuleVerdict.Failed,
                new Diagnostic(
                    DiagnosticCatalogue.NoAccess,
                    new(files.GoModPath),
                    $"go.mod can't be copied to '{request.TemporaryDirectory}' to be checked: "
                        + $"{exception.Message} Make room there, or set TMPDIR to another folder."
                )
            );
        }

        var (process, trace) = request.Trace ? GoTrace.Split(tidy.Process) : (tidy.Process, []);
        if (!process.Succeeded)
            return TidyFailure.Describe(survey, process, go, request, giveUp.IsCancellationRequested) with
            {
                Remarks = trace,
            };

        var remarks = Remarks(process.StandardError).AddRange(trace);
        var differences = TidyDifference.Describe(files, survey.Content!, goMod, goSum, tidy);
        // What a step of the build or an editor wrote while go ran is not what the verdict would be filed under.
        if (differences.IsEmpty && survey.Key is not null && IsSame(survey.Content!))
            store?.Put(survey.Key, remarks);
        var result =
            differences.IsEmpty ? Result(survey, ModuleVerdict.Tidy)
            : request.Fix ? Fix(survey, tidy)
            : Result(survey, ModuleVerdict.Untidy, [.. differences.Where(difference => !IsSeen(survey, difference))]);
        return result with { Remarks = [.. remarks, .. result.Remarks] };
    }

    private static bool IsSame(ModuleContent content)
    {
        var anew = content.View.Anew();
        return ModuleContent.Read(GoModule.At(content.Directory, anew), anew).Digest == content.Digest;
    }

    private static CheckedModule Fix(ModuleSnapshot survey, ModFileOutcome tidy)
    {
        var files = survey.Files;
        try
        {
            Write(files.GoModPath, tidy.GoMod, files.GoModText);
            if (tidy.GoSum is not null)
                Write(files.GoSumPath, tidy.GoSum, files.GoSumText ?? "");
            // What was said of a missing go.sum by looking doesn't hold any more.
            var left = survey with
            {
                Seen = survey.Seen.RemoveAll(seen => seen.Descriptor == DiagnosticCatalogue.GoSumIncomplete),
            };
            return Result(left, ModuleVerdict.Tidy) with { Remarks = [$"GoDockFix: tidied '{files.Directory}'."] };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Result(
                survey,
                ModuleVerdict.Untidy,
                new Diagnostic(
                    DiagnosticCatalogue.NoAccess,
                    new(files.GoModPath),
                    $"GoDockFix can't write into '{files.Directory}': {exception.Message}"
                )
            );
        }
    }

    // A go.sum that isn't there was told by looking.
    private static bool IsSeen(ModuleSnapshot survey, Diagnostic difference) =>
        !survey.Files.HasGoSum
        && difference.Descriptor == DiagnosticCatalogue.GoSumIncomplete
        && survey.Seen.Any(seen => seen.Descriptor == difference.Descriptor);

    // With the line ends that the file had.
    private static void Write(string path, string content, string before) =>
        AtomicFile.Write(
            path,
            Encoding.UTF8.GetBytes(
                before.Contains("\r\n", StringComparison.Ordinal)
                    ? content.Replace("\n", "\r\n", StringComparison.Ordinal)
                    : content
            )
        );

    private static ImmutableArray<string> Remarks(string output) =>
        [
            .. output
                .Split('\n')
                .Where(line => line.StartsWith("go: warning:", StringComparison.Ordinal))
                .Select(Secrets.Redact),
        ];

    private static CheckedModule Result(ModuleSnapshot survey, ModuleVerdict verdict, params Diagnostic[] found) =>
        new(survey.Files.Directory, verdict, survey.Seen.AddRange(found), [], survey.Files.GoMod);
}

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

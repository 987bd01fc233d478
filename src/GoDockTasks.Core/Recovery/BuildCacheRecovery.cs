using System.Collections.Concurrent;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Tidy;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Recovery;

/// <summary>
/// Go's build cache. What a compiler says of a damaged entry is different in each Go, and may be "package strings is
/// not in std". But an entry's name is the SHA-256 of its content (cmd/go/internal/cache, OutputID), which go doesn't
/// look at when it uses one: so where `go build` fails, whatever it says, the names are held against the contents.
/// </summary>
internal sealed class BuildCacheRecovery(CheckedGo go, IProcessRunner runner, TimeProvider time, TimeSpan timeout)
{
    private const string ContentSuffix = "-d";

    // Go writes entries in place: half of one is no damage, but it doesn't stay as it is.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>Builds the modules, and clears what is damaged where one of them fails.</summary>
    /// <returns>GDT5015, or why it couldn't be done; null where nothing is damaged.</returns>
    public async Task<Diagnostic?> MendAsync(IEnumerable<GoModule> modules, CancellationToken cancellationToken)
    {
        foreach (var module in modules)
        {
            var build = await BuildAsync(module, cancellationToken).ConfigureAwait(false);
            if (build.Succeeded || build.End != ProcessEnd.Exited)
                continue;
            return await FindAsync(module, cancellationToken).ConfigureAwait(false) is { Length: > 0 } folder
                ? await ClearAsync(folder, cancellationToken).ConfigureAwait(false)
                : null;
        }

        return null;
    }

    /// <summary>`go clean -cache`; null where it worked.</summary>
    public async Task<Diagnostic?> CleanAsync(GoModule module, CancellationToken cancellationToken)
    {
        var clean = await RunAsync(module, ["clean", "-cache"], cancellationToken).ConfigureAwait(false);
        return clean.Succeeded
            ? null
            : new(
                DiagnosticCatalogue.NoAccess,
                default,
                $"`go clean -cache` failed: {Secrets.Redact(clean.StandardError.Trim().ReplaceLineEndings(" "))}"
            );
    }

    private Task<ProcessOutcome> BuildAsync(GoModule module, CancellationToken cancellationToken) =>
        RunAsync(
            module,
            [
                "build",
                "-mod=" + (module.IsVendored ? "vendor" : "readonly"),
                "-o",
                OperatingSystem.IsWindows() ? "NUL" : "/dev/null",
                "./...",
            ],
            cancellationToken
        );

    private async Task<string?> FindAsync(GoModule module, CancellationToken cancellationToken)
    {
        var asked = await RunAsync(module, ["env", "GOCACHE"], cancellationToken).ConfigureAwait(false);
        var folder = asked.StandardOutput.Trim();
        return asked.Succeeded && Path.IsPathFullyQualified(folder) && Directory.Exists(folder) ? folder : null;
    }

    private async Task<Diagnostic?> ClearAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var damaged = FindDamaged([.. Entries(folder)], cancellationToken);
            if (damaged.IsEmpty)
                return null;
            await Task.Delay(Settling, time, cancellationToken).ConfigureAwait(false);
            var still = FindDamaged([.. damaged.Keys], cancellationToken);
            var count = 0;
            foreach (var entry in damaged.Keys.Where(entry => still.GetValueOrDefault(entry) == damaged[entry]))
            {
                ReadWatch.ThrowIfLeft();
                File.Delete(entry);
                count++;
            }

            return count == 0 ? null : Cleared(folder, count);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return RecoveryFailure.Of(folder, "Go's build cache can't be cleared", exception);
        }
    }

    private static Diagnostic Cleared(string folder, int count) =>
        new(
            DiagnosticCatalogue.BuildCacheDamaged,
            new(folder),
            $"Entries of Go's build cache in '{folder}' aren't what their names say ({count} of them), and a build "
                + "failed; they were removed, and the next build makes them again; if it comes back, see whether the "
                + "disk is sound"
        );

    // With what they are instead.
    private static ConcurrentDictionary<string, string> FindDamaged(
        string[] entries,
        CancellationToken cancellationToken
    )
    {
        var damaged = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        Parallel.ForEach(entries, new() { CancellationToken = cancellationToken }, entry =>
        {
            // What can't be read isn't touched.
            if (
                FileDigest.Sha256(entry).Sha256 is { } hash
                && !Path.GetFileName(entry).StartsWith(hash, StringComparison.Ordinal)
            )
                damaged[entry] = hash;
        });
        return damaged;
    }

    // Two hexadecimal digits as a folder, and 64 in the name; folders have programs in them.
    private static IEnumerable<string> Entries(string cache) =>
        new DirectoryInfo(cache)
            .EnumerateDirectories("??")
            .Where(folder => folder.LinkTarget is null)
            .SelectMany(folder => folder.EnumerateFiles("*" + ContentSuffix))
            .Where(file =>
                file.LinkTarget is null
                && file.Name.Length == 64 + ContentSuffix.Length
                && file.Name[..64].All(char.IsAsciiHexDigitLower)
            )
            .Select(file => file.FullName);

    // What has to be downloaded isn't in the build cache; and go build would ask a proxy about every module.
    private Task<ProcessOutcome> RunAsync(GoModule module, string[] arguments, CancellationToken cancellationToken)
    {
        var environment = go.Settings.ProcessEnvironment();
        environment["GOPROXY"] = "off";
        GoResources.ForCompiling(environment);
        return runner.RunAsync(
            new(go.Toolchain!.Executable, [.. arguments], module.Directory, environment, timeout),
            cancellationToken
        );
    }
}

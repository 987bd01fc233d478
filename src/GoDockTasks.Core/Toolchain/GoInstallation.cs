using System.Collections.Immutable;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Toolchain;

/// <summary>The Go that a project uses.</summary>
/// <param name="Settings">As they count in this build.</param>
/// <param name="IsShim">
/// The program isn't one of a distribution: it may be a script that chooses another Go in another folder, or says what
/// it likes.
/// </param>
public sealed record GoInstallation(GoToolchain Toolchain, GoSettings Settings, bool IsShim)
{
    /// <summary>Finds it, and sees what it is without starting it; null where the program has to be asked.</summary>
    /// <param name="projectFile">Absolute path of the project whose properties they are.</param>
    /// <param name="environment">The process's.</param>
    public static GoLookup? Look(
        GoProperties properties,
        string projectFile,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var (executable, problem) = GoLocator.Find(
            properties.Executable,
            Path.GetDirectoryName(projectFile)!,
            environment
        );
        var toolchain = executable is null ? null : GoRoot.Read(executable);
        return executable is not null && toolchain is null
            ? null
            : Found(toolchain, problem, isShim: false, properties, projectFile, environment);
    }

    /// <summary>Likewise, and asks it what it is where that can't be seen.</summary>
    public static async Task<GoLookup> FindAsync(
        GoProperties properties,
        string projectFile,
        IReadOnlyDictionary<string, string> environment,
        IProcessRunner runner,
        TimeSpan timeout,
        CancellationToken cancellationToken
    ) =>
        Look(properties, projectFile, environment)
        ?? await AskAsync(properties, projectFile, environment, runner, timeout, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Asks it in any case: it knows defaults that were built into it.</summary>
    public static async Task<GoLookup> AskAsync(
        GoProperties properties,
        string projectFile,
        IReadOnlyDictionary<string, string> environment,
        IProcessRunner runner,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var (executable, missing) = GoLocator.Find(
            properties.Executable,
            Path.GetDirectoryName(projectFile)!,
            environment
        );
        if (executable is null)
            return Found(null, missing, isShim: false, properties, projectFile, environment);
        var (toolchain, problem) = await GoToolchainQuery
            .RunAsync(executable, environment, runner, timeout, cancellationToken)
            .ConfigureAwait(false);
        var isShim = GoRoot.Read(executable) is null;
        return Found(toolchain, problem, isShim, properties, projectFile, environment) with { IsThere = true };
    }

    private static GoLookup Found(
        GoToolchain? toolchain,
        Diagnostic? problem,
        bool isShim,
        GoProperties properties,
        string projectFile,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var settings = GoSettingsReader.Read(environment, projectFile, properties, toolchain);
        return new(toolchain is null ? null : new(toolchain, settings, isShim), settings, problem)
        {
            IsThere = toolchain is not null,
        };
    }
}

/// <summary>What was found where a project's Go should be.</summary>
/// <param name="Installation">Null where there is no usable Go.</param>
/// <param name="Settings">Without a Go what is known without asking it.</param>
/// <param name="Problem">Why there is no usable one: GDT0002, GDT0007 or GDT1012; null where there is one.</param>
public sealed record GoLookup(GoInstallation? Installation, GoSettings Settings, Diagnostic? Problem)
{
    /// <summary>There is a program, whether or not it is usable.</summary>
    public bool IsThere { get; init; }
}

/// <summary>Finds the `go` program.</summary>
internal static class GoLocator
{
    /// <summary>
    /// Looks where the user points (GoDockGoExe, relative to <paramref name="baseDirectory"/>), else along PATH, then
    /// in GOROOT and where Go's installers put it. What the user points at is not replaced by something else where it
    /// is missing.
    /// </summary>
    /// <returns>The absolute path, or null and a GDT0002 that says where it looked.</returns>
    public static (string? Executable, Diagnostic? Problem) Find(
        string? goExe,
        string baseDirectory,
        IReadOnlyDictionary<string, string> environment
    )
    {
        if (!string.IsNullOrWhiteSpace(goExe))
        {
            var pointed = Path.GetFullPath(goExe.Trim(), baseDirectory);
            if (File.Exists(pointed))
                return (pointed, null);

            return (
                null,
                new(
                    DiagnosticCatalogue.GoNotFound,
                    SourceLocation.None,
                    $"GoDockGoExe points at '{pointed}', which is not a file; set it to the go program, or "
                        + $"remove it to have go looked up on PATH."
                )
            );
        }

        var places = Places(environment);
        var found = places.FirstOrDefault(File.Exists);
        return found is not null
            ? (found, null)
            : (
                null,
                new(
                    DiagnosticCatalogue.GoNotFound,
                    SourceLocation.None,
                    "Go was not found on PATH or where its installers put it; install it (https://go.dev/doc/install), "
                        + "or set the property GoDockGoExe to the go program."
                )
                {
                    Detail = "Looked for go at:\n" + string.Join('\n', places.Select(place => "  " + place)),
                }
            );
    }

    private static ImmutableArray<string> Places(IReadOnlyDictionary<string, string> environment)
    {
        var folders = ProgramSearch.Folders(environment).ToList();
        if (environment.TryGetValue("GOROOT", out var root) && Path.IsPathFullyQualified(root))
            folders.Add(Path.Combine(root, "bin"));
        folders.AddRange(
            OperatingSystem.IsWindows()
                ? [@"C:\Program Files\Go\bin", @"C:\Go\bin"]
                : ["/usr/local/go/bin", "/usr/lib/go/bin", "/opt/homebrew/bin", "/snap/bin"]
        );
        return
        [
            .. folders
                .Select(folder => Path.Combine(folder, ProgramSearch.FileName("go")))
                .Distinct(StringComparer.Ordinal),
        ];
    }
}

/// <summary>Asks a go program what it is.</summary>
internal static class GoToolchainQuery
{
    // Only what is used: asked for everything, `go env` also runs the C compiler.
    private static readonly ImmutableArray<string> Names =
    [
        "GOVERSION",
        "GOROOT",
        "GOPATH",
        "GOMODCACHE",
        "GOCACHE",
        "GOENV",
        "GOFLAGS",
        "GO111MODULE",
        "GOEXPERIMENT",
        "GOPROXY",
        "GOPRIVATE",
        "GONOPROXY",
        "GONOSUMDB",
        "GOSUMDB",
        "GOINSECURE",
        "GOVCS",
        "GOOS",
        "GOARCH",
    ];

    /// <summary>
    /// One `go env`, from a folder that is no module and without leave to switch: inside a module's folder Go may first
    /// try to download the toolchain that go.mod names.
    /// </summary>
    /// <returns>
    /// The toolchain, or null and why not: GDT0002 (not a Go), GDT0007 (timed out) or GDT1012 (cache folders).
    /// </returns>
    public static async Task<(GoToolchain? Toolchain, Diagnostic? Problem)> RunAsync(
        string executable,
        IReadOnlyDictionary<string, string> environment,
        IProcessRunner runner,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var neutral = new Dictionary<string, string>(environment, StringComparer.Ordinal)
        {
            ["GOTOOLCHAIN"] = "local",
            ["GOWORK"] = "off",
        };
        var request = new ProcessRequest(
            executable,
            ["env", "-json", .. Names],
            Path.GetPathRoot(executable)!,
            neutral,
            timeout
        )
        {
            MaxOutputCharacters = 256 * 1024,
        };
        var outcome = await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        if (outcome.End == ProcessEnd.TimedOut)
        {
            return (
                null,
                new(
                    DiagnosticCatalogue.TimedOut,
                    SourceLocation.None,
                    $"'{executable} env' did not end within {timeout.TotalSeconds:0} s; see whether it is a "
                        + $"working Go, or raise GoDockTimeoutSeconds."
                )
            );
        }

        var variables = outcome.Succeeded ? Read(outcome.StandardOutput) : null;
        if (
            variables is not null
            && GoToolchain.ParseVersion(variables.GetValueOrDefault("GOVERSION", "")) is { } version
        )
            return (new(executable, version) { Variables = variables }, null);

        return (
            null,
            new(
                DiagnosticCatalogue.GoNotFound,
                SourceLocation.None,
                $"'{executable}' is not a working Go: {Reason(outcome)}; point GoDockGoExe at a go program, "
                    + $"or repair the one on PATH."
            )
            {
                Detail = Secrets.Redact((outcome.StandardError + outcome.StandardOutput).Trim()) is { Length: > 0 } text
                    ? Shorten(text)
                    : null,
            }
        );
    }

    private static Dictionary<string, string>? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document
                .RootElement.EnumerateObject()
                .ToDictionary(
                    property => property.Name,
                    property => property.Value.GetString() ?? "",
                    StringComparer.Ordinal
                );
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Reason(ProcessOutcome outcome) =>
        outcome switch
        {
            { End: ProcessEnd.NotStarted } => "it could not be started",
            { ExitCode: not 0 } => $"`go env` ended with exit code {outcome.ExitCode}",
            _ => "`go env` did not answer as Go does",
        };

    private static string Shorten(string text) => text.Length <= 4000 ? text : text[..4000] + " …";
}

using System.Collections.Immutable;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Toolchain;

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

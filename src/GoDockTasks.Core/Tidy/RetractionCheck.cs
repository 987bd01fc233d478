using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tidy;

/// <summary>
/// Whether a module requires versions that their authors took back (https://go.dev/ref/mod#go-mod-file-retract).
/// </summary>
internal sealed class RetractionCheck(ModFileSandbox copies, GoToolchain go)
{
    /// <summary>
    /// GDT1014 at each requirement that is retracted or deprecated. Nothing where go can't say: a probe tells why.
    /// </summary>
    public async Task<ImmutableArray<Diagnostic>> RunAsync(GoModule files, CancellationToken cancellationToken)
    {
        ImmutableArray<RequireDirective> required = [.. files.GoMod.DownloadedRequirements()];
        if (required.IsEmpty)
            return [];

        var outcome = await copies
            .RunAsync(
                go,
                files.Directory,
                files.UnixGoMod,
                files.UnixGoSum,
                ["list", "-m", "-u", "-e", "-json", "-mod=mod"],
                [.. required.Select(require => require.Path)],
                cancellationToken
            )
            .ConfigureAwait(false);
        return outcome.Process.Succeeded ? Read(files, outcome.Process.StandardOutput) : [];
    }

    private static ImmutableArray<Diagnostic> Read(GoModule files, string json)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        try
        {
            var reader = new Utf8JsonReader(
                Encoding.UTF8.GetBytes(json),
                new JsonReaderOptions { AllowMultipleValues = true }
            );
            while (reader.Read())
            {
                using var document = JsonDocument.ParseValue(ref reader);
                if (Describe(files, document.RootElement) is { } diagnostic)
                    diagnostics.Add(diagnostic);
            }
        }
        catch (JsonException)
        {
            // Cut off: what was read so far counts.
        }

        return diagnostics.ToImmutable();
    }

    private static Diagnostic? Describe(GoModule files, JsonElement module)
    {
        var path = module.TryGetProperty("Path", out var value) ? value.GetString() : null;
        if (files.GoMod.Require.FirstOrDefault(require => require.Path == path) is not { } require)
            return null;

        var what =
            module.TryGetProperty("Retracted", out var reasons)
                ? $"was retracted by its author: "
                    + $"{string.Join("; ", reasons.EnumerateArray().Select(reason => reason.GetString()))}"
            : module.TryGetProperty("Deprecated", out var reason) ? $"is deprecated: {reason.GetString()}"
            : null;
        return what is null
            ? null
            : new(
                DiagnosticCatalogue.RetractedOrDeprecated,
                new(files.GoModPath, require.Position.Line, require.Position.Column),
                $"{path} {require.Version} {what.ReplaceLineEndings(" ")}; choose another with `go get "
                    + $"{path}@latest`, or what the author says."
            );
    }
}

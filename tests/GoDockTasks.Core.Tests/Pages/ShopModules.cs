using System.Collections.Immutable;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Pages;

/// <summary>
/// What the services of the shop are made of: modules with their requirements, as a module cache has them.
/// </summary>
internal static class ShopModules
{
    // A module, its version, and which of the others it requires. A blank before: services don't require it.
    private const string All = """
        github.com/go-chi/chi/v5 v5.2.3
        github.com/google/uuid v1.6.0
        github.com/jackc/pgx/v5 v5.7.6: pgpassfile pgservicefile puddle/v2 x/crypto x/text
        github.com/prometheus/client_golang v1.23.2: perks xxhash/v2 client_model common procfs x/sys protobuf
        go.opentelemetry.io/otel v1.38.0: logr stdr xxhash/v2 otel/metric otel/trace
        go.uber.org/zap v1.27.1: multierr
         github.com/beorn7/perks v1.0.1
         github.com/cespare/xxhash/v2 v2.3.0
         github.com/go-logr/logr v1.4.3
         github.com/go-logr/stdr v1.2.2: logr
         github.com/jackc/pgpassfile v1.0.0
         github.com/jackc/pgservicefile v0.0.0-20240606120523-5a60cdf6a761
         github.com/jackc/puddle/v2 v2.2.2: x/sync
         github.com/munnerz/goautoneg v0.0.0-20191010083416-a7dc8b61c822
         github.com/prometheus/client_model v0.6.2: protobuf
         github.com/prometheus/common v0.67.4: client_model goautoneg protobuf
         github.com/prometheus/procfs v0.19.2: x/sync x/sys
         go.opentelemetry.io/otel/metric v1.38.0: otel
         go.opentelemetry.io/otel/trace v1.38.0: otel
         go.uber.org/multierr v1.11.0
         golang.org/x/crypto v0.45.0: x/sys x/text
         golang.org/x/sync v0.18.0
         golang.org/x/sys v0.38.0
         golang.org/x/text v0.31.0: x/sync
         google.golang.org/protobuf v1.36.10
        """;

    private static readonly ImmutableArray<(
        string Path,
        string Version,
        bool IsOwn,
        ImmutableArray<string> Requires
    )> Parsed =
    [
        .. All.Split('\n')
            .Select(line => (Line: line, Parts: line.Trim().Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries)))
            .Select(one => (one.Parts[0], one.Parts[1], one.Line[0] != ' ', ImmutableArray.Create(one.Parts[2..]))),
    ];

    /// <summary>As ShopReport takes them.</summary>
    public static string Linked => string.Join(',', Parsed.Select(module => $"{module.Path} {module.Version}"));

    /// <summary>Those of the last release: some older, one newer, one not there, one more.</summary>
    public static ImmutableSortedDictionary<string, string> Last =>
        Parsed
            .ToImmutableSortedDictionary(module => module.Path, module => module.Version, StringComparer.Ordinal)
            .SetItem("golang.org/x/crypto", "v0.44.0")
            .SetItem("golang.org/x/sys", "v0.37.0")
            .SetItem("golang.org/x/text", "v0.30.0")
            .SetItem("github.com/go-logr/logr", "v1.4.4")
            .Remove("github.com/go-chi/chi/v5")
            .Add("github.com/gorilla/mux", "v1.8.1");

    /// <summary>Writes go.mod files: a service's into <c>sidecars</c>, the others' into <c>cache</c>.</summary>
    public static void Write(TemporaryFolder folder)
    {
        foreach (var module in Parsed)
            folder.Write(
                $"cache/cache/download/{module.Path}/@v/{module.Version}.mod",
                $"module {module.Path}\n\ngo 1.24\n"
                    + string.Concat(module.Requires.Select(name => $"require {Required(name)}\n"))
            );
        foreach (var service in ShopReport.Services)
            folder.Write(
                $"sidecars/{service}/go.mod",
                $"module example.com/shop/{service}\n\ngo 1.27\n"
                    + string.Concat(
                        Parsed.Select(module =>
                            $"require {module.Path} {module.Version}{(module.IsOwn ? "" : " // indirect")}\n"
                        )
                    )
            );
    }

    /// <summary>Of a machine whose module cache lies there.</summary>
    public static GoSettings Settings(TemporaryFolder folder) =>
        new(new(new Dictionary<string, string> { ["GOMODCACHE"] = folder.Path("cache") }));

    private static string Required(string name)
    {
        var module = Parsed.First(module => module.Path.EndsWith("/" + name, StringComparison.Ordinal));
        return $"{module.Path} {module.Version}";
    }
}

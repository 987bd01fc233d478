using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Gates;

/// <summary>The last release of a service for a platform: what a new one is shown against.</summary>
/// <param name="GoVersion">As <c>go1.27.3</c>.</param>
/// <param name="Sha256">The program's.</param>
/// <param name="Modules">Versions by path, as <see cref="ModulesOf"/> has them; null where that isn't known.</param>
public sealed record LastRelease(string GoVersion, string Sha256, ImmutableSortedDictionary<string, string>? Modules)
{
    // A file of a hundred services stays one that a repository can keep.
    private const int MaxModules = 1000;

    /// <summary>Which modules are linked into a program; null for more than are kept.</summary>
    internal static ImmutableSortedDictionary<string, string>? ModulesOf(GoBuildInfo? binary) =>
        binary is null || binary.Dependencies.Length > MaxModules
            ? null
            : binary
                .Dependencies.DistinctBy(module => module.Path)
                .ToImmutableSortedDictionary(module => module.Path, VersionOf, StringComparer.Ordinal);

    /// <summary><c>v1.2.3</c>, with what is built in its place behind an arrow.</summary>
    internal static string VersionOf(GoBuildModule module) =>
        module.Replacement is { } other
            ? $"{module.Version} => {other.Path} {other.Version}".TrimEnd()
            : module.Version;

    /// <returns>Null where it isn't what <see cref="ToJson"/> writes.</returns>
    internal static ((string Service, string Platform) Key, LastRelease Release)? Read(JsonElement entry)
    {
        if (
            StrictJson.Text(entry, "service") is not { } service
            || StrictJson.Text(entry, "platform") is not { } platform
            || StrictJson.Text(entry, "goVersion") is not { } goVersion
            || StrictJson.Text(entry, "program") is not { } program
        )
            return null;
        var modules = StrictJson.Member(entry, "modules");
        if (modules.ValueKind == JsonValueKind.Undefined)
            return ((service, platform), new(goVersion, program, null));
        if (
            modules.ValueKind != JsonValueKind.Object
            || modules.EnumerateObject().Any(module => module.Value.ValueKind != JsonValueKind.String)
        )
            return null;
        var versions = modules
            .EnumerateObject()
            .ToImmutableSortedDictionary(
                module => module.Name,
                module => module.Value.GetString()!,
                StringComparer.Ordinal
            );
        return ((service, platform), new(goVersion, program, versions));
    }

    internal JsonNode ToJson((string Service, string Platform) key)
    {
        var written = new JsonObject
        {
            ["service"] = key.Service,
            ["platform"] = key.Platform,
            ["goVersion"] = GoVersion,
            ["program"] = Sha256,
        };
        if (Modules is not null)
            written["modules"] = new JsonObject(
                Modules.Select(module => KeyValuePair.Create(module.Key, (JsonNode?)module.Value))
            );
        return written;
    }
}

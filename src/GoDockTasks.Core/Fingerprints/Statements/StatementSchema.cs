using System.Text.Json;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>What version 1 of the buildType has and must have: docs/fingerprint.md as a check.</summary>
internal static class StatementSchema
{
    // Every build has them: StatementWriter writes nothing without.
    private static readonly string[] RequiredDependencies = ["toolchain", "sources", "file:go.mod"];

    /// <summary>Everything in a `buildDefinition` that isn't of its form: what it is, then what to do.</summary>
    public static IEnumerable<string> Violations(JsonElement definition)
    {
        var parameters = StrictJson.Member(definition, "externalParameters");
        if (parameters.ValueKind != JsonValueKind.Object)
            return ["it has no externalParameters; make it with GenerateBuildFingerprint"];
        return
        [
            .. Unknown(parameters)
                .Select(name =>
                    $"its externalParameters have '{name}', which version 1 of the buildType doesn't know or has in "
                    + "another form; verify it with the version of GoDockTasks that made it"
                ),
            .. Missing(definition, parameters)
                .Select(name => $"it has no '{name}', which every build has; make it with GenerateBuildFingerprint"),
            .. OutsideRange(definition),
            .. Twice(definition)
                .Select(name =>
                    $"its resolvedDependencies have '{name}' twice, and only one can be true; "
                    + "make it with GenerateBuildFingerprint"
                ),
        ];
    }

    private static IEnumerable<string> Unknown(JsonElement parameters) =>
        parameters.EnumerateObject().SelectMany(Unknown);

    private static IEnumerable<string> Unknown(JsonProperty section) =>
        !ExternalParameters.Sections.ContainsKey(section.Name) || section.Value.ValueKind != JsonValueKind.Object
            ? [section.Name]
            : section
                .Value.EnumerateObject()
                .Where(member => ExternalParameters.Find(section.Name, member.Name)?.Allows(member.Value) is not true)
                .Select(member => $"{section.Name}.{member.Name}");

    private static IEnumerable<string> Missing(JsonElement definition, JsonElement parameters)
    {
        foreach (var (section, known) in ExternalParameters.Sections)
        {
            if (!parameters.TryGetProperty(section, out var members))
                yield return $"externalParameters.{section}";
            else if (members.ValueKind == JsonValueKind.Object)
            {
                var required = known.Where(parameter => parameter.IsRequired);
                foreach (var parameter in required.Where(parameter => !members.TryGetProperty(parameter.Name, out _)))
                    yield return $"externalParameters.{section}.{parameter.Name}";
            }
        }

        var inside = StrictJson.Member(definition, "internalParameters");
        if (StrictJson.Text(inside, "goVersion") is null)
            yield return "internalParameters.goVersion";
        if (StrictJson.Text(StrictJson.Member(inside, "mainModule"), "path") is null)
            yield return "internalParameters.mainModule.path";
        if (StrictJson.Text(StrictJson.Member(inside, "generator"), "version") is null)
            yield return "internalParameters.generator.version";
        var dependencies = Dependencies(definition).ToHashSet();
        foreach (var name in RequiredDependencies.Where(name => !dependencies.Contains((false, name))))
            yield return $"resolvedDependencies '{name}'";
    }

    private static IEnumerable<string> Twice(JsonElement definition) =>
        Dependencies(definition)
            .GroupBy(dependency => dependency)
            .Where(group => group.Skip(1).Any())
            .Select(group => group.Key.Name);

    private static IEnumerable<string> OutsideRange(JsonElement definition) =>
        from dependency in StrictJson.List(definition, "resolvedDependencies")
        let name = StrictJson.Text(dependency, "name") ?? ""
        let annotations = StrictJson.Member(dependency, "annotations")
        let requested = StrictJson.Text(annotations, "requested")
        let version = StrictJson.Text(annotations, "version")
        where name.StartsWith(StatementWriter.NuGet, StringComparison.Ordinal)
        where LockedPackage.IsOutside(requested, version)
        select $"its .NET dependency '{name[StatementWriter.NuGet.Length..]}' is resolved to {version}, which is "
            + $"outside the requested {requested}; restore with `dotnet restore --force-evaluate`, and build again";

    // A module may have the name of something else.
    private static IEnumerable<(bool IsModule, string Name)> Dependencies(JsonElement definition) =>
        from dependency in StrictJson.List(definition, "resolvedDependencies")
        let path = StrictJson.Text(StrictJson.Member(dependency, "annotations"), "path")
        select (path is not null, path ?? StrictJson.Text(dependency, "name") ?? "");
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
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

/// <summary>
/// The closed schema of `externalParameters`: every section, and every member that it may have. docs/fingerprint.md
/// says what each means.
/// </summary>
internal static class ExternalParameters
{
    public static readonly IReadOnlyDictionary<string, ImmutableArray<Parameter>> Sections = new Dictionary<
        string,
        ImmutableArray<Parameter>
    >(StringComparer.Ordinal)
    {
        ["source"] = [.. Texts("uri", "ref")],
        ["service"] = [.. Required("name", "package", "moduleDir")],
        ["target"] =
        [
            .. Required("GOOS", "GOARCH"),
            .. Texts("GOAMD64", "GO386", "GOARM", "GOARM64", "GOMIPS", "GOMIPS64", "GOPPC64", "GORISCV64", "GOWASM"),
        ],
        ["compile"] =
        [
            new("trimpath", ParameterForm.Switch, IsRequired: true),
            new("buildvcs", ParameterForm.Switch, IsRequired: true),
            .. Required("mod"),
            .. Texts("ldflags", "gcflags", "asmflags", "buildmode", "pgo"),
            new("tags", ParameterForm.List),
            new("race", ParameterForm.Switch),
            new("cover", ParameterForm.Switch),
        ],
        ["env"] =
        [
            .. Required("CGO_ENABLED", "GOWORK"),
            .. Texts("CGO_CFLAGS", "CGO_CPPFLAGS", "CGO_CXXFLAGS", "CGO_FFLAGS", "CGO_LDFLAGS", "CC", "CXX"),
            .. Texts("GOEXPERIMENT", "GOFIPS140", "GOFLAGS", "GOTOOLCHAIN"),
        ],
        ["runtime"] =
        [
            .. Texts("user", "tz", "baseImage"),
            new("env", ParameterForm.List),
            new("entrypoint", ParameterForm.List),
            new("ports", ParameterForm.List),
        ],
    };

    /// <summary>The member of a section; null where the schema has none of that name.</summary>
    public static Parameter? Find(string section, string name) =>
        Sections.TryGetValue(section, out var parameters)
            ? parameters.FirstOrDefault(parameter => parameter.Name == name)
            : null;

    private static IEnumerable<Parameter> Texts(params string[] names) => names.Select(name => new Parameter(name));

    private static IEnumerable<Parameter> Required(params string[] names) =>
        names.Select(name => new Parameter(name, IsRequired: true));
}

/// <summary>A member that a section of `externalParameters` may have.</summary>
/// <param name="Name">As JSON has it.</param>
/// <param name="Form">What its value must be.</param>
/// <param name="IsRequired">Every build has it.</param>
internal sealed record Parameter(string Name, ParameterForm Form = ParameterForm.Text, bool IsRequired = false)
{
    /// <summary>That a value in somebody's statement has this member's form.</summary>
    public bool Allows(JsonElement value) =>
        Form switch
        {
            ParameterForm.Switch => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            ParameterForm.List => value.ValueKind == JsonValueKind.Array
                && value.EnumerateArray().All(entry => entry.ValueKind == JsonValueKind.String),
            _ => value.ValueKind == JsonValueKind.String,
        };
}

/// <summary>What a value in `externalParameters` is in JSON.</summary>
internal enum ParameterForm
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>true or false.</summary>
    Switch,

    /// <summary>An array of strings.</summary>
    List,
}

/// <summary>A value in `externalParameters`. A string, a bool and an array convert to it.</summary>
public abstract record ParameterValue
{
    private ParameterValue() { }

    /// <summary>A text; nothing where there is none.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator ParameterValue?(string? text) => text is null ? null : new Text(text);

    /// <summary>A switch.</summary>
    public static implicit operator ParameterValue(bool isOn) => new Switch(isOn);

    /// <summary>A list; nothing where it is empty.</summary>
    public static implicit operator ParameterValue?(ImmutableArray<string> entries) =>
        entries.IsEmpty ? null : new List(entries);

    /// <summary>A flag of go's as a binary has it: `true` and `false` are a switch.</summary>
    internal static ParameterValue? OfFlag(string? value) => bool.TryParse(value, out var isOn) ? isOn : value;

    /// <summary>As a statement has it.</summary>
    internal abstract JsonNode ToJson();

    private sealed record Text(string Value) : ParameterValue
    {
        internal override JsonNode ToJson() => JsonValue.Create(Value);
    }

    private sealed record Switch(bool IsOn) : ParameterValue
    {
        internal override JsonNode ToJson() => JsonValue.Create(IsOn);
    }

    private sealed record List(ImmutableArray<string> Entries) : ParameterValue
    {
        internal override JsonNode ToJson() => new JsonArray([.. Entries.Select(entry => JsonValue.Create(entry))]);
    }
}

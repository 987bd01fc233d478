using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Text;
using NuGet.Versioning;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>One input of a build, as it is compared and shown.</summary>
/// <param name="Kind">What sort of input: "module", "compile", …</param>
/// <param name="Name">Which one, within its kind.</param>
/// <param name="Value">What it is.</param>
/// <param name="Hash">What it is made of, beside the value; null where there is nothing more.</param>
public sealed record InputFact(string Kind, string Name, string Value, string? Hash = null)
{
    /// <summary>
    /// The kinds in the order in which their differences are shown: causes before what follows from them, since another
    /// version of a module also changes go.sum, and another line of a source file the state of the repository.
    /// </summary>
    internal static readonly string[] Kinds =
    [
        "sha256",
        "go",
        "godebug",
        "target",
        "compile",
        "env",
        "runtime",
        "service",
        "module",
        "image",
        "nuget",
        "epoch",
        "main",
        "file",
        "sources",
        "source",
        "generator",
    ];

    /// <summary>Which version of this package writes a fingerprint changes nothing of the binary.</summary>
    internal static bool Counts(InputFact fact) => fact.Kind != "generator";

    /// <summary>All inputs that a `buildDefinition` tells of; what isn't of its form tells nothing.</summary>
    internal static IEnumerable<InputFact> Of(JsonElement definition)
    {
        foreach (var section in Members(StrictJson.Member(definition, "externalParameters")))
        {
            foreach (var member in Members(section.Value))
                yield return new(section.Name, member.Name, Show(member.Value));
        }

        var parameters = StrictJson.Member(definition, "internalParameters");
        var main = StrictJson.Member(parameters, "mainModule");
        yield return new("go", "version", StrictJson.Text(parameters, "goVersion") ?? "");
        if (StrictJson.Text(parameters, "defaultGodebug") is { } godebug)
            yield return new("godebug", "", godebug);
        yield return new("main", StrictJson.Text(main, "path") ?? "", StrictJson.Text(main, "version") ?? "");
        yield return new(
            "generator",
            "version",
            StrictJson.Text(StrictJson.Member(parameters, "generator"), "version") ?? ""
        );
        foreach (var dependency in StrictJson.List(definition, "resolvedDependencies"))
        {
            foreach (var fact in OfDependency(dependency))
                yield return fact;
        }
    }

    private static IEnumerable<InputFact> OfDependency(JsonElement dependency)
    {
        var name = StrictJson.Text(dependency, "name") ?? "";
        var digest = StrictJson.Member(dependency, "digest");
        var annotations = StrictJson.Member(dependency, "annotations");
        if (name == "source" && StrictJson.Member(annotations, "path").ValueKind == default)
        {
            yield return new("source", "commit", StrictJson.Text(digest, "gitCommit") ?? "");
            yield return new("source", "tree", StrictJson.Text(digest, "gitTree") ?? "");
            yield return new("source", "dirty", Show(StrictJson.Member(annotations, "dirty")));
        }
        else if (StrictJson.Text(annotations, "path") is { } path)
        {
            var replace = StrictJson.Member(annotations, "replace");
            var version = StrictJson.Text(annotations, "version") ?? "";
            if (StrictJson.Text(replace, "path") is { } other)
                version = $"{version} => {other} {StrictJson.Text(replace, "version")}".TrimEnd();
            yield return new("module", path, version, StrictJson.Text(annotations, "goSum"));
        }
        else if (name.StartsWith(StatementWriter.NuGet, StringComparison.Ordinal))
        {
            yield return new(
                "nuget",
                name[StatementWriter.NuGet.Length..],
                StrictJson.Text(annotations, "version") ?? "",
                StrictJson.Text(digest, "sha512")
            );
        }
        else if (name == "sources")
        {
            yield return new("sources", "h1", StrictJson.Text(digest, "dirHash1") ?? "");
        }
        else if (name == "SOURCE_DATE_EPOCH")
        {
            yield return new("epoch", name, StrictJson.Text(dependency, "content") ?? "");
        }
        else if (name != "toolchain")
        {
            var colon = name.IndexOf(':', StringComparison.Ordinal);
            yield return new(
                colon < 0 ? "file" : name[..colon],
                name[(colon + 1)..],
                StrictJson.Text(digest, "sha256") ?? ""
            );
        }
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : default;

    private static string Show(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Show)),
            JsonValueKind.Undefined => "",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{System.Text.Encoding.UTF8.GetString(CanonicalJson.ToUtf8(value))}"
            ),
        };
}

/// <summary>An input that isn't what the fingerprint says.</summary>
/// <param name="Kind">As of <see cref="InputFact"/>.</param>
/// <param name="Stated">What the fingerprint says; null where it says nothing of it.</param>
/// <param name="Found">What is there; null where it is missing.</param>
public sealed record InputDifference(string Kind, string Name, string? Stated, string? Found)
{
    /// <summary>What one of the two is made of, where the value alone doesn't tell them apart, or null.</summary>
    public string? StatedHash { get; init; }

    /// <summary>Likewise.</summary>
    public string? FoundHash { get; init; }

    /// <summary>What it probably comes from, or null.</summary>
    public string? Likely =>
        Kind == "main" && Stated is not null && Found is not null && IsUnversioned(Found) && !IsUnversioned(Stated)
            ? "shallow clone, fetch tags"
            : null;

    /// <summary>Of a .NET package: upgraded or downgraded, as NuGet orders versions; else null.</summary>
    public string? Change =>
        Kind == "nuget" && NuGetVersion.TryParse(Stated, out var stated) && NuGetVersion.TryParse(Found, out var found)
            ? found.CompareTo(stated) switch
            {
                > 0 => "upgraded",
                < 0 => "downgraded",
                _ => null,
            }
            : null;

    /// <summary>All that differs, causes first.</summary>
    public static ImmutableArray<InputDifference> Between(IEnumerable<InputFact> stated, IEnumerable<InputFact> found)
    {
        var left = ByName(stated);
        var right = ByName(found);
        return
        [
            .. left
                .Keys.Union(right.Keys)
                .Where(key => left.GetValueOrDefault(key) != right.GetValueOrDefault(key))
                .Select(key => Between(key, left.GetValueOrDefault(key), right.GetValueOrDefault(key)))
                .Where(difference =>
                    difference.Stated != difference.Found || difference.StatedHash != difference.FoundHash
                )
                .OrderBy(difference => Array.IndexOf(InputFact.Kinds, difference.Kind))
                .ThenBy(difference => difference.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>On one line: `module example.com/m v1.0.0 -> v1.1.0 (h1 h1:… -> h1:…)`.</summary>
    public override string ToString()
    {
        var hash =
            StatedHash is null && FoundHash is null
                ? ""
                : $" ({(Kind == "nuget" ? "sha512" : "h1")} {StatedHash ?? "none"} -> {FoundHash ?? "none"})";
        var value = Stated == Found ? Stated : $"{Shown(Stated)} -> {Shown(Found)}";
        var name = Name.Length == 0 ? "" : Name + " ";
        var change = Change is null ? "" : $"   {Change}";
        var likely = Likely is null ? "" : $"   likely: {Likely}";
        return Printable.Of($"{Kind.PadRight(8)} {name}{value}{hash}{change}{likely}");
    }

    private static string Shown(string? value) =>
        value switch
        {
            null => "none",
            "" => "\"\"",
            _ => value,
        };

    private static bool IsUnversioned(string version) =>
        version is "" or "(devel)" || version.StartsWith("v0.0.0-", StringComparison.Ordinal);

    private static InputDifference Between((string Kind, string Name) key, InputFact? stated, InputFact? found)
    {
        var sameHash = stated?.Hash == found?.Hash;
        return new(key.Kind, key.Name, stated?.Value, found?.Value)
        {
            StatedHash = sameHash ? null : stated?.Hash,
            FoundHash = sameHash ? null : found?.Hash,
        };
    }

    // One that is there twice counts with its last; what is signed by one who is trusted isn't there twice.
    private static Dictionary<(string, string), InputFact> ByName(IEnumerable<InputFact> facts)
    {
        var byName = new Dictionary<(string, string), InputFact>();
        foreach (var fact in facts)
            byName[(fact.Kind, fact.Name)] = fact;
        return byName;
    }
}

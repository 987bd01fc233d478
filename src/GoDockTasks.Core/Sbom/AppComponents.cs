using System.Collections.Immutable;
using System.Text.Json;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Sbom;

/// <summary>
/// A .NET app, and what ends up in its output: the packages and projects that NuGet restored for it, as its
/// <c>project.assets.json</c> has them, which every restored project has. A package that only brings analyzers, targets
/// or what is compiled against isn't part of the app. The runtime isn't either, unless a package brings it.
/// </summary>
/// <param name="App">The app itself.</param>
/// <param name="Direct">What the project asks for itself.</param>
/// <param name="Libraries">All packages and projects, with what they need.</param>
internal sealed record AppComponents(
    SbomComponent App,
    ImmutableArray<SbomComponent> Direct,
    ImmutableArray<(SbomComponent Whole, ImmutableArray<SbomComponent> Parts)> Libraries
)
{
    // Thousands of packages with all of their files.
    private const int MaxBytes = 64 * 1024 * 1024;

    // What is copied to the output, or lies in the package's folder where the app runs from there.
    private static readonly string[] Shipped = ["runtime", "native", "resource", "runtimeTargets"];

    /// <returns>The app, or why its packages can't be read.</returns>
    public static (AppComponents? Components, string? Problem) Read(SbomApp app)
    {
        var component = new SbomComponent(
            $"app:{app.Name}",
            app.Name,
            string.IsNullOrEmpty(app.Version) ? null : app.Version
        )
        {
            IsApplication = true,
        }.With("godock:framework", app.Framework);
        var (content, unreadable) = RegularFile.TryRead(app.AssetsFile, MaxBytes);
        if (content is null)
            return (null, unreadable);
        if (StrictJson.Read(content, out var assets) is { } problem)
            return (null, problem);
        var targets = StrictJson.Member(assets, "targets");
        if (targets.ValueKind != JsonValueKind.Object || TargetOf(targets, app) is not { } target)
            return (null, $"it has nothing of {app.Framework}");
        var libraries = target
            .EnumerateObject()
            .Where(library => IsShipped(library.Value))
            .Select(library => (Component: Of(library, assets), library.Value))
            .ToList();
        var byName = libraries
            .GroupBy(library => library.Component.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().Component, StringComparer.OrdinalIgnoreCase);
        return (
            new(
                component,
                Known(Asked(assets, app)),
                [.. libraries.Select(library => (library.Component, Known(Names(library.Value, "dependencies"))))]
            ),
            null
        );

        ImmutableArray<SbomComponent> Known(IEnumerable<string> names) =>
            [.. names.Select(name => byName.GetValueOrDefault(name)).OfType<SbomComponent>()];
    }

    // By the framework's short name, or by its long one as older SDKs write it; for a runtime where there is one.
    private static JsonElement? TargetOf(JsonElement targets, SbomApp app)
    {
        foreach (var framework in (string?[])[app.Framework, app.FrameworkMoniker])
        {
            if (string.IsNullOrEmpty(framework))
                continue;
            if (
                !string.IsNullOrEmpty(app.RuntimeIdentifier)
                && targets.TryGetProperty($"{framework}/{app.RuntimeIdentifier}", out var specific)
            )
                return specific;
            if (targets.TryGetProperty(framework, out var any))
                return any;
        }

        return null;
    }

    private static bool IsShipped(JsonElement library) =>
        StrictJson.Text(library, "type") == "project"
        || Shipped.Any(kind => Names(library, kind).Any(path => !path.EndsWith("/_._", StringComparison.Ordinal)));

    private static SbomComponent Of(JsonProperty library, JsonElement assets)
    {
        var slash = library.Name.IndexOf('/', StringComparison.Ordinal);
        var (name, version) = slash < 0 ? (library.Name, "") : (library.Name[..slash], library.Name[(slash + 1)..]);
        if (StrictJson.Text(library.Value, "type") == "project")
            return new($"project:{name}", name, version);
        var hash = StrictJson.Text(StrictJson.Member(StrictJson.Member(assets, "libraries"), library.Name), "sha512");
        return new($"nuget:{name}@{version}", name, version)
        {
            Purl = PackageUrl.OfNuGet(name, version),
            Sha512 =
                hash is not null && Base64Text.Decode(hash) is { Length: 64 } bytes
                    ? Convert.ToHexStringLower(bytes)
                    : null,
        };
    }

    // "Serilog >= 4.0.0"
    private static IEnumerable<string> Asked(JsonElement assets, SbomApp app)
    {
        var groups = StrictJson.Member(assets, "projectFileDependencyGroups");
        var name = new[] { app.Framework, app.FrameworkMoniker }.FirstOrDefault(framework =>
            !string.IsNullOrEmpty(framework) && StrictJson.Member(groups, framework).ValueKind == JsonValueKind.Array
        );
        return name is null
            ? []
            : StrictJson
                .List(groups, name)
                .Select(entry => entry.ValueKind == JsonValueKind.String ? entry.GetString()!.Split(' ')[0] : "");
    }

    private static IEnumerable<string> Names(JsonElement parent, string member) =>
        StrictJson.Member(parent, member) is { ValueKind: JsonValueKind.Object } members
            ? members.EnumerateObject().Select(entry => entry.Name)
            : [];
}

/// <summary>The .NET app whose project has the programs.</summary>
/// <param name="Name">Of its assembly.</param>
/// <param name="Version">Of the project.</param>
/// <param name="Framework">As the project writes it: <c>net10.0</c>.</param>
/// <param name="AssetsFile">Absolute path of what NuGet restored.</param>
/// <param name="Path">Absolute path of the document, without what its format adds.</param>
public sealed record SbomApp(string Name, string Version, string Framework, string AssetsFile, string Path)
{
    /// <summary>Its long name: <c>.NETCoreApp,Version=v10.0</c>.</summary>
    public string? FrameworkMoniker { get; init; }

    /// <summary>What the app is built for; null for any.</summary>
    public string? RuntimeIdentifier { get; init; }
}

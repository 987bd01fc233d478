using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>Writes statements: the same inputs give the same bytes, but for `runDetails`.</summary>
internal static class StatementWriter
{
    /// <summary>Before the framework and the name of a .NET package, among the names of dependencies.</summary>
    public const string NuGet = "nuget:";

    /// <summary>The statement in its canonical form.</summary>
    public static byte[] ToUtf8(IEnumerable<Subject> subjects, FingerprintInputs inputs, RunDetails run) =>
        CanonicalJson.ToUtf8(
            new JsonObject
            {
                ["_type"] = Statement.Type,
                ["subject"] = new JsonArray([
                    .. subjects.Select(subject => new JsonObject
                    {
                        ["name"] = subject.Name,
                        ["digest"] = new JsonObject { ["sha256"] = subject.Sha256 },
                    }),
                ]),
                ["predicateType"] = Statement.SlsaProvenance,
                ["predicate"] = new JsonObject
                {
                    ["buildDefinition"] = BuildDefinition(inputs),
                    ["runDetails"] = Run(run),
                },
            }
        );

    /// <summary>sha256 of the canonical form of `buildDefinition`, in hexadecimal digits.</summary>
    public static string Digest(JsonElement buildDefinition) =>
        Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.ToUtf8(buildDefinition)));

    /// <summary>`buildDefinition` on its own: for its digest, and to compare with that of a statement.</summary>
    public static JsonElement Definition(FingerprintInputs inputs)
    {
        using var document = JsonDocument.Parse(BuildDefinition(inputs).ToJsonString());
        return document.RootElement.Clone();
    }

    private static JsonObject BuildDefinition(FingerprintInputs inputs) =>
        new()
        {
            ["buildType"] = Statement.GoBuild,
            ["externalParameters"] = new JsonObject
            {
                ["source"] = Section(inputs.Source),
                ["service"] = Section(inputs.Service),
                ["target"] = Section(inputs.Target),
                ["compile"] = Section(inputs.Compile),
                ["env"] = Section(inputs.Environment),
                ["runtime"] = Section(inputs.Runtime),
            },
            ["internalParameters"] = Present(
                new()
                {
                    ["goVersion"] = inputs.GoVersion,
                    ["defaultGodebug"] = inputs.DefaultGodebug,
                    ["mainModule"] = Present(new() { ["path"] = inputs.MainModule, ["version"] = inputs.MainVersion }),
                    ["generator"] = new JsonObject { ["name"] = "GoDockTasks", ["version"] = inputs.GeneratorVersion },
                }
            ),
            ["resolvedDependencies"] = new JsonArray([.. Dependencies(inputs)]),
        };

    private static JsonObject Section(ImmutableSortedDictionary<string, ParameterValue> members) =>
        new(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)member.Value.ToJson())));

    private static IEnumerable<JsonNode> Dependencies(FingerprintInputs inputs)
    {
        if (inputs.Commit is not null)
        {
            yield return Present(
                new()
                {
                    ["name"] = "source",
                    ["uri"] = inputs.SourceUri is { } uri ? $"git+{uri}" : null,
                    ["digest"] = Present(new() { ["gitCommit"] = inputs.Commit, ["gitTree"] = inputs.Tree }),
                    ["annotations"] = new JsonObject { ["dirty"] = inputs.IsDirty },
                }
            );
        }

        var version = inputs.GoVersion.Split(' ')[0].Replace("go", "", StringComparison.Ordinal);
        yield return new JsonObject
        {
            ["name"] = "toolchain",
            ["uri"] = $"pkg:generic/go@{Uri.EscapeDataString(version)}",
        };
        if (inputs.SourcesHash is not null)
            yield return new JsonObject
            {
                ["name"] = "sources",
                ["digest"] = new JsonObject { ["dirHash1"] = Hex(inputs.SourcesHash) },
            };
        foreach (var (name, sha256) in inputs.Files)
            yield return new JsonObject
            {
                ["name"] = $"file:{name}",
                ["digest"] = new JsonObject { ["sha256"] = sha256 },
            };
        foreach (var (name, digest) in inputs.Images)
            yield return new JsonObject
            {
                ["name"] = $"image:{name}",
                ["digest"] = new JsonObject { ["sha256"] = digest["sha256:".Length..] },
            };
        foreach (var package in inputs.Packages)
            yield return Package(package);
        if (inputs.SourceDateEpoch is not null)
            yield return new JsonObject
            {
                ["name"] = "SOURCE_DATE_EPOCH",
                ["content"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(inputs.SourceDateEpoch)),
            };
        foreach (
            var module in inputs
                .Modules.OrderBy(module => module.Path, StringComparer.Ordinal)
                .ThenBy(module => module.Version, StringComparer.Ordinal)
        )
            yield return Module(module);
    }

    private static JsonObject Module(ResolvedModule module) =>
        Present(
            new()
            {
                ["name"] = module.Path,
                ["uri"] = PackageUrl.OfModule(module.Path, module.Version),
                ["digest"] = module.GoSum is null ? null : new JsonObject { ["dirHash1"] = Hex(module.GoSum) },
                ["annotations"] = Present(
                    new()
                    {
                        ["path"] = module.Path,
                        ["version"] = module.Version,
                        ["goSum"] = module.GoSum,
                        ["goModSum"] = module.GoModSum,
                        ["indirect"] = module.Indirect,
                        ["replace"] = module.ReplacedBy is null
                            ? null
                            : Present(new() { ["path"] = module.ReplacedBy, ["version"] = module.ReplacedByVersion }),
                    }
                ),
            }
        );

    private static JsonObject Package(LockedPackage package) =>
        Present(
            new()
            {
                ["name"] = $"{NuGet}{package.Framework}/{package.Name}",
                ["uri"] = PackageUrl.OfNuGet(package.Name, package.Version),
                ["digest"] =
                    package.ContentHash is not null && Base64Text.Decode(package.ContentHash) is { } hash
                        ? new JsonObject { ["sha512"] = Convert.ToHexStringLower(hash) }
                        : null,
                ["annotations"] = Present(new() { ["requested"] = package.Requested, ["version"] = package.Version }),
            }
        );

    private static string Hex(string h1) => Convert.ToHexStringLower(Convert.FromBase64String(h1["h1:".Length..]));

    private static JsonObject Run(RunDetails run) =>
        new()
        {
            ["builder"] = new JsonObject
            {
                ["id"] = run.BuilderId,
                ["version"] = new JsonObject(
                    run.Versions.Select(version => KeyValuePair.Create(version.Key, (JsonNode?)version.Value))
                ),
            },
            ["metadata"] = Present(
                new()
                {
                    ["invocationId"] = run.Invocation,
                    ["startedOn"] = run.StartedOn,
                    ["finishedOn"] = run.FinishedOn,
                }
            ),
            ["byproducts"] = new JsonArray([
                .. run.Byproducts.Select(byproduct => new JsonObject
                {
                    ["name"] = byproduct.Key,
                    ["content"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(byproduct.Value)),
                }),
            ]),
        };

    private static JsonObject Present(JsonObject members)
    {
        foreach (var name in members.Where(member => member.Value is null).Select(member => member.Key).ToArray())
            members.Remove(name);
        return members;
    }
}

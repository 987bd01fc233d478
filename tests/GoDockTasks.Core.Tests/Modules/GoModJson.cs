using System.Text.Json.Nodes;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Tests.Modules;

/// <summary>
/// What <c>go mod edit -json</c> and <c>go work edit -json</c> print of a file, made of what was read from it. Before
/// printing, go drops the later of two equal directives, of two replacements of one version the earlier, and what has
/// an empty path; of go.mod alone also settings with an empty key.
/// </summary>
internal static class GoModJson
{
    public static JsonObject From(GoModFile file) =>
        Object(
            ("Module", Object(("Path", file.Module?.Path ?? ""), ("Deprecated", file.Module?.Deprecated))),
            ("Go", file.Go?.Version),
            ("Toolchain", file.Toolchain?.Name),
            ("GoDebug", Godebug(file.Godebug.Where(setting => setting.Key.Length > 0))),
            (
                "Require",
                List(
                    file.Require.Where(require => require.Path.Length > 0)
                        .Select(require =>
                            Object(
                                ("Path", require.Path),
                                ("Version", require.Version),
                                ("Indirect", require.Indirect ? true : null)
                            )
                        )
                )
            ),
            (
                "Exclude",
                List(
                    file.Exclude.Where(exclude => exclude.Path.Length > 0)
                        .DistinctBy(exclude => (exclude.Path, exclude.Version))
                        .Select(exclude => Version(exclude.Path, exclude.Version))
                )
            ),
            ("Replace", Replace(file.Replace)),
            (
                "Retract",
                List(
                    file.Retract.Where(retract => retract.Low.Length + retract.High.Length > 0)
                        .Select(retract =>
                            Object(
                                ("Low", Text(retract.Low)),
                                ("High", Text(retract.High)),
                                ("Rationale", Text(retract.Rationale))
                            )
                        )
                )
            ),
            ("Tool", Paths("Path", file.Tool.Select(tool => tool.Path).Distinct())),
            ("Ignore", Paths("Path", file.Ignore.Select(ignore => ignore.Path).Distinct()))
        );

    public static JsonObject From(GoWorkFile file) =>
        Object(
            ("Go", file.Go?.Version),
            ("Toolchain", file.Toolchain?.Name),
            ("Godebug", Godebug(file.Godebug)),
            ("Use", Paths("DiskPath", file.Use.Select(use => use.Path).Where(path => path.Length > 0))),
            ("Replace", Replace(file.Replace))
        );

    private static JsonArray? Godebug(IEnumerable<GodebugDirective> godebug) =>
        List(godebug.Select(setting => Object(("Key", setting.Key), ("Value", setting.Value))));

    private static JsonArray? Paths(string name, IEnumerable<string> paths) =>
        List(paths.Select(path => Object((name, path))));

    private static JsonArray? Replace(IEnumerable<ReplaceDirective> replaces) =>
        List(
            replaces
                .Reverse()
                .DistinctBy(replace => (replace.OldPath, replace.OldVersion))
                .Reverse()
                .Where(replace => replace.OldPath.Length > 0)
                .Select(replace =>
                    Object(
                        ("Old", Version(replace.OldPath, replace.OldVersion)),
                        ("New", Version(replace.NewPath, replace.NewVersion))
                    )
                )
        );

    private static JsonObject Version(string path, string? version) => Object(("Path", path), ("Version", version));

    private static string? Text(string? text) => text?.Length > 0 ? text : null;

    private static JsonArray? List(IEnumerable<JsonObject> values)
    {
        JsonArray list = [.. values];
        return list.Count == 0 ? null : list;
    }

    private static JsonObject Object(params (string Name, JsonNode? Value)[] members)
    {
        var json = new JsonObject();
        foreach (var (name, value) in members.Where(member => member.Value is not null))
            json[name] = value;
        return json;
    }
}

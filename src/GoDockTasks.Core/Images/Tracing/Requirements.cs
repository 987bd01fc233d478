using System.Collections.Immutable;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Sbom;

namespace GoDockTasks.Core.Images.Tracing;

/// <summary>The modules that are linked into a program, as lines: a tree where what requires what is known.</summary>
internal static class Requirements
{
    private const string Name = "requires";
    private const string About = "requirements";
    private const int Indentation = 2;

    /// <param name="graph">Null where the go.mod files here aren't those of the program.</param>
    public static IEnumerable<(string Name, string Value)> Of(GoBuildInfo binary, ModuleGraph? graph)
    {
        if (binary.Dependencies.IsEmpty)
            return [];
        if (graph is null)
            return
            [
                (About, "a list, and no tree: the sources that say what requires what aren't here"),
                .. binary.Dependencies.Select(module => (Name, Text(module))),
            ];
        if (graph.Roots.IsEmpty)
            return [.. Note(graph), .. graph.Others.Select(module => (Name, Text(module)))];
        return
        [
            .. Note(graph),
            .. Lines(graph.Roots, 0).Select(line => (Name, line)),
            .. graph.Others.Select(module => ("linked as well", Text(module))),
        ];
    }

    private static IEnumerable<(string Name, string Value)> Note(ModuleGraph graph) =>
        graph.Note.Length == 0 ? [] : [(About, graph.Note)];

    private static IEnumerable<string> Lines(ImmutableArray<ModuleNode> nodes, int depth) =>
        nodes.SelectMany(node =>
            (IEnumerable<string>)
                [
                    new string(' ', depth * Indentation)
                        + (node.IsRepeated ? $"{node.Module.Path}, shown elsewhere" : Text(node.Module)),
                    .. Lines(node.Requires, depth + 1),
                ]
        );

    private static string Text(GoBuildModule module) =>
        module.Replacement is { } other
            ? $"{module.Path} {module.Version} => {other.Path} {other.Version} {other.Sum}".TrimEnd()
            : $"{module.Path} {module.Version} {module.Sum}".TrimEnd();
}

using System.Collections.Immutable;
using System.Globalization;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Sbom;

namespace GoDockTasks.Core.Pages;

/// <summary>The modules of a program as a tree that is unfolded without a script.</summary>
/// <param name="id">Of the program's section.</param>
internal sealed class DependencyTree(string id, ModuleGraph graph, int count)
{
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);

    public Html ToHtml() =>
        $"""
            {Note()}<details><summary>{Figures.Count(count, "module")}{Direct()}</summary>
            {List(graph.Roots)}{Others()}</details>

            """;

    private string Direct() =>
        graph.Roots.IsEmpty ? "" : $", {Figures.Number(graph.Roots.Length)} required by the program itself";

    private Html Note() => Html.If(graph.Note.Length > 0, $"<p class=\"note\">{graph.Note}</p>\n");

    private Html Others()
    {
        Html list = $"""
            <ul class="tree">
            {graph.Others.Select(module => Html.Of($"<li>{Name(module)}</li>\n"))}</ul>

            """;
        return graph.Others.IsEmpty ? Html.Empty
            : graph.Roots.IsEmpty ? list
            : Html.Of(
                $"""
                <p class="note">Required by modules whose go.mod isn't known, or doesn't say so:</p>
                {list}
                """
            );
    }

    private Html List(ImmutableArray<ModuleNode> nodes) =>
        Html.If(
            !nodes.IsEmpty,
            $"""
            <ul class="tree">
            {nodes.Select(Node)}</ul>

            """
        );

    private Html Node(ModuleNode node) =>
        node.IsRepeated
            ? Html.Of(
                $"""
                <li><a href="#{IdOf(
                    node
                )}"><code>{node.Module.Path}</code></a> <span class="version">shown elsewhere</span></li>

                """
            )
        : node.Requires.IsEmpty ? Html.Of($"<li id=\"{IdOf(node)}\">{Name(node.Module)}</li>\n")
        : Html.Of(
            $"""
            <li id="{IdOf(node)}"><details><summary>{Name(node.Module)}</summary>
            {List(node.Requires)}</details></li>

            """
        );

    // In the order in which they are written, so that the same tree has the same.
    private string IdOf(ModuleNode node)
    {
        if (!ids.TryGetValue(node.Module.Path, out var known))
            ids[node.Module.Path] = known = string.Create(CultureInfo.InvariantCulture, $"{id}m{ids.Count}");
        return known;
    }

    private static Html Name(GoBuildModule module) =>
        $"<code>{module.Path}</code> <span class=\"version\">{LastRelease.VersionOf(module)}</span>";
}

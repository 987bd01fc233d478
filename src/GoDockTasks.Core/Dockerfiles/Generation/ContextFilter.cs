using System.Text;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>The .dockerignore beside a Dockerfile: nothing but what the build needs.</summary>
internal static class ContextFilter
{
    /// <summary>The file's lines, without its header; the last one ends with \n.</summary>
    public static string Write(BuildGraph graph, RuntimeFiles files)
    {
        var text = new StringBuilder("*\n");
        if (graph.Workspace is { } work)
        {
            var folder = Folders.Prefix(graph.Context, Path.GetDirectoryName(work.Path)!);
            text.Append($"!{folder}go.work\n");
            if (File.Exists(work.Path + ".sum"))
                text.Append($"!{folder}go.work.sum\n");
        }

        if (graph.IsLarge)
            text.Append("!**/go.mod\n!**/go.sum\n");
        foreach (var module in graph.IsLarge ? [] : graph.Described)
        {
            var folder = Folders.Prefix(graph.Context, module.Folder);
            text.Append($"!{folder}go.mod\n");
            if (module.HasSum)
                text.Append($"!{folder}go.sum\n");
        }

        foreach (var (module, tree) in graph.Compiled)
        {
            var folder = Folders.Prefix(graph.Context, module.Folder);
            text.Append($"!{folder}**/*.go\n");
            foreach (var extension in tree.Extensions)
                text.Append($"!{folder}**/*{extension}\n");
        }

        text.Append("**/*_test.go\n**/.git\n**/node_modules\n**/testdata\n");
        if (graph.VendorFolder is not null)
            text.Append($"!{Folders.Relative(graph.Context, graph.VendorFolder)}\n");
        foreach (var (module, tree) in graph.Compiled)
        {
            var folder = Folders.Prefix(graph.Context, module.Folder);
            foreach (var pattern in tree.Embeds)
                text.Append($"!{folder}{pattern}\n");
        }

        foreach (var path in files.Allowed)
            text.Append($"!{path}\n");
        return text.ToString();
    }
}

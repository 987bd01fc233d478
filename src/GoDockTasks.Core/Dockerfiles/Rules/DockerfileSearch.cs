using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>Finds the Dockerfiles that a user names: a file, a folder, a pattern, or several of them.</summary>
public static class DockerfileSearch
{
    private static readonly FileSearch Search = new()
    {
        IsMeant = IsDockerfile,
        SkippedFolders = ["bin", "obj", "node_modules", "vendor", "testdata", ".git", "artifacts"],
        Missing = "no Dockerfile: a file named Dockerfile, Containerfile, Dockerfile.*, Dockerfile-* or *.Dockerfile",
    };

    /// <param name="list">
    /// Separated by `;`. Of a folder all Dockerfiles below it are taken, but not those under bin, obj, vendor and their
    /// like; `*` and `?` stand for parts of a name, `**` for any folders.
    /// </param>
    /// <param name="directory">Absolute; relative paths count from it.</param>
    /// <returns>Absolute paths, each once, in order; and GDT1012 for what names nothing.</returns>
    public static (ImmutableArray<string> Files, ImmutableArray<Diagnostic> Diagnostics) Find(
        string list,
        string directory
    )
    {
        var (files, diagnostics) = Search.Find(list, directory);
        return (
            [.. files.Select(file => file.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            diagnostics
        );
    }

    // What belongs to a Dockerfile, is about it, or it is made from; no builder reads it.
    private static readonly string[] OtherEnds =
    [
        ".dockerignore",
        ".md",
        "-template",
        "_template",
        ".tmpl",
        ".tpl",
        ".template",
        ".gotmpl",
        ".j2",
        ".jinja",
        ".jinja2",
        ".erb",
        ".in",
        ".liquid",
        ".mustache",
        ".hbs",
        ".ejs",
    ];

    /// <summary>
    /// Dockerfile or Containerfile, alone or with something before a dot, or behind a dot, a hyphen or an underscore.
    /// </summary>
    public static bool IsDockerfile(string name) =>
        // Docker takes it where the other isn't there; with something behind it, it is as a rule the code of a tool.
        name is "dockerfile"
        || name.EndsWith(".Dockerfile", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".Containerfile", StringComparison.OrdinalIgnoreCase)
        || (
            Rest(name) is { } rest
            && (rest.Length == 0 || rest[0] is '.' or '-' or '_')
            && !Array.Exists(OtherEnds, end => rest.EndsWith(end, StringComparison.OrdinalIgnoreCase))
        );

    private static string? Rest(string name) =>
        name.StartsWith("Dockerfile", StringComparison.Ordinal) ? name["Dockerfile".Length..]
        : name.StartsWith("Containerfile", StringComparison.Ordinal) ? name["Containerfile".Length..]
        : null;
}

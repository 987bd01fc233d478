using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>What the sources of a program say that its image will lack.</summary>
internal static class GenerationAdvice
{
    /// <summary>
    /// GDT2023 for files that it opens and the image hasn't, each path once; GDT2024 for C that isn't compiled, once a
    /// package.
    /// </summary>
    public static IEnumerable<Diagnostic> Of(Sidecar sidecar, BuildGraph graph, string package, RuntimeFiles files)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        var lacking = ImmutableArray<string>.Empty;
        foreach (var file in ProgramFile.Of(graph, package))
        {
            // What a library opens, it is told by its caller.
            foreach (var opened in file.Vendored is null ? OpenedPath.Find(file.Text) : [])
            {
                // Whoever adds a folder has what is below it, too.
                if (
                    files.Has(opened.Value)
                    || (files with { Paths = lacking }).Has(opened.Value)
                    || !IsThere(graph, opened.Value)
                )
                    continue;
                lacking = lacking.Add(opened.Value);
                yield return Lacking(sidecar, file, opened);
            }

            if (
                !sidecar.CgoEnabled
                && !file.MayDoWithoutC
                && NeedsC(file) is { } import
                && told.Add("C " + Path.GetDirectoryName(file.FullPath))
            )
                yield return NotCompiled(sidecar, file, import);
        }
    }

    // A path that leads to nothing here either is made while the program runs, or is meant for elsewhere.
    private static bool IsThere(BuildGraph graph, string path) => Path.Exists(Path.Combine(graph.Main.Folder, path));

    // A package that is written in C has been told of at its import.
    private static string? NeedsC(ProgramFile file) =>
        file.Vendored is { } vendored && CgoModules.IsIn(vendored.Path)
            ? null
            : file.Source.Imports.FirstOrDefault(import => import == "C" || CgoModules.IsIn(import));

    private static Diagnostic Lacking(Sidecar sidecar, ProgramFile file, OpenedPath opened) =>
        new(
            DiagnosticCatalogue.OpenedFileNotInImage,
            new(file.FullPath, opened.Line, opened.Column),
            $"The image of '{sidecar.Name}' has no '{opened.Value}', which is opened here; add it with "
                + $"RuntimeFiles=\"{opened.Value}\" on the GoSidecar item, or embed it with go:embed."
        );

    private static Diagnostic NotCompiled(Sidecar sidecar, ProgramFile file, string import)
    {
        // A line of a vendored file is nobody's to change.
        var (importing, imported) = file.Vendored is { } vendored ? (vendored.By, vendored.Import) : (file, import);
        var lines = importing.Text.Split('\n');
        var line = Array.FindIndex(lines, text => text.Contains($"\"{imported}\"", StringComparison.Ordinal));
        var who = file.Vendored is null
            ? $"This file of '{sidecar.Name}'"
            : $"The vendored package {file.Vendored.Path}, which '{sidecar.Name}' has through this import, "
                + $"has a file that";
        var what =
            import == "C"
                ? "imports C, so that it is left out of the build"
                : $"imports {import}, which is written in C and doesn't work without it";
        return new(
            DiagnosticCatalogue.CgoIsOff,
            new(
                importing.FullPath,
                line + 1,
                line < 0 ? 0 : lines[line].IndexOf($"\"{imported}\"", StringComparison.Ordinal) + 1
            ),
            $"{who} {what}: CGO_ENABLED is 0; set CgoEnabled=\"true\" on the GoSidecar item, or take the import out."
        );
    }
}

/// <summary>A relative path that a Go file opens by a literal.</summary>
/// <param name="Value">With /, without <c>./</c>; of a pattern the folder that it starts from.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">Of the literal, in characters, from 1.</param>
internal sealed partial record OpenedPath(string Value, int Line, int Column)
{
    /// <summary>
    /// What is passed to os, io/ioutil, net/http and path/filepath to be read; to templates, of the standard library or
    /// of a web framework; and to a migration tool as <c>file://</c>.
    /// </summary>
    /// <param name="text">A Go file's.</param>
    public static IEnumerable<OpenedPath> Find(string text)
    {
        var code = WithoutComments(text);
        foreach (Match match in Call().Matches(code))
        {
            foreach (Capture capture in match.Groups["path"].Captures)
            {
                if (Normal(capture.Value) is { } path)
                    yield return At(code, capture.Index - 1, path);
            }
        }
    }

    private static OpenedPath At(string text, int offset, string path) =>
        new(path, text.AsSpan(0, offset).Count('\n') + 1, offset - text.AsSpan(0, offset).LastIndexOf('\n'));

    // Null for what isn't relative to where the program starts, or can't be known.
    private static string? Normal(string path)
    {
        if (path.StartsWith("file://", StringComparison.Ordinal))
            path = path["file://".Length..];
        var wildcard = path.AsSpan().IndexOfAny("*?[");
        if (wildcard >= 0)
            path = path[..(path.LastIndexOf('/', wildcard) + 1)];
        var parts = path.Split('/').Where(part => part is not ("" or ".")).ToArray();
        return
            path.StartsWith('/')
            || path.Contains('\\', StringComparison.Ordinal)
            || parts.Contains("..")
            || parts.Length == 0
            ? null
            : string.Join('/', parts);
    }

    // As long as before, so that places stay.
    private static string WithoutComments(string text) =>
        CommentOrLiteral()
            .Replace(text, match => match.Value[0] == '/' ? Blank().Replace(match.Value, " ") : match.Value);

    // A literal is what isn't a comment: `//` in one begins none.
    [GeneratedRegex(
        """//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'""",
        RegexOptions.Singleline | RegexOptions.CultureInvariant
    )]
    private static partial Regex CommentOrLiteral();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex Blank();

    [GeneratedRegex(
        """
            (?:\b(?:os\.(?:Open|ReadFile|ReadDir|DirFS)|ioutil\.(?:ReadFile|ReadDir)
              |http\.Dir|filepath\.(?:Glob|Walk|WalkDir))\(\s*
              |\.(?:ParseFiles|ParseGlob|LoadHTMLFiles|LoadHTMLGlob)\(\s*
              |\bhttp\.ServeFile\([^,()\n]+,[^,()\n]+,\s*
              |\.(?:Static|StaticFile|File)\(\s*"[^"\n]*"\s*,\s*
            )["`](?<path>[^"`\n]+)["`](?:\s*,\s*["`](?<path>[^"`\n]+)["`])*(?=\s*[,)])
            |["`](?<path>file://[^/"`\n][^"`\n]*)["`]
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Call();
}

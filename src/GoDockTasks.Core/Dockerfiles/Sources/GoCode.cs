using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Sources;

/// <summary>A Go file with what it calls.</summary>
/// <param name="Head">Its name, package and constraint.</param>
/// <param name="Imports">
/// Paths, with the names that the file calls them by: the last element where it gives none.
/// </param>
/// <param name="Code">The text without comments; strings are still there.</param>
internal sealed record GoCode(GoSource Head, ImmutableArray<(string Name, string Path)> Imports, string Code)
{
    /// <param name="text">
    /// Of the file; any text. What the language's specification calls comments is left out, so that nothing in one
    /// counts.
    /// </param>
    public static GoCode Parse(GoSource head, string text)
    {
        var code = WithoutComments(text);
        return new(head, ReadImports(code), code);
    }

    /// <summary>Whether a package's name is used with one of these: `http.Get(` for "net/http" and "Get(".</summary>
    public bool Uses(string path, params ReadOnlySpan<string> names)
    {
        foreach (var import in Imports)
        {
            if (import.Path != path)
                continue;
            foreach (var name in names)
            {
                if (Contains($"{import.Name}.{name}"))
                    return true;
            }
        }

        return false;
    }

    private bool Contains(string use)
    {
        for (
            var at = Code.IndexOf(use, StringComparison.Ordinal);
            at >= 0;
            at = Code.IndexOf(use, at + 1, StringComparison.Ordinal)
        )
        {
            if (at == 0 || !(char.IsLetterOrDigit(Code[at - 1]) || Code[at - 1] is '_' or '.'))
                return true;
        }

        return false;
    }

    private static string WithoutComments(string text)
    {
        var code = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; )
        {
            var end = at + 1;
            var isComment = text[at] == '/' && end < text.Length && text[end] is '/' or '*';
            if (isComment)
                end = text[end] == '/' ? Behind(text, "\n", at + 2, 0) : Behind(text, "*/", at + 2, 2);
            else if (text[at] == '`')
                end = Behind(text, "`", at + 1, 1);
            else if (text[at] is '"' or '\'')
                end = BehindQuoted(text, at);
            if (isComment)
                code.Append(' ');
            else
                code.Append(text, at, end - at);
            at = end;
        }

        return code.ToString();
    }

    private static int Behind(string text, string mark, int from, int length) =>
        from <= text.Length && text.IndexOf(mark, from, StringComparison.Ordinal) is var found and >= 0
            ? found + length
            : text.Length;

    private static int BehindQuoted(string text, int at)
    {
        var quote = text[at++];
        while (at < text.Length && text[at] != quote && text[at] != '\n')
            at += text[at] == '\\' ? 2 : 1;
        return Math.Min(at + 1, text.Length);
    }

    // Imports stand before everything else but the package's name.
    private static ImmutableArray<(string Name, string Path)> ReadImports(string code)
    {
        var imports = ImmutableArray.CreateBuilder<(string, string)>();
        var inBlock = false;
        foreach (var whole in code.Split('\n'))
        {
            var line = whole.AsSpan().Trim();
            if (line.IsEmpty || line.StartsWith("package "))
                continue;
            var isImport =
                line.StartsWith("import") && (line.Length == 6 || line[6] is ' ' or '\t' or '(' or '"' or '`');
            if (!inBlock && !isImport)
                break;
            if (isImport && !inBlock)
            {
                line = line[6..].Trim();
                inBlock = line.StartsWith("(");
                if (inBlock)
                    line = line[1..].Trim();
            }

            foreach (var part in line.ToString().Split(';'))
                Add(imports, part);
            if (line.EndsWith(")"))
                inBlock = false;
        }

        return imports.ToImmutable();
    }

    private static void Add(ImmutableArray<(string, string)>.Builder imports, string spec)
    {
        var start = spec.AsSpan().IndexOfAny('"', '`');
        var end = start < 0 ? -1 : spec.IndexOf(spec[start], start + 1);
        if (end < 0)
            return;
        var path = spec[(start + 1)..end];
        var name = spec[..start].Trim();
        imports.Add((name.Length > 0 ? name : path[(path.LastIndexOf('/') + 1)..], path));
    }
}

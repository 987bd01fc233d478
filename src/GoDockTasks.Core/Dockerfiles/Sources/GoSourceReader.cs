using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Sources;

/// <summary>Reads what rules ask of a Go file: its package, imports, constraint and embedded files.</summary>
internal static class GoSourceReader
{
    // Larger ones are generated tables.
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Null for a file that can't be read, is too large, or isn't Go.</summary>
    /// <param name="fullPath">Absolute.</param>
    /// <param name="path">Relative to the build context.</param>
    public static GoSource? Read(string fullPath, string path)
    {
        byte[] bytes;
        try
        {
            bytes = RegularFile.ReadBytes(fullPath, MaxBytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        var imports = ImmutableArray.CreateBuilder<string>();
        var text = Encoding.UTF8.GetString(bytes);
        // A file may end within its head: a line at its end makes it readable to a reader that expects more.
        GoFileHead.Measure([.. bytes, .. "\n\nvar _ = 0\n"u8], (offset, length) => imports.Add(Encoding.UTF8.GetString(bytes, offset + 1, length - 2)));
        if (Clause(text, out var constraint) is not { } package)
            return null;
        return new(path, package)
        {
            Imports = imports.ToImmutable(),
            Embeds = imports.Contains("embed") ? EmbedReader.Read(text) : [],
            Constraint = constraint,
        };
    }

    private static string? Clause(string text, out string? constraint)
    {
        constraint = null;
        var isComment = false;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).Trim().TrimStart('\uFEFF');
            if (isComment)
            {
                var close = line.IndexOf("*/");
                if (close < 0)
                    continue;
                isComment = false;
                line = line[(close + 2)..].TrimStart();
            }

            if (line.StartsWith("//go:build ") || line.StartsWith("// +build "))
                constraint ??= line[10..].Trim().ToString();
            else if (line.StartsWith("/*"))
                isComment = !line.Contains("*/", StringComparison.Ordinal);
            else if (line.StartsWith("package "))
                return Name(line["package ".Length..].TrimStart());
        }

        return null;
    }

    private static string Name(ReadOnlySpan<char> rest)
    {
        var end = 0;
        while (end < rest.Length && (char.IsLetterOrDigit(rest[end]) || rest[end] == '_'))
            end++;
        return rest[..end].ToString();
    }
}

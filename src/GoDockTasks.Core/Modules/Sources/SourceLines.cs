using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>Lines of Go files that aren't Go: cgo's and the compiler's directives, which stand in comments.</summary>
internal static class SourceLines
{
    /// <summary>
    /// The first <c>#cgo</c> line with a blank-separated word (<c>-lm</c>, a library of pkg-config's); null where no
    /// file has one.
    /// </summary>
    public static SourceLocation? FindCgo(IEnumerable<GoFile> files, string word) =>
        Find(files, line =>
            Directive(line, "#cgo") is { } flags && flags.Split((char[]?)null).Contains(word, StringComparer.Ordinal)
        );

    /// <summary>The first <c>//line</c> directive that names a file; null where no file has one.</summary>
    /// <param name="name">The file as a compiler shows it: absolute, or relative to a folder of the module.</param>
    public static SourceLocation? FindLineDirective(IEnumerable<GoFile> files, string name)
    {
        var file = Path.GetFileName(name.Replace('\\', '/'));
        return Find(files, line =>
            (line.StartsWith("//line ", StringComparison.Ordinal) || line.Contains("/*line ", StringComparison.Ordinal))
            && line.Contains(file + ":", StringComparison.Ordinal)
        );
    }

    private static string? Directive(string line, string name)
    {
        var text = line.TrimStart(' ', '\t', '/', '*');
        return text.StartsWith(name, StringComparison.Ordinal) ? text[name.Length..] : null;
    }

    private static SourceLocation? Find(IEnumerable<GoFile> files, Func<string, bool> isIt)
    {
        foreach (var file in files)
        {
            var number = 0;
            foreach (var line in Lines(file.Path))
            {
                number++;
                if (isIt(line))
                    return new(file.Path, number, 1 + line.Length - line.TrimStart(' ', '\t').Length);
            }
        }

        return null;
    }

    private static string[] Lines(string path) =>
        ModuleFileReader.Read(path, GoSource.MaxBytes).Text?.Split('\n') ?? [];
}

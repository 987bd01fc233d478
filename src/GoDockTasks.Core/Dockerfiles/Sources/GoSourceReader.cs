using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;

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
        // A file may end within its head: a line at its end makes it readable to a reader that expects more.
        GoFileHead.Measure([.. bytes, .. "\n\nvar _ = 0\n"u8], (offset, length) => imports.Add(Encoding.UTF8.GetString(bytes, offset + 1, length - 2)));
        if (GoFileHead.PackageName(bytes) is not { } package)
            return null;
        return new(path, package)
        {
            Imports = imports.ToImmutable(),
            Embeds = imports.Contains("embed") ? EmbedReader.Read(Encoding.UTF8.GetString(bytes)) : [],
            Constraint = BuildConstraint.Read(bytes),
        };
    }
}

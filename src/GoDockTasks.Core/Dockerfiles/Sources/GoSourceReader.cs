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

    // Few heads are longer.
    private const int FirstBytes = 4 * 1024;

    /// <summary>Null for a file that can't be read, is too large, or isn't Go.</summary>
    /// <param name="fullPath">Absolute.</param>
    /// <param name="path">Relative to the build context.</param>
    public static GoSource? Read(string fullPath, string path)
    {
        try
        {
            return ReadHead(fullPath, path) ?? Parse(RegularFile.ReadBytes(fullPath, MaxBytes), path, isWhole: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Null where the head is longer, or what is embedded stands behind it.
    private static GoSource? ReadHead(string fullPath, string path)
    {
        Span<byte> buffer = stackalloc byte[FirstBytes];
        using var handle = RegularFile.OpenHandle(fullPath);
        if (RandomAccess.GetLength(handle) > MaxBytes)
            return null;
        return Parse(buffer[..FileHandles.Read(handle, fullPath, buffer, 0)], path, isWhole: false);
    }

    private static GoSource? Parse(ReadOnlySpan<byte> bytes, string path, bool isWhole)
    {
        var imports = new List<(int Offset, int Length)>();
        var length = GoFileHead.Measure(bytes, (offset, length) => imports.Add((offset, length)));
        if (length < 0 && !isWhole)
            return null;
        if (length < 0)
        {
            // A file may end within its head: a line at its end makes it readable to a reader that expects more.
            imports.Clear();
            GoFileHead.Measure([.. bytes, .. "\n\nvar _ = 0\n"u8], (offset, length) => imports.Add((offset, length)));
        }

        var paths = ImmutableArray.CreateBuilder<string>(imports.Count);
        foreach (var import in imports)
            paths.Add(Encoding.UTF8.GetString(bytes.Slice(import.Offset + 1, import.Length - 2)));
        var embeds = paths.Contains("embed");
        if (embeds && !isWhole || GoFileHead.PackageName(bytes) is not { } package)
            return null;
        return new(path, package) { Imports = paths.MoveToImmutable(), Embeds = embeds ? EmbedReader.Read(Encoding.UTF8.GetString(bytes)) : [], Constraint = BuildConstraint.Read(bytes) };
    }
}

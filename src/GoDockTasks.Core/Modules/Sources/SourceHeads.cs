using System.Collections.Immutable;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>The names and heads of a folder's Go files: all that `go mod tidy` looks at of them.</summary>
/// <param name="Digest">A hash over them, the same wherever the folder lies; null where something can't be read.</param>
/// <param name="WorldWritable">See <see cref="ModuleSources.WorldWritable"/>.</param>
/// <param name="Unreadable">See <see cref="ModuleDigest.Unreadable"/>.</param>
/// <param name="Irregular">See <see cref="ModuleDigest.Irregular"/>.</param>
internal sealed record SourceHeads(string? Digest, ImmutableArray<string> WorldWritable, ImmutableArray<string> Unreadable, ImmutableArray<string> Irregular)
{
    private const string Name = "heads";

    /// <summary>Those of a folder, read unless it is known that they didn't change.</summary>
    /// <param name="folder">Absolute.</param>
    /// <param name="imports">Told of each file's imports where they are read.</param>
    /// <param name="isRead">They were read now.</param>
    public static SourceHeads Of(string folder, SourceView view, OwnImports? imports, out bool isRead)
    {
        SourceHeads? read = null;
        var lines = view.Derive(folder, Name, "", _ =>
        {
            read = Read(ModuleSources.List(folder), imports);
            return read.Digest is null ? null : [read.Digest, .. read.WorldWritable];
        });
        isRead = read is not null;
        return read ?? new(lines![0], [.. lines[1..]], [], []);
    }

    /// <summary>Reads them.</summary>
    public static SourceHeads Read(ModuleSources sources, OwnImports? imports)
    {
        using var digest = new ModuleDigest();
        digest.Add("module", sources, imports);
        var isWhole = digest.Unreadable.Count == 0 && digest.Irregular.Count == 0;
        return new(isWhole ? digest.Finish() : null, sources.WorldWritable, [.. digest.Unreadable], [.. digest.Irregular]);
    }
}

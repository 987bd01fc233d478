using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>Puts generated files where they belong.</summary>
public static class GeneratedFileWriter
{
    /// <summary>
    /// Writes each file that isn't as it should be, whole or not at all. Leaves alone what somebody wrote by hand
    /// (GDT2004), and, with a hand-written Dockerfile, the .dockerignore beside it; and another project's bake file
    /// (GDT0006), and what a newer version made (GDT2026). GDT1012 for what can't be written.
    /// </summary>
    /// <returns>
    /// Absolute paths of the files that are as they should be now, and of those among them that were written.
    /// </returns>
    public static WrittenFiles Write(IEnumerable<GeneratedFile> files)
    {
        var (current, written, diagnostics) = (
            ImmutableArray.CreateBuilder<string>(),
            ImmutableArray.CreateBuilder<string>(),
            ImmutableArray.CreateBuilder<Diagnostic>()
        );
        var handWritten = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (file.Kind == GeneratedFileKind.IgnoreFile && handWritten.Contains(file.Sidecar!.DockerfilePath))
                continue;
            var found = FileOnDisk.Look(file);
            if (found.State == GeneratedFileState.Users)
                handWritten.Add(file.Path);
            var problem = GeneratedFileProblems.Of(file, found)
                ?? (found.State == GeneratedFileState.Current ? null : Write(file, written));
            if (problem is null)
                current.Add(file.Path);
            else
                diagnostics.Add(problem);
        }

        return new(current.ToImmutable(), written.ToImmutable(), diagnostics.ToImmutable());
    }

    private static Diagnostic? Write(GeneratedFile file, ImmutableArray<string>.Builder written)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
            AtomicFile.Write(file.Path, Encoding.UTF8.GetBytes(file.Text));
            written.Add(file.Path);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return GeneratedFileProblems.NoAccess(file, exception.Message);
        }
    }
}

/// <summary>What came of writing.</summary>
/// <param name="Current">Absolute paths of the files that are as they should be.</param>
/// <param name="Written">Those of them that were written for it.</param>
/// <param name="Diagnostics">GDT0006, GDT1012 and GDT2004.</param>
public sealed record WrittenFiles(
    ImmutableArray<string> Current,
    ImmutableArray<string> Written,
    ImmutableArray<Diagnostic> Diagnostics
);

/// <summary>A file as it should be.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Text">All of it, with \n; as UTF-8 without byte order mark it is what belongs on disk.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Sidecar">Whose it is; null for the bake file.</param>
public sealed record GeneratedFile(string Path, string Text, GeneratedFileKind Kind, Sidecar? Sidecar)
{
    /// <summary>What a Dockerfile was made from; null for other files.</summary>
    internal DockerfileModel? Model { get; init; }

    /// <summary>The files and folders that its image has beside the program, relative to the module.</summary>
    internal ImmutableArray<string> RuntimePaths { get; init; } = [];
}

/// <summary>What is generated.</summary>
public enum GeneratedFileKind
{
    Dockerfile,

    /// <summary><c>&lt;Dockerfile>.dockerignore</c></summary>
    IgnoreFile,

    /// <summary>docker-bake.json</summary>
    BakeFile,
}

using System.Text.Json;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Sbom;

/// <summary>What lies beside programs and is no program.</summary>
internal static class SbomFiles
{
    // Some hundred bytes a module: ten thousands fit.
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>
    /// It is named as a document of the folder's program, and holds one. Nothing else that has such a name is, be it a
    /// program or a script.
    /// </summary>
    /// <param name="path">Absolute.</param>
    public static bool IsDocument(string path) =>
        SbomFormat.All.Any(format =>
            Path.GetFileName(path) == Path.GetFileName(Path.GetDirectoryName(path)) + format.Extension
        )
        && RegularFile.TryRead(path, MaxBytes).Content is { } content
        && StrictJson.Read(content, out var root) is null
        && root.ValueKind == JsonValueKind.Object
        && (root.TryGetProperty("bomFormat", out _) || root.TryGetProperty("spdxVersion", out _));
}

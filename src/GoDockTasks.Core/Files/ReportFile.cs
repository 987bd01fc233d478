using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Files;

/// <summary>A file that a user asked a target for.</summary>
public static class ReportFile
{
    /// <summary>Writes it, and makes its folder.</summary>
    /// <param name="path">Absolute.</param>
    /// <returns>GDT1012 where that can't be done.</returns>
    public static IEnumerable<Diagnostic> Write(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, content);
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return
            [
                new(
                    DiagnosticCatalogue.NoAccess,
                    new(path),
                    $"the report '{path}' can't be written ({exception.Message}); make its folder writable, "
                        + "or name another file"
                ),
            ];
        }
    }
}

using System.Text;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>The folder of a reproduction, which a text beside it tells from everybody else's.</summary>
/// <param name="Path">Absolute.</param>
internal sealed record ReproductionFolder(string Path)
{
    private const int MaxNoteBytes = 1024 * 1024;

    /// <summary>For a module, by its first service.</summary>
    /// <param name="parent">Absolute path of the folder that it is in.</param>
    public static ReproductionFolder Of(DiagnosedModule module, string parent) =>
        new(
            System.IO.Path.Combine(
                parent,
                SafeName(module.Services.FirstOrDefault() ?? System.IO.Path.GetFileName(module.Directory))
            )
        );

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>It is there, and no reproduction was written to it.</summary>
    public bool IsSomebodyElses =>
        Directory.Exists(Path)
        && Directory.EnumerateFileSystemEntries(Path).Any()
        && !(
            RegularFile.TryRead(Note, MaxNoteBytes).Content is { } note
            && note.AsSpan().StartsWith(Encoding.UTF8.GetBytes(ReproductionReport.Title))
        );

    private string Note => Path + ".md";

    /// <summary>Says that it is ours, and what it shows.</summary>
    public void WriteNote(string text) => AtomicFile.Write(Note, Encoding.UTF8.GetBytes(text));

    private static string SafeName(string service) =>
        string.Concat(
            service.Select(character =>
                char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character : '-'
            )
        );
}

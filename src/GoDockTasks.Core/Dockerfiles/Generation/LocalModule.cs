using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>A module whose source lies beside the others', so that it is copied and not downloaded.</summary>
/// <param name="Path">What it is imported by: its own name, or the one that it replaces.</param>
/// <param name="Folder">Absolute, without a trailing separator.</param>
/// <param name="HasSum">There is a go.sum.</param>
public sealed record LocalModule(string Path, string Folder, GoModFile GoMod, bool HasSum)
{
    /// <summary>
    /// Reads a module's go.mod; null where there is none that can be used, with the reasons where it is there.
    /// </summary>
    /// <param name="path">What it is imported by; null for its own name.</param>
    public static LocalModule? Read(string folder, string? path, SourceView view, ICollection<Diagnostic> diagnostics)
    {
        var file = System.IO.Path.Combine(folder, "go.mod");
        var read = GoModule.At(folder, view).GoModFile;
        if (read.Text is null)
        {
            if (read.Diagnostic is not null)
                diagnostics.Add(read.Diagnostic);
            return null;
        }

        var parsed = GoModFile.Parse(read.Text, file);
        foreach (var diagnostic in parsed.Diagnostics)
            diagnostics.Add(diagnostic);
        return parsed.HasErrors
            ? null
            : new(
                path ?? parsed.Value.Module?.Path ?? "",
                folder,
                parsed.Value,
                File.Exists(System.IO.Path.Combine(folder, "go.sum"))
            );
    }
}

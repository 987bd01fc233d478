using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>Why a generated file isn't written.</summary>
internal static class GeneratedFileProblems
{
    /// <summary>Null where nothing is in its way.</summary>
    public static Diagnostic? Of(GeneratedFile file, FileOnDisk found) => found.State switch
    {
        GeneratedFileState.Users => new(
            DiagnosticCatalogue.HandWrittenFile, new(file.Path, 1), $"'{Path.GetFileName(file.Path)}' was not generated, so it is left as it is; delete it, or name another file, to have one generated."),
        GeneratedFileState.OfOtherProject => new(
            DiagnosticCatalogue.DuplicateSidecar, new(file.Path, 1), $"'{Path.GetFileName(file.Path)}' was generated for '{found.Remark}'; give one of the two projects a file of its own with GoDockBakeFile."),
        GeneratedFileState.Unreadable => NoAccess(file, found.Remark),
        _ => null,
    };

    public static Diagnostic NoAccess(GeneratedFile file, string reason) =>
        new(DiagnosticCatalogue.NoAccess, new(file.Path), $"'{file.Path}' can't be written ({reason.TrimEnd('.')}); make it and its folder writable for the user who runs this.");
}

using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>Why a generated file isn't written.</summary>
internal static class GeneratedFileProblems
{
    /// <summary>Null where nothing is in its way.</summary>
    public static Diagnostic? Of(GeneratedFile file, FileOnDisk found) =>
        found.State switch
        {
            GeneratedFileState.Users => new(
                DiagnosticCatalogue.HandWrittenFile,
                new(file.Path, 1),
                $"'{Path.GetFileName(file.Path)}' was not generated, so it is left as it is; delete it, or "
                    + $"name another file, to have one generated."
            ),
            GeneratedFileState.OfOtherProject => new(
                DiagnosticCatalogue.DuplicateSidecar,
                new(file.Path, 1),
                $"'{Path.GetFileName(file.Path)}' was generated for '{found.Remark}'; give one of the two "
                    + $"projects a file of its own with GoDockBakeFile."
            ),
            GeneratedFileState.OfNewerVersion => OfNewerVersion(file, found, DiagnosticSeverity.Error),
            GeneratedFileState.Unreadable => NoAccess(file, found.Remark),
            _ => null,
        };

    /// <summary>GDT2026.</summary>
    public static Diagnostic OfNewerVersion(GeneratedFile file, FileOnDisk found, DiagnosticSeverity severity) =>
        new(
            DiagnosticCatalogue.GeneratedByNewerVersion,
            new(file.Path, 1),
            $"'{Path.GetFileName(file.Path)}' was made by GoDockTasks {found.Remark}, and this is "
                + $"{GeneratedHeader.VersionIn(file.Text)}; "
                + "update the package, so that the file isn't taken back to an older form."
        )
        {
            Severity = severity,
        };

    public static Diagnostic NoAccess(GeneratedFile file, string reason) =>
        new(
            DiagnosticCatalogue.NoAccess,
            new(file.Path),
            $"'{file.Path}' can't be written ({reason.TrimEnd('.')}); make it and its folder writable for "
                + $"the user who runs this."
        );
}

using System.Collections.Immutable;
using System.Text;
using DiffPlex.Renderer;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>Whether committed files are what would be generated.</summary>
internal static class GeneratedFileComparison
{
    /// <summary>
    /// GDT2001, with a unified diff as its detail, at the first line that differs, for each file with our header that
    /// isn't as it should be, and for one that is missing beside others of its sidecar; GDT2026 where a newer version
    /// made it. Which version a header names doesn't matter where the rest is the same. A sidecar without any generated
    /// file never had them: that is fine, as is what somebody wrote by hand. Reads only.
    /// </summary>
    /// <param name="isContinuousIntegration">Both are errors then.</param>
    public static ImmutableArray<Diagnostic> Check(IEnumerable<GeneratedFile> files, bool isContinuousIntegration)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var withDockerfile = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var found = FileOnDisk.Look(file);
            if (
                file.Kind == GeneratedFileKind.Dockerfile
                && found.State
                    is GeneratedFileState.Current
                        or GeneratedFileState.Outdated
                        or GeneratedFileState.OfNewerVersion
            )
                withDockerfile.Add(file.Path);
            var isExpected =
                file.Kind == GeneratedFileKind.IgnoreFile && withDockerfile.Contains(file.Sidecar!.DockerfilePath);
            if (found.State == GeneratedFileState.OfNewerVersion)
                diagnostics.Add(
                    GeneratedFileProblems.OfNewerVersion(file, found, Diagnostic.SeverityIn(isContinuousIntegration))
                );
            else if (
                found.State == GeneratedFileState.Outdated
                || (found.State == GeneratedFileState.Missing && isExpected)
            )
                diagnostics.Add(Describe(file, found, isContinuousIntegration));
        }

        return diagnostics.ToImmutable();
    }

    private static Diagnostic Describe(GeneratedFile file, FileOnDisk found, bool isContinuousIntegration)
    {
        var name = Path.GetFileName(file.Path);
        var what = found.State == GeneratedFileState.Missing ? "is missing" : "isn't what would be generated now";
        return new(
            DiagnosticCatalogue.GeneratedFileOutOfDate,
            new(file.Path, FirstDifference(found.Text, file.Text)),
            $"'{name}' {what}; run `dotnet build -t:GenerateDockerfile`."
        )
        {
            Severity = Diagnostic.SeverityIn(isContinuousIntegration),
            Detail = UnidiffRenderer.GenerateUnidiff(found.Text, file.Text, name, name + " (generated)"),
        };
    }

    private static int FirstDifference(string old, string @new)
    {
        var same = old.AsSpan().CommonPrefixLength(@new);
        return old.AsSpan(0, same).Count('\n') + 1;
    }
}

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

/// <summary>A file as it is, beside what it should be.</summary>
/// <param name="Text">Its content with \n; empty where it is missing.</param>
/// <param name="Remark">Why it can't be read, whose it is, or which version made it.</param>
internal sealed record FileOnDisk(GeneratedFileState State, string Text, string Remark)
{
    // No file of ours is near it.
    private const int MaxBytes = 4 * 1024 * 1024;

    public static FileOnDisk Look(GeneratedFile file)
    {
        try
        {
            if (!File.Exists(file.Path))
                return new(
                    Directory.Exists(file.Path) ? GeneratedFileState.Unreadable : GeneratedFileState.Missing,
                    "",
                    "a folder has that name"
                );
            var bytes = RegularFile.ReadBytes(file.Path, MaxBytes);
            var text = Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal);
            if (!GeneratedHeader.IsIn(text))
                return new(GeneratedFileState.Users, text, "");
            if (OtherProject(file, text) is { } project)
                return new(GeneratedFileState.OfOtherProject, text, project);
            // A checkout with other line ends isn't out of date for that, nor is what another version made alike.
            if (text == file.Text || GeneratedHeader.WithoutIt(text) == GeneratedHeader.WithoutIt(file.Text))
                return new(GeneratedFileState.Current, text, "");
            return NewerVersion(file, text) is { } newer
                ? new(GeneratedFileState.OfNewerVersion, text, newer)
                : new(GeneratedFileState.Outdated, text, "");
        }
        catch (FileTooLargeException)
        {
            return new(GeneratedFileState.Users, "", "");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(GeneratedFileState.Unreadable, "", exception.Message);
        }
    }

    private static string? NewerVersion(GeneratedFile file, string text) =>
        GeneratedHeader.VersionIn(text) is { } theirs
        && PackageVersion.IsNewer(theirs, GeneratedHeader.VersionIn(file.Text))
            ? theirs
            : null;

    private static string? OtherProject(GeneratedFile file, string text)
    {
        if (
            file.Kind != GeneratedFileKind.BakeFile
            || GeneratedHeader.ProjectIn(text) is not { } project
            || project == GeneratedHeader.ProjectIn(file.Text)
        )
            return null;
        return File.Exists(Path.GetFullPath(project, Path.GetDirectoryName(file.Path)!)) ? project : null;
    }
}

/// <summary>What stands where a generated file belongs.</summary>
internal enum GeneratedFileState
{
    Missing,

    /// <summary>Has our header, and is as it should be.</summary>
    Current,

    /// <summary>Has our header, and is not as it should be.</summary>
    Outdated,

    /// <summary>As <see cref="Outdated"/>, and a newer version of this package made it.</summary>
    OfNewerVersion,

    /// <summary>Has no header of ours: somebody wrote it by hand.</summary>
    Users,

    /// <summary>A bake file that was generated for another project, which is still there.</summary>
    OfOtherProject,

    /// <summary>Can't be read.</summary>
    Unreadable,
}

using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Dockerfiles.Generation;

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

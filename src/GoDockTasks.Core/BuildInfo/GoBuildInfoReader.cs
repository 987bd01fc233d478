using GoDockTasks.Core.BuildInfo.Executables;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.BuildInfo;

/// <summary>
/// Reads the build info of Go binaries (Go 1.13 and newer; ELF, Mach-O, PE, XCOFF, Plan 9; every architecture) without
/// Go, and without reading much more of a file than that. Source: Go's debug/buildinfo.
/// </summary>
/// <remarks>
/// `go version -m` of newer Gos looks neither into the data segment of an ELF file without section headers, as older
/// ones did, nor into an XCOFF file without symbols; this does.
/// </remarks>
internal static class GoBuildInfoReader
{
    private static readonly BuildInfoReading NoExecutable = BuildInfoReading.NotGo(
        "it is no executable of a kind that Go makes"
    );

    /// <param name="path">Absolute. What isn't a regular file is not opened.</param>
    public static BuildInfoReading ReadFile(string path)
    {
        try
        {
            using var stream = RegularFile.Open(path);
            return Read(stream);
        }
        catch (IrregularFileException exception)
        {
            return BuildInfoReading.NotGo(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return BuildInfoReading.Unreadable(exception.Message);
        }
    }

    /// <param name="stream">That can seek. Any bytes are fine; what reading it throws is passed on.</param>
    public static BuildInfoReading Read(Stream stream)
    {
        var file = new BinaryFile(stream);
        if (ExecutableFormat.Of(file) is not { } format)
            return NoExecutable;
        return format(file) is { } executable
            ? Read(executable)
            : BuildInfoReading.Damaged("the headers of the executable are cut off or point outside the file");
    }

    private static BuildInfoReading Read(Executable executable)
    {
        if (BuildInfoBlob.Find(executable) is not { } address)
            return WithoutBlob(executable);
        var (version, modules) = BuildInfoBlob.Read(executable, address);
        if (version is null || modules is null)
            return BuildInfoReading.Damaged("its build info is cut off or points outside the file");
        if (version.Length == 0)
            return BuildInfoReading.Removed("its build info holds no Go version");
        return GoBuildInfoParser.Parse(version, modules);
    }

    private static BuildInfoReading WithoutBlob(Executable executable)
    {
        if (!executable.HasTraitOfGo)
            return BuildInfoReading.NotGo("it is an executable without anything of Go's");
        if (executable.IsCutOff)
            return BuildInfoReading.Damaged("the file ends before the executable does");
        if (!executable.IsPlaceForBuildInfoOnly)
            return BuildInfoReading.Removed("it was made by Go, but has no build info");
        Span<byte> bytes = stackalloc byte[32];
        bytes = bytes[..executable.Read(executable.Place.Address, bytes)];
        return bytes.IsEmpty && executable.Place.Size > 0
                ? BuildInfoReading.Damaged("the section of its build info points outside the file")
            : bytes.ContainsAnyExcept((byte)0)
                ? BuildInfoReading.Damaged("the section of its build info holds something else")
            : BuildInfoReading.Removed("its build info is empty or overwritten with zeros");
    }
}

/// <summary>A file's build info, or why there is none.</summary>
/// <param name="Outcome">Which of the two, and of what kind.</param>
/// <param name="BuildInfo">Not null if and only if it was found.</param>
/// <param name="Reason">A clause for a message, as "its build info is zeroed"; empty if it was found.</param>
internal sealed record BuildInfoReading(BuildInfoOutcome Outcome, GoBuildInfo? BuildInfo, string Reason)
{
    internal static BuildInfoReading Found(GoBuildInfo buildInfo) => new(BuildInfoOutcome.Found, buildInfo, "");

    internal static BuildInfoReading NotGo(string reason) => new(BuildInfoOutcome.NotGo, null, reason);

    internal static BuildInfoReading Removed(string reason) => new(BuildInfoOutcome.Removed, null, reason);

    internal static BuildInfoReading Damaged(string reason) => new(BuildInfoOutcome.Damaged, null, reason);

    internal static BuildInfoReading Unreadable(string reason) => new(BuildInfoOutcome.Unreadable, null, reason);
}

/// <summary>What looking for build info in a file comes to.</summary>
internal enum BuildInfoOutcome
{
    Found,

    /// <summary>No executable, or nothing in it is Go's.</summary>
    NotGo,

    /// <summary>Go's linker made it, as other traits show, but the build info is gone or empty.</summary>
    Removed,

    /// <summary>An executable or a build info that breaks the rules of its own format.</summary>
    Damaged,

    /// <summary>The file system didn't let us look.</summary>
    Unreadable,
}

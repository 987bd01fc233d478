using System.Collections.Immutable;
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

/// <summary>What a Go binary says about its own build (Go's runtime/debug.BuildInfo).</summary>
/// <param name="GoVersion">As <c>go1.27.3</c>, with experiments behind a blank where there are any.</param>
/// <param name="Path">Import path of the main package; empty where it was built without modules.</param>
/// <param name="Main">The module of the main package, or null.</param>
/// <param name="Dependencies">All modules that packages came from, in the binary's order.</param>
/// <param name="Settings">Flags and variables of the build, in the binary's order.</param>
/// <param name="Text">
/// UTF-8, as `go version -m` prints it below the line of the file: each line starts with a tab and ends with <c>\n</c>;
/// empty where there is nothing.
/// </param>
public sealed record GoBuildInfo(
    string GoVersion,
    string Path,
    GoBuildModule? Main,
    ImmutableArray<GoBuildModule> Dependencies,
    ImmutableArray<GoBuildSetting> Settings,
    ReadOnlyMemory<byte> Text
)
{
    /// <summary>The Go version to the byte, as the binary has it.</summary>
    internal ReadOnlyMemory<byte> VersionText { get; init; }

    /// <summary>The value of a setting such as <c>GOOS</c> or <c>-ldflags</c>, or null.</summary>
    public string? Setting(string name) => Settings.FirstOrDefault(setting => setting.Name == name)?.Value;
}

/// <summary>A module that a binary was built from.</summary>
/// <param name="Path">Module path, or the folder that replaces it as go.mod names it.</param>
/// <param name="Version"><c>(devel)</c> for what has none: folders, a main module outside a repository.</param>
/// <param name="Sum">
/// <c>h1:…</c>; empty for folders, the main module, vendored modules, and where another was built in its place.
/// </param>
/// <param name="Replacement">What was built in its place, or null.</param>
public sealed record GoBuildModule(string Path, string Version, string Sum, GoBuildModule? Replacement);

/// <summary>
/// A flag (<c>-trimpath</c>), a variable (<c>GOOS</c>) or a fact about the source (<c>vcs.revision</c>) of a build.
/// </summary>
public sealed record GoBuildSetting(string Name, string Value);

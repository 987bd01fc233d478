using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Toolchain;

/// <summary>
/// Whether a GOROOT that somebody set is the one of the Go at hand: cmd/go takes the standard library and the compiler
/// from there, and the compiler refuses to work for another version (cmd/compile's "does not match go tool version").
/// <c>go mod tidy</c> needs neither.
/// </summary>
internal static class GoRootCheck
{
    // Two lines.
    private const int MaxVersionBytes = 64 * 1024;

    /// <summary>
    /// GDT1139; null where GOROOT isn't set, is right, or can't be judged (a relative one, a Go that was built from its
    /// repository).
    /// </summary>
    /// <param name="settings">Go's settings.</param>
    /// <param name="toolchain">The Go at hand; null where it could not be asked.</param>
    public static Diagnostic? Check(GoSettings settings, GoToolchain? toolchain)
    {
        var setting = settings["GOROOT"];
        if (!setting.IsChosen || !Path.IsPathFullyQualified(setting.Value))
            return null;
        var source = setting.Origin == GoSettingOrigin.UserFile ? "go env -w" : "environment";
        var fix =
            setting.Origin == GoSettingOrigin.UserFile ? "`go env -u GOROOT`" : "remove GOROOT from the environment";
        return Problem(setting.Value, toolchain) is not { } problem
            ? null
            : new(
                DiagnosticCatalogue.WrongGoRoot,
                setting.Location,
                $"GOROOT ({source}) is '{setting.Value}', which {problem}; {fix}: go finds its own folder by itself."
            );
    }

    private static string? Problem(string root, GoToolchain? toolchain)
    {
        if (!Directory.Exists(root))
            return "isn't there";
        var version = Version(root);
        if (version is null)
            return
                Directory.Exists(Path.Combine(root, "pkg", "tool"))
                && Directory.Exists(Path.Combine(root, "src", "runtime"))
                ? null
                : "holds no Go";
        return toolchain is null || version == toolchain.Version
            ? null
            : $"holds Go {version}, and '{toolchain.Executable}' is Go {toolchain.Version}";
    }

    private static string? Version(string root)
    {
        try
        {
            return RegularFile.ReadLines(Path.Combine(root, "VERSION"), MaxVersionBytes) is [var line, ..]
                ? GoToolchain.ParseVersion(line)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

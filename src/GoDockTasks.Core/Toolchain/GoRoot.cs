using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Toolchain;

/// <summary>
/// A Go distribution on disk. Its VERSION file says which Go it is (src/cmd/dist/build.go), which spares starting the
/// program in every build. A program that isn't in the bin folder of a distribution (a shim that chooses among
/// several), and one that is a script, has to be asked.
/// </summary>
internal static class GoRoot
{
    // Two lines.
    private const int MaxBytes = 64 * 1024;

    /// <summary>
    /// The toolchain that <paramref name="executable"/> belongs to, or null where that can't be seen.
    /// </summary>
    public static GoToolchain? Read(string executable)
    {
        try
        {
            var program = File.ResolveLinkTarget(executable, returnFinalTarget: true)?.FullName ?? executable;
            var bin = Path.GetDirectoryName(program)!;
            var root = Path.GetDirectoryName(bin);
            if (
                root is null
                || Path.GetFileName(bin) != "bin"
                || !Directory.Exists(Path.Combine(root, "pkg", "tool"))
                || !Directory.Exists(Path.Combine(root, "src", "runtime"))
            )
                return null;
            if (IsScript(program))
                return null;
            var path = Path.Combine(root, "VERSION");
            return
                RegularFile.ReadLines(path, MaxBytes) is [var line, ..] && GoToolchain.ParseVersion(line) is { } version
                ? new(executable, version)
                {
                    Variables = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["GOVERSION"] = line,
                        ["GOROOT"] = root,
                    },
                }
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Which may stand in the place of the program.
    private static bool IsScript(string program)
    {
        if (Path.GetExtension(program).ToUpperInvariant() is ".CMD" or ".BAT" or ".PS1")
            return true;
        using var file = RegularFile.OpenHandle(program);
        Span<byte> start = stackalloc byte[2];
        return FileHandles.Read(file, program, start, 0) == start.Length && start.SequenceEqual("#!"u8);
    }
}

/// <summary>The Go that the machine has.</summary>
/// <param name="Executable">Absolute path of the go program.</param>
/// <param name="Version">Its version as Go orders them, without the leading "go": "1.24.4".</param>
public sealed record GoToolchain(string Executable, string Version)
{
    /// <summary>What it says of itself, by the names of `go env`; GOVERSION and GOROOT at least.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>A variable, empty where it isn't known.</summary>
    public string this[string name] => Variables.TryGetValue(name, out var value) ? value : "";

    /// <summary>
    /// The version in what a Go calls itself, "go1.24.4 X:rangefunc" or "devel go1.25-0a1b2c Tue …"; null where there
    /// is none.
    /// </summary>
    internal static string? ParseVersion(string text) =>
        GoVersion.FromToolchain(text.StartsWith("devel ", StringComparison.Ordinal) ? text["devel ".Length..] : text);
}

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

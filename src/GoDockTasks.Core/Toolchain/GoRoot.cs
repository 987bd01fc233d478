using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Toolchain;

/// <summary>
/// A Go distribution on disk. Its VERSION file says which Go it is (src/cmd/dist/build.go), which spares starting the
/// program in every build. A program that isn't in the bin folder of a distribution (a shim that chooses among
/// several), and one that is a script, has to be asked.
/// </summary>
public static class GoRoot
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

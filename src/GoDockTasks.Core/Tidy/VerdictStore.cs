using System.Collections.Immutable;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Tidy;

/// <summary>
/// What was found tidy before, by the hash of everything that the finding depends on: a file a verdict, in a folder of the user's.
/// Safe to delete, to share between builds at once and to carry to another machine. Only "tidy" is kept; a failure is always found anew.
/// </summary>
/// <param name="directory">Absolute path; made when the first verdict is kept.</param>
/// <param name="time">For the age of verdicts.</param>
public sealed class VerdictStore(string directory, TimeProvider time)
{
    // The first line of each file: what isn't ours, or from another version of the format, is no verdict.
    private const string Header = "godock verdict 1: tidy";

    // Remarks of go are a few lines.
    private const int MaxBytes = 256 * 1024;

    private static readonly TimeSpan Unused = TimeSpan.FromDays(30);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// Where verdicts live unless GoDockCacheDir says otherwise: the user's cache folder by the custom of the system
    /// (XDG Base Directory Specification; on macOS ~/Library/Caches; on Windows %LOCALAPPDATA%); null where the user has none.
    /// </summary>
    public static string? DefaultDirectory(IReadOnlyDictionary<string, string> environment)
    {
        string? root = OperatingSystem.IsWindows() ? Variable("LOCALAPPDATA")
            : OperatingSystem.IsMacOS() ? Below(Variable("HOME"), "Library", "Caches")
            : Variable("XDG_CACHE_HOME") ?? Below(Variable("HOME"), ".cache");
        return Below(root, "godocktasks");

        string? Variable(string name) =>
            environment.TryGetValue(name, out var value) && Path.IsPathFullyQualified(value) ? value : null;
        static string? Below(string? folder, params string[] parts) => folder is null ? null : Path.Combine([folder, .. parts]);
    }

    /// <summary>What go remarked when it found the content tidy (mostly nothing), or null where the store doesn't know it.</summary>
    /// <param name="key">A hash in hexadecimal digits.</param>
    public string[]? Find(string key)
    {
        try
        {
            var path = PathOf(key);
            if (!File.Exists(path))
                return null;
            var lines = RegularFile.ReadOwnLines(path, MaxBytes);
            if (lines.Length == 0 || lines[0] != Header)
                return null;
            if (time.GetUtcNow() - File.GetLastWriteTimeUtc(path) > Day)
                File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
            return lines[1..];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps the verdict "tidy" with what go remarked.</summary>
    /// <returns>False where the folder can't be written; the verdict then is found anew next time.</returns>
    public bool Put(string key, ImmutableArray<string> remarks)
    {
        try
        {
            var path = PathOf(key);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. remarks]) + "\n"));
            TrimOnceADay();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string PathOf(string key) => Path.Combine(directory, "tidy-1", key[..2], key);

    private void TrimOnceADay()
    {
        var now = time.GetUtcNow().UtcDateTime;
        var mark = Path.Combine(directory, "trimmed");
        if (now - File.GetLastWriteTimeUtc(mark) < Day)
            return;
        AtomicFile.Write(mark, []);
        File.SetLastWriteTimeUtc(mark, now);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(directory, "tidy-1"), "*", SearchOption.AllDirectories))
        {
            if (now - File.GetLastWriteTimeUtc(file) > Unused)
                File.Delete(file);
        }
    }
}

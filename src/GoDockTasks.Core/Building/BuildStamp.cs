using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Building;

/// <summary>A small file that says what a binary was built from.</summary>
/// <param name="path">Absolute.</param>
/// <param name="binary">Absolute path of the binary.</param>
internal sealed class BuildStamp(string path, string binary)
{
    // What isn't ours, or from another version of the format, says nothing.
    private const string Header = "godock build 1";

    /// <summary>What go remarked when it built the binary; null where the binary isn't the one that was built from this, or nobody knows.</summary>
    public ImmutableArray<string>? Find(string key)
    {
        try
        {
            if (!File.Exists(path) || File.ReadAllLines(path) is not [Header, var stored, var state, .. var remarks])
                return null;
            return stored == key && state == State() ? [.. remarks] : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps it. Fails with the exceptions of <see cref="File"/>.</summary>
    public void Put(string key, ImmutableArray<string> remarks)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(string.Join('\n', [Header, key, State(), .. remarks]) + "\n"));
    }

    private string State()
    {
        var file = new FileInfo(binary);
        return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}") : "missing";
    }
}

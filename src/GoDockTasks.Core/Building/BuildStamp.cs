using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Building;

/// <summary>A small file that says what a binary was built from, and when.</summary>
/// <param name="path">Absolute.</param>
/// <param name="binary">Absolute path of the binary.</param>
internal sealed class BuildStamp(string path, string binary)
{
    // What isn't ours, or from another version of the format, says nothing.
    private const string Header = "godock build 2";

    // The remarks are what go says while it builds.
    private const int MaxBytes = 8 * 1024 * 1024;

    // In place of a key: nobody can tell from what.
    private const string Unknown = "unknown";

    /// <summary>
    /// What go remarked when it built the binary; null where the binary isn't the one that was built from this, or
    /// nobody knows.
    /// </summary>
    public ImmutableArray<string>? Find(string key) => Read() is { } stamp && stamp.Key == key ? stamp.Remarks : null;

    /// <summary>When the binary was built; null where nobody knows.</summary>
    public BuildTimes? Times() => Read()?.Times;

    /// <summary>Keeps it. Fails with the exceptions of <see cref="File"/>.</summary>
    /// <param name="key">Null where nobody can tell from what it was built.</param>
    /// <param name="times">Null where nobody can tell when.</param>
    public void Put(string? key, BuildTimes? times, ImmutableArray<string> remarks)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(
            path,
            Encoding.UTF8.GetBytes(
                string.Join('\n', [Header, key ?? Unknown, State(), times?.ToString() ?? Unknown, .. remarks]) + "\n"
            )
        );
    }

    private (string Key, BuildTimes? Times, ImmutableArray<string> Remarks)? Read()
    {
        try
        {
            return
                File.Exists(path)
                && RegularFile.ReadOwnLines(path, MaxBytes) is [Header, var key, var state, var times, .. var remarks]
                && state == State()
                ? (key, BuildTimes.TryParse(times), [.. remarks])
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string State()
    {
        var file = new FileInfo(binary);
        return file.Exists
            ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}")
            : "missing";
    }
}

/// <summary>When <c>go build</c> ran.</summary>
internal sealed record BuildTimes(DateTimeOffset StartedOn, DateTimeOffset FinishedOn)
{
    private const string Form = "yyyy-MM-ddTHH:mm:ssZ";

    /// <summary>RFC 3339, in UTC, to the second.</summary>
    public static string Format(DateTimeOffset time) =>
        time.ToUniversalTime().ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>What <see cref="ToString"/> wrote, or null.</summary>
    public static BuildTimes? TryParse(string text) =>
        text.Split(' ') is [var started, var finished]
        && TryParse(started, out var first)
        && TryParse(finished, out var last)
            ? new(first, last)
            : null;

    /// <summary>Both, with a blank between them.</summary>
    public override string ToString() => $"{Format(StartedOn)} {Format(FinishedOn)}";

    private static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text,
            Form,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out time
        );
}

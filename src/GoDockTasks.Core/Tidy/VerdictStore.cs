using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Tidy;

/// <summary>
/// What was found tidy before, by the hash of everything that the finding depends on: a file a verdict, in a folder of
/// the user's. Safe to delete, to share between builds at once and to carry to another machine. Only "tidy" is kept; a
/// failure is always found anew.
/// </summary>
/// <param name="directory">Absolute path; made when the first verdict is kept.</param>
/// <param name="time">For the age of verdicts.</param>
internal sealed class VerdictStore(string directory, TimeProvider time)
{
    // The first line of each file: what isn't ours, or from another version of the format, is no verdict.
    private const string Header = "godock verdict 1: tidy";

    // Remarks of go are a few lines.
    private const int MaxBytes = 256 * 1024;

    private static readonly TimeSpan Unused = TimeSpan.FromDays(30);
    private readonly StoreFolder folder = new(directory, "tidy-1", time);

    /// <summary>
    /// GDT0014, a message, where others could have written what is kept: it isn't believed then, and nothing is added
    /// to it.
    /// </summary>
    public Diagnostic? CheckTrust()
    {
        try
        {
            return folder.Distrust() is { } reason
                ? new(
                    DiagnosticCatalogue.StoreNotTrusted,
                    new(directory),
                    $"the verdicts kept in '{directory}' aren't believed, so that each module is checked anew: {reason}"
                )
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// What go remarked when it found the content tidy (mostly nothing), or null where the store doesn't know it.
    /// </summary>
    /// <param name="key">A hash: 64 lower-case hexadecimal digits.</param>
    public string[]? Find(string key)
    {
        try
        {
            return
                folder.Read(key, MaxBytes) is { } content
                && Encoding.UTF8.GetString(content) is var text
                && text.EndsWith('\n')
                && text[..^1].Split('\n') is [Header, .. var remarks]
                ? remarks
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps the verdict "tidy" with what go remarked.</summary>
    /// <returns>False where the folder can't be written or trusted; the verdict then is found anew next time.</returns>
    public bool Put(string key, ImmutableArray<string> remarks)
    {
        try
        {
            using var content = new MemoryStream(
                Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. remarks]) + "\n")
            );
            if (!folder.Put(key, content))
                return false;
            folder.TrimOnceADay(Unused);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

using System.Collections.Immutable;
using DiffPlex;
using DiffPlex.Renderer;

namespace GoDockTasks.Core.Tidy;

/// <summary>What has to change in a file, line by line.</summary>
internal static class LineChanges
{
    /// <summary>The differences as a unified diff, as `diff -u` shows them.</summary>
    public static string Unified(string old, string @new, string name)
    {
        // What ends in a line end has no empty line after it, as the renderer would have it.
        var cut = old.EndsWith('\n') && @new.EndsWith('\n') ? 1 : 0;
        return UnidiffRenderer.GenerateUnidiff(old[..^cut], @new[..^cut], name, name + " (tidy)");
    }

    /// <summary>
    /// The lines to add, remove or change, in the order of the file. Lines about the same thing (the same
    /// <paramref name="subject"/>) are one change, also where it moves; lines about nothing (a blank, a bracket) and
    /// those that only look different only count where nothing else differs.
    /// </summary>
    /// <param name="subject">What a line, without the blanks around it, is about; null for nothing.</param>
    /// <param name="essence">What a line says, however it is written.</param>
    public static ImmutableArray<LineChange> Between(
        string old,
        string @new,
        Func<string, string?> subject,
        Func<string, string> essence
    )
    {
        var (removed, added) = Raw(old, @new);
        var changes = new List<LineChange>();
        foreach (var removal in removed)
        {
            var pair = subject(removal.Old!) is { } about
                ? added.FindIndex(addition => subject(addition.New!) == about)
                : -1;
            changes.Add(pair < 0 ? removal : removal with { New = added[pair].New });
            if (pair >= 0)
                added.RemoveAt(pair);
        }

        changes.AddRange(added);
        var telling = changes
            .Where(change =>
                subject(change.Old ?? change.New!) is not null
                && (change.Old is null || change.New is null || essence(change.Old) != essence(change.New))
            )
            .ToList();
        return [.. (telling.Count > 0 ? telling : changes).OrderBy(change => change.Line)];
    }

    private static (List<LineChange> Removed, List<LineChange> Added) Raw(string old, string @new)
    {
        var result = Differ.Instance.CreateLineDiffs(old, @new, ignoreWhitespace: false, ignoreCase: false);
        var (removed, added) = (new List<LineChange>(), new List<LineChange>());
        var last = Math.Max(1, result.PiecesOld.Count - (old.EndsWith('\n') ? 1 : 0));
        foreach (var block in result.DiffBlocks)
        {
            for (var i = block.DeleteStartA; i < block.DeleteStartA + block.DeleteCountA; i++)
            {
                var line = result.PiecesOld[i];
                removed.Add(new(Math.Min(i + 1, last), line.Length - line.TrimStart().Length + 1, line.Trim(), null));
            }

            for (var i = block.InsertStartB; i < block.InsertStartB + block.InsertCountB; i++)
                added.Add(new(Math.Min(block.DeleteStartA + 1, last), 1, null, result.PiecesNew[i].Trim()));
        }

        return (removed, added);
    }
}

/// <summary>One line that differs between a file as it is and as it should be.</summary>
/// <param name="Line">
/// The line in the file as it is, from 1; for a line to add, the one it goes before (the last one at the end of the
/// file).
/// </param>
/// <param name="Old">The line as it is, without blanks around; null where one is to be added.</param>
/// <param name="New">The line as it should be; null where it is to be removed.</param>
/// <param name="Column">Where the line's text starts, from 1.</param>
internal readonly record struct LineChange(int Line, int Column, string? Old, string? New);

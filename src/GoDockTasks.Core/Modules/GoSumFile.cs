using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>A go.sum or go.work.sum.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="Entries">
/// In the order of the file, without those that Go drops: hashes of an empty go.mod, an old bug.
/// </param>
internal sealed record GoSumFile(string Path, ImmutableArray<GoSumEntry> Entries)
{
    private const string EmptyGoModHash = "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=";
    private const string GoModSuffix = "/go.mod";
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>
    /// Reads lines of three fields, and blank ones. Others are refused; what the fields hold isn't looked at (cmd/go's
    /// readGoSum).
    /// </summary>
    /// <param name="text">Content of the file.</param>
    /// <param name="path">The file, for positions.</param>
    public static Parsed<GoSumFile> Parse(string text, string path)
    {
        var errors = new SyntaxErrors(path);
        if (text.StartsWith(ByteOrderMark))
        {
            errors.Add(
                new(1, 1),
                "starts with a byte order mark, which go takes for a part of the first path; save the file "
                    + "as UTF-8 without BOM",
                DiagnosticSeverity.Warning
            );
        }

        var entries = ImmutableArray.CreateBuilder<GoSumEntry>();
        var rest = MergeConflicts.Hide(text, errors).AsSpan();
        for (var line = 1; !rest.IsEmpty && !errors.IsFull; line++)
        {
            if (ReadLine(TextLines.Take(ref rest), line, errors) is { } entry)
                entries.Add(entry);
        }

        return new(new(path, entries.ToImmutable()), errors.ToImmutable());
    }

    private static GoSumEntry? ReadLine(ReadOnlySpan<char> line, int number, SyntaxErrors errors)
    {
        Span<Range> fields = stackalloc Range[3];
        var count = GoText.Fields(line, fields);
        if (count == 0)
            return null;
        var start = new TextPosition(number, fields[0].Start.Value + 1);
        if (count != 3)
        {
            errors.Add(
                start,
                $"a line of this file is a path, a version and a hash, but this one has {count} fields; "
                    + $"delete it and run go mod tidy"
            );
            return null;
        }

        var hash = line[fields[2]];
        if (hash is EmptyGoModHash)
            return null;
        var version = line[fields[1]];
        var isGoMod = version.EndsWith(GoModSuffix, StringComparison.Ordinal);
        if (isGoMod)
            version = version[..^GoModSuffix.Length];
        return new(line[fields[0]].ToString(), version.ToString(), isGoMod, hash.ToString(), start);
    }
}

/// <summary>One line of go.sum.</summary>
/// <param name="Version">Without the <c>/go.mod</c> that marks hashes of a go.mod alone.</param>
/// <param name="IsGoMod">The hash is that of the module's go.mod, not of the module.</param>
/// <param name="Hash">With its kind in front: <c>h1:…</c>.</param>
/// <param name="Position">The path.</param>
internal sealed record GoSumEntry(string Path, string Version, bool IsGoMod, string Hash, TextPosition Position);

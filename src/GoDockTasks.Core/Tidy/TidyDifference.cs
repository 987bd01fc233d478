using System.Collections.Immutable;
using DiffPlex;
using DiffPlex.Renderer;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Tidy;

/// <summary>Says what keeps a module from being tidy: one diagnostic a line to add, remove or change.</summary>
internal static class TidyDifference
{
    /// <summary>
    /// Compares the files as they are with what `go mod tidy` made of them. A line that go.sum lacks for something that
    /// go.mod requires already is GDT1009, since go build fails on it too; all else is GDT1001. The first diagnostic
    /// carries the diff.
    /// </summary>
    public static ImmutableArray<Diagnostic> Describe(
        GoModule files,
        ModuleContent content,
        string goMod,
        string? goSum,
        ModFileOutcome tidy
    )
    {
        // The usual case, for which nothing that compares lines is to be loaded.
        if (goMod == tidy.GoMod && goSum == tidy.GoSum)
            return [];

        var mend = $"run `go mod tidy` in '{files.Directory}', or build with -p:GoDockFix=true.";
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        // As `go mod tidy -diff` has it from 1.23 on: blanks and blank lines alone are no difference.
        var isSame = Written(goMod) == Written(tidy.GoMod);
        foreach (var change in isSame ? [] : LineChanges.Between(goMod, tidy.GoMod, ModSubject, ModEssence))
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.NotTidy,
                    Location(files.GoModPath, change),
                    $"go.mod isn't tidy: {Say(change, text => text)}{Importer(files, content, change)}; {mend}"
                )
            );

        if (goSum is not null)
            DescribeSum(files, goSum, tidy.GoSum ?? "", mend, diagnostics);
        else if (tidy.GoSum is not null && diagnostics.Count == 0)
            diagnostics.Add(
                new(DiagnosticCatalogue.GoSumIncomplete, new(files.GoModPath, 1), $"go.sum is missing; {mend}")
            );

        if (diagnostics.Count > 0)
            diagnostics[0] = diagnostics[0] with { Detail = Diff(goMod, goSum, tidy) };
        return diagnostics.ToImmutable();
    }

    private static void DescribeSum(
        GoModule files,
        string goSum,
        string tidySum,
        string mend,
        ImmutableArray<Diagnostic>.Builder diagnostics
    )
    {
        var required = files
            .GoMod.Require.Select(require => require.Path + " " + require.Version)
            .ToHashSet(StringComparer.Ordinal);
        foreach (
            var change in LineChanges.Between(goSum, tidySum, line => line.Length == 0 ? null : line, line => line)
        )
        {
            var lacks = change.Old is null && required.Contains(SumModule(change.New!));
            diagnostics.Add(
                lacks
                    ? new(
                        DiagnosticCatalogue.GoSumIncomplete,
                        Location(files.GoSumPath, change),
                        $"go.sum lacks '{WithoutHash(change.New!)}', which go.mod requires; {mend}"
                    )
                    : new(
                        DiagnosticCatalogue.NotTidy,
                        Location(files.GoSumPath, change),
                        $"go.sum isn't tidy: {Say(change, WithoutHash)}; {mend}"
                    )
            );
        }
    }

    // Who needs what is to be added.
    private static string Importer(GoModule files, ModuleContent content, LineChange change) =>
        change.Old is null
        && ModSubject(change.New!) is { } module
        && ImportLocator.Find(content.Sources.Files, module) is { File: { } file } import
            ? $", which {Path.GetRelativePath(files.Directory, file).Replace('\\', '/')}:{import.Line} imports"
            : "";

    private static string Diff(string goMod, string? goSum, ModFileOutcome tidy) =>
        (goMod == tidy.GoMod ? "" : LineChanges.Unified(goMod, tidy.GoMod, "go.mod"))
        + (goSum == tidy.GoSum ? "" : LineChanges.Unified(goSum ?? "", tidy.GoSum ?? "", "go.sum"));

    private static SourceLocation Location(string path, LineChange change) => new(path, change.Line, change.Column);

    private static string Say(LineChange change, Func<string, string> shorten) =>
        change switch
        {
            { Old: null } => $"add '{shorten(change.New!)}'",
            { New: null } => $"remove '{shorten(change.Old)}'",
            _ => $"change '{shorten(change.Old)}' to '{shorten(change.New)}'",
        };

    // "require a v1" and, inside a block, "a v1 // indirect" are about the same module; "go 1.21" is about go.
    private static string? ModSubject(string line)
    {
        var words = line.Split("//")[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] or [")"] or [_, "("] => null,
            ["require", var module, ..] => module,
            [var word, ..] => word,
        };
    }

    // Inside a block or with the word in front, with any blanks, it says the same.
    private static string ModEssence(string line)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words is ["require", not "(", ..] ? words[1..] : words);
    }

    private static string Written(string goMod) =>
        string.Join(
            '\n',
            goMod
                .Split('\n')
                .Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
                .Where(line => line.Length > 0)
        );

    private static string WithoutHash(string sumLine) =>
        sumLine.LastIndexOf(' ') is var blank and > 0 ? sumLine[..blank] : sumLine;

    private static string SumModule(string sumLine)
    {
        var module = WithoutHash(sumLine);
        return module.EndsWith("/go.mod", StringComparison.Ordinal) ? module[..^"/go.mod".Length] : module;
    }
}

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

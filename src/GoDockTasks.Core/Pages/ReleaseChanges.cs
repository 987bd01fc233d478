using System.Collections.Immutable;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Pages;

/// <summary>What became of a module since the last release.</summary>
/// <param name="Before">Its version; null where it wasn't there.</param>
/// <param name="Now">Likewise.</param>
internal sealed record ModuleChange(string Path, string? Before, string? Now)
{
    /// <summary>By what became of them, then by path.</summary>
    public static ImmutableArray<ModuleChange> Of(
        ImmutableSortedDictionary<string, string> before,
        ImmutableSortedDictionary<string, string> now
    ) =>
        [
            .. before
                .Keys.Union(now.Keys, StringComparer.Ordinal)
                .Select(path => new ModuleChange(path, before.GetValueOrDefault(path), now.GetValueOrDefault(path)))
                .Where(change => change.Before != change.Now)
                .OrderBy(change => change.Kind)
                .ThenBy(change => change.Path, StringComparer.Ordinal),
        ];

    public ChangeKind Kind =>
        Before is null ? ChangeKind.Added
        : Now is null ? ChangeKind.Removed
        : !Semver.IsValid(Before) || !Semver.IsValid(Now) ? ChangeKind.Replaced
        : Semver.Compare(Before, Now) switch
        {
            < 0 => ChangeKind.Upgraded,
            > 0 => ChangeKind.Downgraded,
            // Only what doesn't count for the order differs.
            _ => ChangeKind.Replaced,
        };

    public string Sign =>
        Kind switch
        {
            ChangeKind.Added => "+",
            ChangeKind.Removed => "−",
            ChangeKind.Upgraded => "↑",
            ChangeKind.Downgraded => "↓",
            _ => "≠",
        };

    public string Word => Kind.ToString().ToLowerInvariant();

    public string Versions => Before is null || Now is null ? Before ?? Now! : $"{Before} → {Now}";
}

/// <summary>What can become of a module; those first that somebody should look at.</summary>
internal enum ChangeKind
{
    Added,
    Removed,
    Downgraded,
    Replaced,
    Upgraded,
}

/// <summary>What is different from the last release, as far as baselines kept it.</summary>
internal static class ReleaseChanges
{
    // More are folded.
    private const int ShownModules = 20;

    public static Html ToHtml(ReportedProgram program)
    {
        if (program.Last is not { } last)
            return Note("The baselines know of no last release. The first that passes all gates is kept there.");
        var now = program.Measured!;
        if (last.Sha256 == now.Release.Sha256)
            return Note("Nothing: it is the program of the last release.");
        var facts = Facts(program, last, now).ToImmutableArray();
        if (last.Modules is null || now.Modules is null)
            return Html.Of($"{List(facts)}{Note("Which modules the last release had isn't known.")}");
        var changes = ModuleChange.Of(last.Modules, now.Modules);
        if (changes.IsEmpty)
            return Html.Of($"{List(facts)}{Note("The same modules in the same versions.")}");
        var modules = changes.Select(Module);
        if (changes.Length <= ShownModules)
            return List([.. facts, .. modules]);
        var counts = changes
            .GroupBy(change => change.Word)
            .Select(group => Figures.Number(group.Count()) + " " + group.Key);
        return $"""
            {List(facts)}<details><summary>Modules: {string.Join(", ", counts)}</summary>
            {List([.. modules])}</details>

            """;
    }

    private static Html List(ImmutableArray<Html> items) =>
        Html.If(
            !items.IsEmpty,
            $"""
            <ul class="changes">
            {items}</ul>

            """
        );

    private static Html Module(ModuleChange change) =>
        Item(change.Sign, change.Word, $"<code>{change.Path}</code> {change.Versions}");

    private static IEnumerable<Html> Facts(ReportedProgram program, LastRelease last, MeasuredProgram now)
    {
        if (last.GoVersion != now.Key.GoVersion)
            yield return Item("", "Go", $"{last.GoVersion} → {now.Key.GoVersion}");
        if (
            program.Past.LastOrDefault(past => past.Measured.Sha256 == last.Sha256) is { } before
            && before.Measured.Figures.TryGetValue(Measurements.Program, out var size)
            && now.Release.Figures.TryGetValue(Measurements.Program, out var newSize)
        )
            yield return Item(
                "",
                "Size",
                $"{FigureChart.Bytes(size)} → {FigureChart.Bytes(newSize)}, {Figures.Change(size, newSize)}"
            );
    }

    private static Html Item(string sign, string what, Html change) =>
        $"""
            <li><span class="what"><b aria-hidden="true">{sign}</b> {what}</span> {change}</li>

            """;

    private static Html Note(string text) => $"<p class=\"note\">{text}</p>\n";
}

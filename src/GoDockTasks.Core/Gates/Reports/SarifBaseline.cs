using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace GoDockTasks.Core.Gates.Reports;

/// <summary>
/// Which findings a baseline doesn't have. A finding that has moved is the same: by a fingerprint of the tool's, else
/// by rule, file and what is said of which text; of several alike, as many as the baseline has are known.
/// </summary>
internal static partial class SarifBaseline
{
    /// <returns>In the order of <paramref name="now"/>.</returns>
    public static ImmutableArray<SarifFinding> New(
        ImmutableArray<SarifFinding> now,
        ImmutableArray<SarifFinding> baseline
    )
    {
        var known = baseline.ToList();
        return
        [
            .. now.Where(finding => !Take(known, finding, IsSamePrint))
                // Those that are left over: both of them, or one, have no fingerprint of the same kind.
                .ToList()
                .Where(finding => !Take(known, finding, IsSameText)),
        ];
    }

    private static bool Take(
        List<SarifFinding> known,
        SarifFinding finding,
        Func<SarifFinding, SarifFinding, bool> isSame
    )
    {
        var at = known.FindIndex(one => one.Rule == finding.Rule && isSame(one, finding));
        if (at >= 0)
            known.RemoveAt(at);
        return at >= 0;
    }

    private static bool IsSamePrint(SarifFinding left, SarifFinding right) =>
        left.Fingerprints.Any(print => right.Fingerprints.Contains(print));

    private static bool IsSameText(SarifFinding left, SarifFinding right) =>
        left.Uri == right.Uri
        && !left.Fingerprints.Any(print => right.Fingerprints.Any(other => other.Name == print.Name))
        && (
            left.Snippet is not null && right.Snippet is not null
                ? left.Snippet.Trim() == right.Snippet.Trim()
                : Unplaced(left.Message) == Unplaced(right.Message)
        );

    // "declared at main.go:12:5" moves with the lines.
    private static string Unplaced(string message) => Place().Replace(message, "");

    [GeneratedRegex(@"(?<=:|\blines? )\d+")]
    private static partial Regex Place();
}

using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>Properties of a command line that should say what to verify, and say nothing.</summary>
public static class VerificationProperties
{
    private static readonly string[] Lists = ["GoDockFingerprints", "GoDockFiles"];

    /// <param name="global">The properties that were given on the command line, or by another project, by name.</param>
    /// <param name="projectFile">Absolute.</param>
    /// <returns>
    /// GDT3007 for one of them that is given and empty, such as a variable of a CI job that is lost, and for a name
    /// that is nearly theirs.
    /// </returns>
    public static IEnumerable<Diagnostic> Problems(IReadOnlyDictionary<string, string> global, string projectFile)
    {
        foreach (var (name, value) in global)
        {
            var isList = Lists.Contains(name, StringComparer.OrdinalIgnoreCase);
            if (isList && value.AsSpan().Trim(" ;\t\r\n").IsEmpty)
                yield return CannotVerify(
                    $"{name} is given and empty: set the variable it comes from, or leave it out"
                );
            else if (!isList && Array.Find(Lists, list => IsNear(name, list)) is { } meant)
                yield return CannotVerify($"there is no property {name}; it should probably be {meant}");
        }

        Diagnostic CannotVerify(string message) => new(DiagnosticCatalogue.CannotVerify, new(projectFile), message);
    }

    // One letter more, less or another, or two that changed places; there is no property of these names.
    private static bool IsNear(string name, string list)
    {
        if (Math.Abs(name.Length - list.Length) > 1)
            return false;
        var start = 0;
        while (start < Math.Min(name.Length, list.Length) && IsSame(name[start], list[start]))
            start++;
        var end = 0;
        while (end < Math.Min(name.Length, list.Length) - start && IsSame(name[^(end + 1)], list[^(end + 1)]))
            end++;
        var (left, right) = (name[start..^end], list[start..^end]);
        var isOneLetter = left.Length <= 1 && right.Length <= 1;
        var isTwoLetters = left.Length == 2 && right.Length == 2;
        return isOneLetter || (isTwoLetters && IsSame(left[0], right[1]) && IsSame(left[1], right[0]));
    }

    private static bool IsSame(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}

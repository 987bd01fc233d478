using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>
/// What is said of a Dockerfile that may be built with one of several folders: an error only where it is one with each
/// of them. Where it works with one alone, that is named.
/// </summary>
/// <param name="dockerfilePath">Absolute.</param>
/// <param name="check">All findings with a folder as the build context.</param>
internal sealed class ContextChoice(string dockerfilePath, Func<string, IReadOnlyList<Diagnostic>> check)
{
    private sealed record Outcome(string Folder, IReadOnlyList<Diagnostic> Found)
    {
        public ImmutableHashSet<string> Errors { get; } =
        [.. Found.Where(IsError).Select(diagnostic => diagnostic.Code)];
    }

    public IReadOnlyList<Diagnostic> Decide(ContextCandidates candidates)
    {
        var first = Check(candidates.Folders[0]);
        if (first.Errors.IsEmpty)
            return first.Found;
        var fitting = candidates.Folders.Skip(1).Select(Check).Prepend(first).ToList();
        var others = candidates.Others.Select(Check).ToList();
        // What is wrong whatever the context is doesn't tell them apart.
        var always = fitting
            .Concat(others)
            .Select(outcome => outcome.Errors)
            .Aggregate((one, other) => one.Intersect(other));
        var best = fitting.MinBy(outcome => outcome.Errors.Count)!;
        var working = fitting
            .Concat(others)
            .Where(outcome => outcome.Errors.IsSubsetOf(always))
            .Select(outcome => outcome.Folder)
            .ToList();
        if (candidates.IsSaid)
            return
            [
                .. best.Found.Select(diagnostic =>
                    Named(
                        fitting.Exists(outcome => outcome.Errors.IsEmpty) ? Weighed(diagnostic, fitting) : diagnostic,
                        always,
                        working
                    )
                ),
            ];
        if (best != first && best.Errors.IsSubsetOf(always))
            return working.Count == 1
                ?
                [
                    .. best.Found,
                    Elsewhere(
                        first,
                        first.Found.First(diagnostic => IsError(diagnostic) && !always.Contains(diagnostic.Code)),
                        best.Folder
                    ),
                ]
                : best.Found;
        return [.. best.Found.Select(diagnostic => Weighed(diagnostic, fitting))];
    }

    private Outcome Check(string folder) => new(folder, check(folder));

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static Diagnostic Weighed(Diagnostic diagnostic, List<Outcome> fitting) =>
        IsError(diagnostic) && !fitting.TrueForAll(outcome => outcome.Errors.Contains(diagnostic.Code))
            ? diagnostic with
            {
                Severity = DiagnosticSeverity.Warning,
            }
            : diagnostic;

    private Diagnostic Named(Diagnostic diagnostic, ImmutableHashSet<string> always, List<string> working) =>
        working.Count == 1 && !always.Contains(diagnostic.Code) && diagnostic.Severity != DiagnosticSeverity.Message
            ? diagnostic with
            {
                Message = $"{diagnostic.Message}; the build works with another context: {Command(working[0])}",
            }
            : diagnostic;

    private Diagnostic Elsewhere(Outcome first, Diagnostic reason, string folder) =>
        new(
            DiagnosticCatalogue.ContextElsewhere,
            reason.Location.File == dockerfilePath ? reason.Location : new(dockerfilePath),
            $"nothing says what this Dockerfile is built with; with '{first.Folder}' it fails here "
                + $"({reason.Code}), and works only {Command(folder)}; say so with Context on its GoSidecar item, "
                + $"or in a compose or bake file"
        );

    private string Command(string folder) =>
        $"in '{folder}' with docker build -f {Path.GetRelativePath(folder, dockerfilePath).Replace('\\', '/')} .";
}

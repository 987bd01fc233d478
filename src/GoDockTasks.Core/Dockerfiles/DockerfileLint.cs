using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles;

/// <summary>Checks a Dockerfile with all rules. Starts nothing and writes nothing.</summary>
internal static class DockerfileLint
{
    /// <summary>What is wrong, by position. GDT2002 where BuildKit refuses the file: then no rule is asked.</summary>
    public static ImmutableArray<Diagnostic> Check(LintRequest request) => Check(request, new SharedReadings());

    /// <param name="request">What to check.</param>
    /// <param name="shared">With the Dockerfiles that are checked together.</param>
    internal static ImmutableArray<Diagnostic> Check(LintRequest request, SharedReadings shared)
    {
        var read = shared.Go.Text(request.DockerfilePath);
        if (read.Text is null)
            return [Unread(request.DockerfilePath, read.Diagnostic)];
        var dockerfile = DockerfileParser.Parse(read.Text);
        if (!dockerfile.Errors.IsEmpty)
            return [.. dockerfile.Errors.Select(error => Refused(request.DockerfilePath, dockerfile, error))];

        var candidates = new ContextFinder(shared.Surroundings, shared.Go).Find(request, dockerfile, read.Text);
        var problems = new List<Diagnostic>();
        var ignored = IgnoreComment.Read(request.DockerfilePath, dockerfile, problems);
        var found = new ContextChoice(request.DockerfilePath, folder =>
            [.. Check(request, dockerfile, folder, candidates.Targets, shared).Where(IsSaid)]
        ).Decide(candidates);
        return
        [
            .. found
                .Concat(problems)
                .Where(IsSaid)
                .Distinct()
                .Select(diagnostic => diagnostic with { Message = Printable.Line(diagnostic.Message) })
                .OrderBy(diagnostic => diagnostic.Location.Line)
                .ThenBy(diagnostic => diagnostic.Location.Column)
                .ThenBy(diagnostic => diagnostic.Code, StringComparer.Ordinal),
        ];

        bool IsSaid(Diagnostic diagnostic) => !ignored.Exists(comment => comment.Covers(diagnostic));
    }

    private static IEnumerable<Diagnostic> Check(
        LintRequest request,
        Dockerfile dockerfile,
        string folder,
        ImmutableArray<string?> targets,
        SharedReadings shared
    )
    {
        var context = BuildContext.Open(folder, request.DockerfilePath, shared.Listings);
        var trace = DockerfileEvaluator.Evaluate(request.DockerfilePath, dockerfile, context);
        return targets
            .Select(trace.For)
            .DistinctBy(each => each.Target)
            .Select(each => new LintedDockerfile(request, each, shared))
            .SelectMany(linted => DockerfileRules.All.SelectMany(rule => rule.Check(linted)));
    }

    private static Diagnostic Unread(string path, Diagnostic? problem) =>
        problem switch
        {
            null => new(DiagnosticCatalogue.NoAccess, new(path), $"'{path}' isn't there; correct the path"),
            _ when problem.Descriptor == DiagnosticCatalogue.NoAccess
                    || problem.Descriptor == DiagnosticCatalogue.IrregularFile => problem,
            _ => problem with { Descriptor = DiagnosticCatalogue.DockerfileDoesNotParse },
        };

    private static Diagnostic Refused(string path, Dockerfile dockerfile, DockerfileError error)
    {
        var position = dockerfile.PositionOf(error.Start);
        return new(
            DiagnosticCatalogue.DockerfileDoesNotParse,
            new(path, position.Line, position.Column),
            Printable.Line(error.Message)
        );
    }
}

using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules;

/// <summary>A Dockerfile with a fault, and the nearest one without it.</summary>
/// <param name="Code">What the rule says.</param>
/// <param name="Name">What the case is about; unique within the code.</param>
public sealed record RuleCase(string Code, string Name)
{
    /// <summary>The Dockerfile with the fault.</summary>
    public required string Fault { get; init; }

    /// <summary>Line and column of each finding with this code.</summary>
    public required (int Line, int Column)[] At { get; init; }

    public DiagnosticSeverity Severity { get; init; } = DiagnosticSeverity.Error;

    /// <summary>The nearest Dockerfile on which the rule stays silent.</summary>
    public required string Mended { get; init; }

    /// <summary>
    /// Files beside it, by relative path; <see cref="RuleCases.Module"/> and its relatives are the usual ones.
    /// </summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = RuleCases.Module;

    /// <summary>Files that are only there (or other) with the mended Dockerfile.</summary>
    public IReadOnlyDictionary<string, string> MendedFiles { get; init; } = new Dictionary<string, string>();

    /// <summary>Changes what is asked of the rules, such as settings; applied to both.</summary>
    public Func<
        GoDockTasks.Core.Dockerfiles.Rules.LintRequest,
        GoDockTasks.Core.Dockerfiles.Rules.LintRequest
    > Request { get; init; } = request => request;

    public RealEffect Effect { get; init; }

    /// <summary>What is looked for in what the real tool prints or makes.</summary>
    public string? Extract { get; init; }

    public override string ToString() => $"{Code} {Name}";
}

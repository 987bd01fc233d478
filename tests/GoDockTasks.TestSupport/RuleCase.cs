using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.TestSupport;

/// <summary>A Dockerfile with a fault, and the nearest one without it: a folder of <see cref="RuleCases"/>.</summary>
/// <param name="Code">What the rule says.</param>
/// <param name="Name">What the case is about; unique within the code.</param>
public sealed record RuleCase(string Code, string Name)
{
    /// <summary>The Dockerfile with the fault.</summary>
    public required string Fault { get; init; }

    /// <summary>Line and column of each finding with this code.</summary>
    public required ImmutableArray<(int Line, int Column)> At { get; init; }

    public required DiagnosticSeverity Severity { get; init; }

    /// <summary>The nearest Dockerfile on which the rule stays silent.</summary>
    public required string Fixed { get; init; }

    /// <summary>Files beside it, by relative path.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>Files that are only there (or other) with the fixed Dockerfile.</summary>
    public required IReadOnlyDictionary<string, string> FixedFiles { get; init; }

    /// <summary>All files beside the fixed Dockerfile.</summary>
    public IReadOnlyDictionary<string, string> AllFixedFiles =>
        FixedFiles.Aggregate(Files, (all, file) => all.With(file.Key, file.Value));

    /// <summary>Go's variables on the machine that builds; null where nothing is known of them.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>The Go that the project declares.</summary>
    public string? GoVersion { get; init; }

    public RealEffect Effect { get; init; }

    /// <summary>What is looked for in what the real tool prints or makes.</summary>
    public string? Extract { get; init; }

    /// <summary>Whether it is the one of its code that the code's page shows.</summary>
    public bool IsExample { get; init; }

    /// <summary>What is asked of the rules, with what the project and the machine of this case have.</summary>
    public LintRequest Request(LintRequest request) =>
        request with
        {
            DeclaredGoVersion = GoVersion ?? request.DeclaredGoVersion,
            Settings = Environment is null ? request.Settings : new GoSettings(new(Environment)),
            Lock = Files.TryGetValue(DigestLockFile.DefaultName, out var text)
                ? DigestLock.Read(DigestLockFile.DefaultName, text).Lock
                : request.Lock,
        };

    public override string ToString() => $"{Code} {Name}";
}

using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Shell;

/// <summary>One simple command of a RUN: a program and its arguments.</summary>
/// <param name="Words">Program first; redirections and assignments left out. Never empty.</param>
public sealed record ShellCommand(ImmutableArray<ShellWord> Words)
{
    /// <summary>
    /// What the program sees of variables: those of the image, of ARG, of `export` and of `NAME=value program`.
    /// </summary>
    public required ImmutableDictionary<string, VariableValue> Environment { get; init; }

    /// <summary>Where it runs, after any `cd` before it; null where that can't be known.</summary>
    public required string? Directory { get; init; }

    /// <summary>It may not run: it stands in an if or a loop, or behind `||`.</summary>
    public bool IsConditional { get; init; }

    /// <summary>
    /// Its failure doesn't fail the RUN: `|| true`, or followed by `;` where the shell doesn't stop at errors.
    /// </summary>
    public bool IsFailureIgnored { get; init; }

    /// <summary>What its output is written to; null where it isn't redirected to a file.</summary>
    public ShellWord? Output { get; init; }

    /// <summary>Its last path element, such as `go` for /usr/local/go/bin/go; null where it can't be known.</summary>
    public string? Program => Words[0].Text is { } text ? text[(text.LastIndexOf('/') + 1)..] : null;

    /// <summary>Null where there is no such word, or it can't be known.</summary>
    public string? Argument(int index) => index < Words.Length ? Words[index].Text : null;

    /// <summary>The value of a variable: null where it isn't set.</summary>
    public VariableValue? Variable(string name) => Environment.GetValueOrDefault(name);
}

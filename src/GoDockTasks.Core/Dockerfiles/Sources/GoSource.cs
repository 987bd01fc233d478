using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Sources;

/// <summary>What the head of a Go file says.</summary>
/// <param name="Path">Relative to the build context.</param>
/// <param name="Package">From its package clause.</param>
internal sealed record GoSource(string Path, string Package)
{
    // Images are for Linux; for which processor, with which tags and with cgo or without, a Dockerfile often leaves open.
    private static readonly GoBuildContext Linux = new() { System = "linux" };

    private static readonly GoBuildContext WithoutTags = Linux with { Tags = [] };

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<string> Imports { get; init; } = [];

    public ImmutableArray<EmbedPattern> Embeds { get; init; } = [];

    public BuildConstraint Constraint { get; init; } = BuildConstraint.None;

    public bool IsTest => Path.EndsWith("_test.go", StringComparison.Ordinal);

    public bool UsesCgo => Imports.Contains("C");

    /// <summary>It is compiled on every Linux, whatever the processor and the tags; cgo aside.</summary>
    public bool IsForAll => Linux.Includes(ImagePath.NameOf(Path), Constraint, usesCgo: false) == true;

    /// <summary>It makes its package a program where no tag is set: unlike a file with `//go:build ignore`, or for Mage or another system.</summary>
    public bool IsProgram => Package == "main" && WithoutTags.Includes(ImagePath.NameOf(Path), Constraint, usesCgo: false) != false;
}

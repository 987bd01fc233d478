using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>What was made, without anything being written.</summary>
/// <param name="Files">
/// A sidecar's Dockerfile, then its .dockerignore, in the sidecars' order; the bake file last, and not where a
/// sidecar's files couldn't be made.
/// </param>
/// <param name="Diagnostics">
/// GDT0003, 0005, 0006, 1002, 1008, 1012, 1202, 2003 and 2012. A sidecar with an error among them has no files.
/// </param>
/// <param name="Remarks">What else is worth telling: which sidecars are libraries.</param>
public sealed record GeneratedFiles(
    ImmutableArray<GeneratedFile> Files,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> Remarks
);

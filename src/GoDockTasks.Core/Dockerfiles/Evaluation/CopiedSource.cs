using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>A source of COPY or ADD.</summary>
/// <param name="Word">As written.</param>
/// <param name="Path">
/// Relative to the build context, cleaned; null for another stage or image, a URL, a here-document, or an unknown
/// value.
/// </param>
/// <param name="Matches">
/// What it stands for in the context; empty where nothing is there or all is ignored; null where that can't be told.
/// </param>
public sealed record CopiedSource(Word Word, string? Path, ImmutableArray<string>? Matches);

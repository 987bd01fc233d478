using System.Collections.Immutable;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>A word with its variables replaced and its quotes gone.</summary>
/// <param name="Text">The value; null where it depends on something unknown.</param>
/// <param name="Words">The value split at blanks that aren't quoted; empty where it is unknown or wrong.</param>
/// <param name="Error">Why BuildKit refuses the word; null where it doesn't.</param>
public sealed record Expansion(string? Text, ImmutableArray<string> Words, string? Error);

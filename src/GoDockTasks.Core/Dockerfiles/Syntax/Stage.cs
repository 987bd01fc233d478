using System.Collections.Immutable;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>A FROM and the instructions up to the next one.</summary>
/// <param name="Index">From 0; COPY --from may name it so.</param>
/// <param name="From">Its FROM.</param>
/// <param name="Instructions">Those that follow, in order.</param>
public sealed record Stage(int Index, Instruction From, ImmutableArray<Instruction> Instructions)
{
    /// <summary>What follows AS, in lower case, as BuildKit compares it; null where there is none.</summary>
    public string? Name { get; } = From.Arguments.Length == 3 ? From.Arguments[2].Text.ToLowerInvariant() : null;

    /// <summary>Image or earlier stage, variables not replaced; null where FROM names none.</summary>
    public Word? Base { get; } = From.Arguments.IsEmpty ? null : From.Arguments[0];
}

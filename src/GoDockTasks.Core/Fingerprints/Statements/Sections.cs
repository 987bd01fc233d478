using System.Collections.Immutable;

namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>Makes the parts of a fingerprint that are names and values.</summary>
internal static class Sections
{
    /// <summary>Those that have a value.</summary>
    public static ImmutableSortedDictionary<string, string> Of(params IEnumerable<(string Name, string? Value)> members)
    {
        var section = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            if (value is not null)
                section[name] = value;
        }

        return section.ToImmutable();
    }
}

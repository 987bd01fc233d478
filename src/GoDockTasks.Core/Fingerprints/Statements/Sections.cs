using System.Collections.Immutable;

namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>Makes the parts of a fingerprint that are names and values.</summary>
internal static class Sections
{
    /// <summary>Those that have a value.</summary>
    public static ImmutableSortedDictionary<string, string> Of(
        params IEnumerable<(string Name, string? Value)> members
    ) => Present(members);

    /// <summary>Those of a section of `externalParameters` that have a value.</summary>
    public static ImmutableSortedDictionary<string, ParameterValue> OfParameters(
        params IEnumerable<(string Name, ParameterValue? Value)> members
    ) => Present(members);

    private static ImmutableSortedDictionary<string, T> Present<T>(IEnumerable<(string Name, T? Value)> members)
        where T : class
    {
        var section = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            if (value is not null)
                section[name] = value;
        }

        return section.ToImmutable();
    }
}

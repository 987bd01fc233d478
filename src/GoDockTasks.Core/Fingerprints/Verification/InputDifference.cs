using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using NuGet.Versioning;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>An input that isn't what the fingerprint says.</summary>
/// <param name="Kind">As of <see cref="InputFact"/>.</param>
/// <param name="Stated">What the fingerprint says; null where it says nothing of it.</param>
/// <param name="Found">What is there; null where it is missing.</param>
public sealed record InputDifference(string Kind, string Name, string? Stated, string? Found)
{
    /// <summary>What one of the two is made of, where the value alone doesn't tell them apart, or null.</summary>
    public string? StatedHash { get; init; }

    /// <summary>Likewise.</summary>
    public string? FoundHash { get; init; }

    /// <summary>What it probably comes from, or null.</summary>
    public string? Likely =>
        Kind == "main" && Stated is not null && Found is not null && IsUnversioned(Found) && !IsUnversioned(Stated)
            ? "shallow clone, fetch tags"
            : null;

    /// <summary>Of a .NET package: upgraded or downgraded, as NuGet orders versions; else null.</summary>
    public string? Change =>
        Kind == "nuget" && NuGetVersion.TryParse(Stated, out var stated) && NuGetVersion.TryParse(Found, out var found)
            ? found.CompareTo(stated) switch
            {
                > 0 => "upgraded",
                < 0 => "downgraded",
                _ => null,
            }
            : null;

    /// <summary>All that differs, causes first.</summary>
    public static ImmutableArray<InputDifference> Between(IEnumerable<InputFact> stated, IEnumerable<InputFact> found)
    {
        var left = ByName(stated);
        var right = ByName(found);
        return
        [
            .. left
                .Keys.Union(right.Keys)
                .Where(key => left.GetValueOrDefault(key) != right.GetValueOrDefault(key))
                .Select(key => Between(key, left.GetValueOrDefault(key), right.GetValueOrDefault(key)))
                .Where(difference =>
                    difference.Stated != difference.Found || difference.StatedHash != difference.FoundHash
                )
                .OrderBy(difference => Array.IndexOf(InputFact.Kinds, difference.Kind))
                .ThenBy(difference => difference.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>On one line: `module example.com/m v1.0.0 -> v1.1.0 (h1 h1:… -> h1:…)`.</summary>
    public override string ToString()
    {
        var hash =
            StatedHash is null && FoundHash is null
                ? ""
                : $" ({(Kind == "nuget" ? "sha512" : "h1")} {StatedHash ?? "none"} -> {FoundHash ?? "none"})";
        var value = Stated == Found ? Stated : $"{Shown(Stated)} -> {Shown(Found)}";
        var name = Name.Length == 0 ? "" : Name + " ";
        var change = Change is null ? "" : $"   {Change}";
        var likely = Likely is null ? "" : $"   likely: {Likely}";
        return Printable.Of($"{Kind.PadRight(8)} {name}{value}{hash}{change}{likely}");
    }

    private static string Shown(string? value) =>
        value switch
        {
            null => "none",
            "" => "\"\"",
            _ => value,
        };

    private static bool IsUnversioned(string version) =>
        version is "" or "(devel)" || version.StartsWith("v0.0.0-", StringComparison.Ordinal);

    private static InputDifference Between((string Kind, string Name) key, InputFact? stated, InputFact? found)
    {
        var sameHash = stated?.Hash == found?.Hash;
        return new(key.Kind, key.Name, stated?.Value, found?.Value)
        {
            StatedHash = sameHash ? null : stated?.Hash,
            FoundHash = sameHash ? null : found?.Hash,
        };
    }

    // One that is there twice counts with its last; what is signed by one who is trusted isn't there twice.
    private static Dictionary<(string, string), InputFact> ByName(IEnumerable<InputFact> facts)
    {
        var byName = new Dictionary<(string, string), InputFact>();
        foreach (var fact in facts)
            byName[(fact.Kind, fact.Name)] = fact;
        return byName;
    }
}

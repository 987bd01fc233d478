using System.Collections.Immutable;

namespace GoDockTasks.Core.Sbom;

/// <summary>A list of components, whatever the format it is written in.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Root">What all the others are parts of.</param>
/// <param name="Components">The others, each once, by reference.</param>
/// <param name="Dependencies">References of what a component is made of, by its own.</param>
/// <param name="Time">Of the sources; null where nobody knows.</param>
internal sealed record SbomDocument(
    string Name,
    SbomComponent Root,
    ImmutableArray<SbomComponent> Components,
    ImmutableSortedDictionary<string, ImmutableArray<string>> Dependencies,
    DateTimeOffset? Time
)
{
    /// <summary>The root and the others.</summary>
    public IEnumerable<SbomComponent> All => Components.Prepend(Root);

    /// <param name="parts">What a component is directly made of; components that are there twice count once.</param>
    public static SbomDocument Of(
        string name,
        SbomComponent root,
        IEnumerable<(SbomComponent Whole, ImmutableArray<SbomComponent> Parts)> parts,
        DateTimeOffset? time
    )
    {
        var components = new SortedDictionary<string, SbomComponent>(StringComparer.Ordinal);
        var dependencies = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(
            StringComparer.Ordinal
        );
        foreach (var (whole, its) in parts)
        {
            foreach (var component in its)
                components[component.Reference] = component;
            dependencies[whole.Reference] =
            [
                .. its.Select(part => part.Reference).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            ];
        }

        return new(name, root, [.. components.Values], dependencies.ToImmutable(), time);
    }
}

/// <summary>A program, a module, a package.</summary>
/// <param name="Reference">Equal for two components only where all of them is equal.</param>
/// <param name="Name">As its own system names it.</param>
/// <param name="Version">Null where it has none.</param>
internal sealed record SbomComponent(string Reference, string Name, string? Version)
{
    /// <summary>What h1 of go.sum says of the content: a hash over hashes of files, no SHA-256 of any file.</summary>
    public const string GoSum = "godock:goSum";

    /// <summary>A thing that is started, no library.</summary>
    public bool IsApplication { get; init; }

    /// <summary>Null for what nobody can look up: a folder.</summary>
    public string? Purl { get; init; }

    /// <summary>Of the file that it is, in hexadecimal digits; null for what is no file.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Of the package's file, likewise.</summary>
    public string? Sha512 { get; init; }

    /// <summary>What the formats have no field for, by name.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>With a property, unless its value is empty.</summary>
    public SbomComponent With(string property, string? value) =>
        string.IsNullOrEmpty(value) ? this : this with { Properties = Properties.SetItem(property, value) };
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;

namespace GoDockTasks.Core.Diagnostics;

/// <summary>
/// Every code there is, one field each, by range in the files beside this one. docs/diagnostics has a page for each;
/// GDT0001 is not here: it is raised by the targets before any of this can be loaded.
/// </summary>
public static partial class DiagnosticCatalogue
{
    private static readonly Lazy<FrozenDictionary<DiagnosticDescriptor, string>> Names = new(() =>
        Entries.ToFrozenDictionary(entry => entry.Descriptor, entry => entry.Name)
    );

    /// <summary>All entries, in the order of their codes.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All =>
        [.. Entries.Select(entry => entry.Descriptor).OrderBy(descriptor => descriptor.Code, StringComparer.Ordinal)];

    /// <summary>The name of an entry in reports for programs: "NotOnProxy".</summary>
    public static string NameOf(DiagnosticDescriptor descriptor) => Names.Value[descriptor];

    private static IEnumerable<(DiagnosticDescriptor Descriptor, string Name)> Entries =>
        from entry in typeof(DiagnosticCatalogue).GetFields(BindingFlags.Public | BindingFlags.Static)
        let descriptor = entry.GetValue(null) as DiagnosticDescriptor
        where descriptor is not null
        select (descriptor, entry.Name);
}

/// <summary>
/// One entry of the catalogue: what a GDT code stands for, the same in every message that carries it.
/// </summary>
/// <param name="Code">"GDT" and four digits.</param>
/// <param name="Title">
/// What is wrong, without the values of a case; the heading of its page in docs/diagnostics.
/// </param>
/// <param name="DefaultSeverity">What it is where the user says nothing else.</param>
public sealed record DiagnosticDescriptor(string Code, string Title, DiagnosticSeverity DefaultSeverity)
{
    /// <summary>
    /// It depends on other machines, and on the way to them, rather than on the module: a check that ends like this has
    /// checked nothing.
    /// </summary>
    public bool IsNetwork { get; init; }

    /// <summary>
    /// $(NoWarn) and $(WarningsNotAsErrors) count for it. They don't for what a verification finds: whoever could
    /// silence that, could release what nobody vouches for.
    /// </summary>
    public bool IsConfigurable { get; init; } = true;

    /// <summary>
    /// As a warning it is one for which an image's build fails in most networks and with most modules, and here perhaps
    /// not: where a build has failed, it is a likely cause.
    /// </summary>
    public bool StopsImageBuild { get; init; }

    /// <summary>
    /// As an error it leaves nothing to ask <c>go mod tidy</c>, which would only fail for the same cause.
    /// </summary>
    public bool StopsTidy { get; init; }
}

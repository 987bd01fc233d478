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

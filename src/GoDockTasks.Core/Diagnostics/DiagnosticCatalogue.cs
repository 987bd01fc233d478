using System.Collections.Immutable;
using System.Reflection;

namespace GoDockTasks.Core.Diagnostics;

/// <summary>
/// Every code there is, one field each, by range in the files beside this one. docs/diagnostics has a page for each;
/// GDT0001 is not here: it is raised by the targets before any of this can be loaded.
/// </summary>
public static partial class DiagnosticCatalogue
{
    /// <summary>All entries, in the order of their codes.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All =>
        [
            .. typeof(DiagnosticCatalogue)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(entry => entry.GetValue(null))
                .OfType<DiagnosticDescriptor>()
                .OrderBy(descriptor => descriptor.Code, StringComparer.Ordinal),
        ];
}

using System.Collections.Immutable;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>
/// What a Go file's head says: which package it is a part of, and in which builds. Tests aren't read.
/// </summary>
/// <param name="Folder">Relative to the module's with <c>/</c>, <c>.</c> for the module's own.</param>
/// <param name="Name">The file's, without folders.</param>
/// <param name="Package">From its package clause.</param>
/// <param name="UsesCgo">It imports "C".</param>
internal sealed record GoPackageFile(
    string Folder, string Name, string Package, BuildConstraint Constraint, bool UsesCgo)
{
    /// <summary>Null for a test, and for what isn't Go.</summary>
    /// <param name="text">The file.</param>
    public static GoPackageFile? Read(string folder, string name, ReadOnlySpan<byte> text, bool usesCgo) =>
        // go/build passes over a package of this name.
        !name.EndsWith("_test.go", StringComparison.Ordinal) &&
        GoFileHead.PackageName(text) is { } package && package != "documentation"
            ? new(folder, name, package, BuildConstraint.Read(text), usesCgo)
            : null;

    /// <summary>Whether a build has it; null where that depends on what isn't known.</summary>
    public bool? IsIn(GoBuildContext context) => context.Includes(Name, Constraint, UsesCgo);

    /// <summary>The folders whose package is a program, sorted; those among them of which it isn't certain.</summary>
    public static ImmutableArray<string> Programs(IEnumerable<GoPackageFile> files, GoBuildContext context) =>
    [
        .. files.Where(file => file.Package == "main" && file.IsIn(context) != false).Select(file => file.Folder)
            .Distinct().Order(StringComparer.Ordinal),
    ];
}

using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Modules.Layout;

/// <summary>
/// Follows a vendored module's imports, as far as every build of it does: through files that are for all systems and
/// tags, and without C.
/// </summary>
internal sealed class VendoredImports(GoModFile file, VendorModulesFile vendored)
{
    private static readonly GoBuildContext Any = new() { System = "" };

    private readonly string folder = Path.GetDirectoryName(vendored.Path)!;

    /// <summary>
    /// GDT1010 for each package that the vendor folder should have and hasn't, at its first import, where go reports
    /// it, too.
    /// </summary>
    /// <param name="own">Go files of the module's own packages.</param>
    public ImmutableArray<Diagnostic> FindMissing(IEnumerable<GoFile> own)
    {
        // What vendored packages import is listed, so that they are read only where something listed is missing.
        var isWhole = vendored.Modules.All(module => module.Packages.All(package => GoFiles(package) is not []));
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<GoFile>(own);
        while (waiting.TryDequeue(out var importing))
        {
            foreach (var package in ImportsInEveryBuild(importing))
            {
                if (!IsVendored(package) || !seen.Add(package) || GoFiles(package) is not { } files)
                    continue;
                if (files.Length == 0 && ImportLocator.FindIn(importing, package) is { } import)
                    diagnostics.Add(Describe(package, import));
                foreach (var each in isWhole ? [] : files)
                    waiting.Enqueue(each);
            }
        }

        return diagnostics.ToImmutable();
    }

    // Without a dot in its first part a path is the standard library's.
    private bool IsVendored(string package) =>
        package.Split('/')[0].Contains('.', StringComparison.Ordinal)
        && ModulePath.IsValidImport(package)
        && file.Module?.Path is { Length: > 0 } own
        && !LocalPackages.IsIn(package, own);

    // Null where that can't be seen. Any name counts, also that of a test (fsys.IsGoDir).
    private GoFile[]? GoFiles(string package)
    {
        try
        {
            var packageFolder = new DirectoryInfo(Path.Combine(folder, package));
            return packageFolder.Exists
                ?
                [
                    .. packageFolder
                        .EnumerateFiles("*.go")
                        .Select(each => new GoFile($"vendor/{package}/{each.Name}", each.FullName, IsInPackage: false)),
                ]
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ImmutableArray<string> ImportsInEveryBuild(GoFile file) =>
        GoSource.Read(file.Path, Path.GetFileName(file.Path)) is { Constraint.IsNone: true } source
        && source.IsIn(Any) == true
            ? source.Imports
            : [];

    private static Diagnostic Describe(string package, SourceLocation import) =>
        new(
            DiagnosticCatalogue.VendorInconsistent,
            import,
            $"'{package}' isn't in the vendor folder: there is no Go file in 'vendor/{package}'; run go mod "
                + $"vendor and commit all of it "
                + $"(`git check-ignore -v vendor/{package}` says whether .gitignore leaves it out)"
        );
}

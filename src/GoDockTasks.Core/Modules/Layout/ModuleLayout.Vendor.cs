using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules.Layout;

/// <summary>Modules whose dependencies are a part of the repository.</summary>
internal static partial class ModuleLayout
{
    /// <summary>
    /// GDT1010 for each line of go.mod or modules.txt that the other file contradicts (cmd/go/internal/modload's
    /// checkVendorConsistency). Only for a module that <see cref="Vendoring.IsVendored"/>.
    /// </summary>
    /// <param name="vendored">
    /// Null if the vendor folder has no modules.txt: a single diagnostic then, if anything is required.
    /// </param>
    public static ImmutableArray<Diagnostic> CheckVendor(GoModFile file, VendorModulesFile? vendored)
    {
        if (vendored is not null)
            return new VendorComparison(file, vendored).Compare();
        if (file.Require.IsEmpty)
            return [];
        var position = file.Require[0].Position;
        return
        [
            new(
                DiagnosticCatalogue.VendorInconsistent,
                new(file.Path, position.Line, position.Column),
                "the vendor folder has no modules.txt, without which go can't build from it; run go mod "
                    + "vendor, or rename the folder if it isn't Go's"
            ),
        ];
    }

    /// <summary>
    /// GDT1010 for each package that the vendor folder hasn't, though the module's packages need it in every build.
    /// Only for a module that <see cref="Vendoring.IsVendored"/>.
    /// </summary>
    /// <param name="sources">The module's own Go files.</param>
    internal static ImmutableArray<Diagnostic> CheckVendoredImports(
        GoModFile file,
        VendorModulesFile vendored,
        ModuleSources sources
    ) => new VendoredImports(file, vendored).FindMissing(sources.Files.Where(source => IsLoadedByTidy(file, source)));
}

/// <summary>
/// Compares go.mod with vendor/modules.txt by the rules of cmd/go/internal/modload's checkVendorConsistency, from Go
/// 1.14 on.
/// </summary>
internal sealed class VendorComparison
{
    private const string Fix = "run go mod vendor";
    private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly GoModFile file;
    private readonly VendorModulesFile vendored;
    private readonly Replacements replacements;

    // All lines of one module and version together.
    private readonly Dictionary<string, VendoredModule> byModule = new(StringComparer.Ordinal);

    public VendorComparison(GoModFile file, VendorModulesFile vendored)
    {
        this.file = file;
        this.vendored = vendored;
        replacements = new(file.Replace);
        foreach (var module in vendored.Modules)
        {
            var key = Replacements.Key(module.Path, module.Version);
            if (byModule.TryGetValue(key, out var earlier))
            {
                byModule[key] = module with
                {
                    Explicit = module.Explicit || earlier.Explicit,
                    NewPath = module.NewPath ?? earlier.NewPath,
                    NewVersion = module.NewPath is null ? earlier.NewVersion : module.NewVersion,
                };
            }
            else
            {
                byModule[key] = module;
            }
        }
    }

    public ImmutableArray<Diagnostic> Compare()
    {
        var required = CompareRequirements();
        CompareReplacements();
        CompareVendored(required);
        return diagnostics.ToImmutable();
    }

    private HashSet<string> CompareRequirements()
    {
        var required = new HashSet<string>(StringComparer.Ordinal);
        foreach (var require in file.Require)
        {
            var key = Replacements.Key(require.Path, require.Version);
            required.Add(key);
            if (byModule.GetValueOrDefault(key) is not { Explicit: true })
                Add(
                    file.Path,
                    require.Position,
                    $"{Quoted.Value(key)} is required, but not marked as explicit in vendor/modules.txt; {Fix}"
                );
        }

        return required;
    }

    private void CompareReplacements()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var replace in file.Replace)
        {
            var key = Replacements.Key(replace.OldPath, replace.OldVersion);
            if (!seen.Add(key))
                continue;
            var expected = Replacement(replace.OldPath, replace.OldVersion);
            var actual = byModule.GetValueOrDefault(key);
            if (actual?.NewPath is null)
            {
                if (expected is not null)
                    Add(
                        file.Path,
                        replace.Position,
                        $"{Quoted.Value(key)} is replaced, but not marked as replaced in vendor/modules.txt; {Fix}"
                    );
            }
            else if (actual.NewPath != expected?.NewPath || actual.NewVersion != expected.NewVersion)
            {
                var marked = Quoted.Value(Replacements.Key(actual.NewPath, actual.NewVersion));
                Add(
                    file.Path,
                    replace.NewPosition,
                    $"{Quoted.Value(key)} is replaced by something else than in vendor/modules.txt, which "
                        + $"has {marked}; {Fix}"
                );
            }
        }
    }

    private void CompareVendored(HashSet<string> required)
    {
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var module in vendored.Modules)
        {
            var key = Replacements.Key(module.Path, module.Version);
            if (IsSelected(module, versions) && byModule[key].Explicit && !required.Contains(key))
                Add(
                    vendored.Path,
                    module.Position,
                    $"{Quoted.Value(key)} is marked as explicit, but not required in go.mod; {Fix}"
                );
            if (module.NewPath is not null && Replacement(module.Path, module.Version) is null)
                Add(
                    vendored.Path,
                    module.Position,
                    $"{Quoted.Value(key)} is marked as replaced, but not replaced in go.mod; {Fix}"
                );
        }
    }

    /// <summary>It has packages, and no line before has a version of it that is as new and has packages, too.</summary>
    private static bool IsSelected(VendoredModule module, Dictionary<string, string> versions)
    {
        if (module.Packages.IsEmpty)
            return false;
        var version = module.Version ?? "";
        if (versions.TryGetValue(module.Path, out var earlier) && Semver.Compare(earlier, version) >= 0)
            return false;
        versions[module.Path] = version;
        return true;
    }

    // The module that is being worked on can't be replaced as a whole.
    private ReplaceDirective? Replacement(string path, string? version) =>
        version is null && path == file.Module?.Path ? null : replacements.For(path, version);

    private void Add(string path, TextPosition position, string message) =>
        diagnostics.Add(
            new(DiagnosticCatalogue.VendorInconsistent, new(path, position.Line, position.Column), message)
        );
}

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

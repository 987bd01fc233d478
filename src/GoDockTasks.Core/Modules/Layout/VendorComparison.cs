using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules.Layout;

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

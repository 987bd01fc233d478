using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Tidy;

/// <summary>All that tidy reads of a module, and a hash over it.</summary>
/// <param name="Digest">64 hexadecimal digits; null where something can't be read.</param>
/// <param name="Sources">The module's own Go files.</param>
/// <param name="Imports">What they import of modules on this machine; null where that wasn't asked for.</param>
/// <param name="Diagnostics">GDT1012 for what can't be read.</param>
internal sealed record ModuleContent(string? Digest, ModuleSources Sources, OwnImports? Imports, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Reads the module's folder and those that its local replace directives name.</summary>
    /// <param name="packages">Of which imports are collected.</param>
    public static ModuleContent Read(ModuleFiles files, LocalPackages? packages = null)
    {
        var imports = packages is null ? null : new OwnImports(packages);
        var sources = ModuleSources.List(files.Directory);
        using var digest = new ModuleDigest();
        digest.Add("go.mod", files.GoModText);
        digest.Add("go.sum", files.GoSumText);
        digest.Add("module", sources, imports);
        foreach (var replace in files.GoMod.Replace)
        {
            if (replace.IsLocal)
                AddReplacement(digest, files.Directory, replace);
        }

        ImmutableArray<Diagnostic> diagnostics =
        [
            .. digest.Unreadable.Select(path => new Diagnostic(DiagnosticCatalogue.NoAccess, new(path), $"'{path}' can't be read by this user; `ls -ld` shows its owner and mode.")),
            .. digest.Irregular.Select(IrregularFileException.Describe),
        ];
        return new(diagnostics.IsEmpty ? digest.Finish() : null, sources, imports, diagnostics);
    }

    /// <summary>Packages that modules on this machine should have and haven't, as far as tidy comes across them.</summary>
    public ImmutableArray<(MissingPackage Package, SourceLocation Import)> MissingPackages(GoModFile module, GoOnMachine go) =>
        // An overlay brings in files from anywhere, and a package of Go's own comes first.
        Imports is null || go.Settings["GOFLAGS"].Value.Contains("-overlay", StringComparison.Ordinal) || MayBeStandard(module.Module?.Path ?? "", go.Toolchain?["GOROOT"])
            ? []
            : ModuleLayout.FindMissingPackages(module, Imports);

    private static bool MayBeStandard(string modulePath, string? goRoot)
    {
        var first = modulePath.Split('/')[0];
        return !first.Contains('.', StringComparison.Ordinal) && (string.IsNullOrEmpty(goRoot) || Directory.Exists(Path.Combine(goRoot, "src", first)));
    }

    private static void AddReplacement(ModuleDigest digest, string directory, ReplaceDirective replace)
    {
        var target = Path.GetFullPath(replace.NewPath, directory);
        digest.Add("replaced", replace.NewPath);
        digest.Add("go.mod", ModuleFileReader.Read(Path.Combine(target, "go.mod"), ModuleFileReader.MaxModBytes).Text);
        if (Directory.Exists(target))
            digest.Add("module", ModuleSources.List(target));
    }
}

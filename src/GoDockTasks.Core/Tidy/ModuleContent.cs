using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Tidy;

/// <summary>All that tidy reads of a module, and a hash over it.</summary>
/// <param name="Digest">64 hexadecimal digits; null where something can't be read.</param>
/// <param name="Sources">The module's own Go files.</param>
/// <param name="Diagnostics">GDT1012 for what can't be read.</param>
internal sealed record ModuleContent(string? Digest, ModuleSources Sources, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Reads the module's folder and those that its local replace directives name.</summary>
    public static ModuleContent Read(ModuleFiles files)
    {
        var sources = ModuleSources.List(files.Directory);
        using var digest = new ModuleDigest();
        digest.Add("go.mod", files.GoModText);
        digest.Add("go.sum", files.GoSumText);
        digest.Add("module", sources);
        foreach (var replace in files.GoMod.Replace)
        {
            if (replace.IsLocal)
                AddReplacement(digest, files.Directory, replace);
        }

        ImmutableArray<Diagnostic> diagnostics = [.. digest.Unreadable.Select(path => new Diagnostic(
            DiagnosticCatalogue.NoAccess, new(path), $"'{path}' can't be read by this user; `ls -ld` shows its owner and mode."))];
        return new(diagnostics.IsEmpty ? digest.Finish() : null, sources, diagnostics);
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

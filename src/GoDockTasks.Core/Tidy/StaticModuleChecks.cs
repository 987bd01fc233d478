using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Layout;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tidy;

/// <summary>What is wrong with a module by the looks of it, in every build and without any program.</summary>
internal static class StaticModuleChecks
{
    public static ImmutableArray<Diagnostic> Check(
        GoModule files,
        ModuleContent content,
        Workspace? workspace,
        CheckedGo go,
        ModuleCheckRequest request
    )
    {
        var module = files.GoMod;
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        diagnostics.AddRange(ModuleLayout.CheckMainModule(module));
        if (go.Toolchain is not null)
            diagnostics.AddRange(ModuleLayout.CheckDirectives(module, go.Toolchain.Version));
        Add(ToolchainRequirement.CheckForm(module, request.Go.Version));
        diagnostics.AddRange(ModuleLayout.CheckGoPath(module, go.GoPath));
        if (workspace is null)
            diagnostics.AddRange(
                ModuleLayout.CheckTemporaryFolder(module, Path.TrimEndingDirectorySeparator(request.TemporaryDirectory))
            );
        diagnostics.AddRange(ModuleLayout.CheckReplacements(module, files.IsVendored));
        diagnostics.AddRange(
            ModuleLayout.CheckGoSum(module, files.HasGoSum, files.IsVendored, workspace?.Members ?? [])
        );
        diagnostics.AddRange(CheckVendor(files, content, workspace, go));
        if (workspace is not null)
        {
            diagnostics.AddRange(ModuleLayout.CheckMembership(module, workspace.File, workspace.Members));
            Add(
                GoFlagsCheck.CheckWorkspace(
                    go.Settings["GOFLAGS"].Value,
                    go.Settings["GOFLAGS"].Location,
                    workspace.File.Path
                )
            );
        }

        if (!content.WorldWritable.IsEmpty)
            diagnostics.AddRange(ModuleLayout.CheckPermissions(module, content.WorldWritable));
        diagnostics.AddRange(go.PrivateNames.Check(module));
        foreach (var (package, import) in content.MissingPackages(module, go))
        {
            // A module of its own may have been published: tidy knows. And what is to be mended may be mended by it.
            if (package.Kind != MissingPackageKind.NestedModule && !request.Fix)
                diagnostics.Add(new(DiagnosticCatalogue.PackageNotFound, import, package.Describe(content.Sources)));
        }

        return diagnostics.ToImmutable();

        void Add(Diagnostic? diagnostic)
        {
            if (diagnostic is not null)
                diagnostics.Add(diagnostic);
        }
    }

    // GDT1010, unless go doesn't look into the module's vendor folder, or not with this go.mod.
    private static ImmutableArray<Diagnostic> CheckVendor(
        GoModule files,
        ModuleContent content,
        Workspace? workspace,
        CheckedGo go
    )
    {
        var goFlags = go.Settings["GOFLAGS"].Value;
        if (
            !files.IsVendored
            || workspace is not null
            || GoFlagsCheck.Mod(goFlags) is not (null or "vendor")
            || goFlags.Contains("-overlay", StringComparison.Ordinal)
            || goFlags.Contains("-modfile", StringComparison.Ordinal)
        )
            return [];
        if (files.GoMod.HasQueries)
            return [];
        var contradictions = ModuleLayout.CheckVendor(files.GoMod, files.Vendored);
        if (!contradictions.IsEmpty || files.Vendored is not { } vendored)
            return contradictions;
        using var digest = new ContentHash();
        digest.Add("go.mod", files.GoModText);
        digest.Add("modules.txt", files.VendorText);
        var missing = ImmutableArray<Diagnostic>.Empty;
        content.View.Derive(files.Directory, "vendor has what is imported", digest.Finish(), _ =>
            (missing = ModuleLayout.CheckVendoredImports(files.GoMod, vendored, content.Sources)).IsEmpty ? [] : null
        );
        return missing;
    }
}

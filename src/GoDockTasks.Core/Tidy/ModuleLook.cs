using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tidy;

/// <summary>What is wrong with a module by the looks of it, in every build and without any program.</summary>
internal static class ModuleLook
{
    public static ImmutableArray<Diagnostic> Check(ModuleFiles files, GoOnMachine go, ModuleCheckRequest request)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        Add(ToolchainRequirement.CheckForm(files.GoMod, request.DeclaredGoVersion));
        diagnostics.AddRange(ProxyPolicy.CheckRequirements(go.Settings, Downloaded(files.GoMod)));
        return diagnostics.ToImmutable();

        void Add(Diagnostic? diagnostic)
        {
            if (diagnostic is not null)
                diagnostics.Add(diagnostic);
        }
    }

    // A requirement that a folder or another module stands in for isn't downloaded under its own name.
    private static List<(string Path, SourceLocation Location)> Downloaded(GoModFile module)
    {
        var downloaded = new List<(string, SourceLocation)>(module.Require.Length);
        foreach (var require in module.Require)
        {
            var replaced = false;
            foreach (var replace in module.Replace)
                replaced |= replace.OldPath == require.Path && (replace.OldVersion is null || replace.OldVersion == require.Version);
            if (!replaced)
                downloaded.Add((require.Path, new(module.Path, require.Position.Line, require.Position.Column)));
        }

        return downloaded;
    }
}

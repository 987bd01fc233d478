using System.Collections.Immutable;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Recovery;

/// <summary>A vendor folder that go builds from: a module's, or from Go 1.22 on a workspace's.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="File">Its modules.txt.</param>
internal sealed record VendorFolder(string Path, VendorModulesFile File)
{
    /// <summary>Of go: mod or work.</summary>
    public string Subcommand => File.IsWorkspace ? "work" : "mod";

    /// <summary>What writes it anew, in <see cref="Directory"/>.</summary>
    public string Command => $"go {Subcommand} vendor";

    /// <summary>The module's or the workspace's.</summary>
    public string Directory => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Each once.</summary>
    public static ImmutableArray<VendorFolder> Of(
        ImmutableArray<GoModule> modules,
        ImmutableArray<Workspace> workspaces
    ) =>
        [
            .. modules
                .Where(module => module.IsVendored && module.Vendored is not null)
                .Select(module => new VendorFolder(
                    System.IO.Path.Combine(module.Directory, "vendor"),
                    module.Vendored!
                )),
            .. workspaces.Select(Of).OfType<VendorFolder>(),
        ];

    private static VendorFolder? Of(Workspace workspace)
    {
        // What go.mod says doesn't count where there is a go.work.
        var none = GoModFile.Parse("", workspace.File.Path, acceptQueries: false).Value;
        if (Vendoring.FindVendor(none, workspace.File) is not { } folder)
            return null;
        var path = System.IO.Path.Combine(folder, "modules.txt");
        var text = ModuleFileReader.Read(path, ModuleFileReader.MaxSumBytes).Text;
        return text is null ? null : new(folder, VendorModulesFile.Parse(text, path).Value);
    }
}

using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>All that a build of one module needs from the disk.</summary>
/// <param name="Main">The module.</param>
/// <param name="Workspace">The go.work that applies; null where none does.</param>
/// <param name="Described">Modules whose go.mod go reads, the module among them; sorted by folder.</param>
/// <param name="Compiled">Those of them whose source is compiled in, with it; sorted by folder.</param>
/// <param name="VendorFolder">
/// Absolute path of the vendor folder that it is built from; null where modules are downloaded.
/// </param>
/// <param name="Context">Absolute path of the lowest folder that holds all that.</param>
/// <param name="NeedsDownload">It requires modules that aren't here.</param>
public sealed record BuildGraph(
    LocalModule Main,
    GoWorkFile? Workspace,
    ImmutableArray<LocalModule> Described,
    ImmutableArray<(LocalModule Module, ModuleTree Tree)> Compiled,
    string? VendorFolder,
    string Context,
    bool NeedsDownload
)
{
    // More lines than a reader takes in at once.
    private const int ManyModules = 8;

    /// <summary>It has so many modules that what is generated names kinds of files instead of each.</summary>
    public bool IsLarge => Described.Length > ManyModules;

    /// <summary>The main module's source.</summary>
    public ModuleTree MainTree => Compiled.First(compiled => compiled.Module == Main).Tree;

    /// <summary>The newest go line that must be satisfied; null where none of the files has one.</summary>
    public string? GoVersion =>
        Newest([Workspace?.Go?.Version, .. Described.Select(module => module.GoMod.Go?.Version)]);

    /// <summary>
    /// The newest toolchain that is asked for, where it is newer than <see cref="GoVersion"/>; else null. Without
    /// <c>go</c> before it.
    /// </summary>
    public string? Toolchain
    {
        get
        {
            // Only the main module's and the workspace's count (go.dev/doc/toolchain, "Configuration").
            var name = Workspace is null ? Main.GoMod.Toolchain?.Name : Workspace.Toolchain?.Name;
            var version = name is null ? null : Modules.GoVersion.FromToolchain(name);
            return version is not null && Modules.GoVersion.Compare(version, GoVersion ?? "1.0") > 0 ? version : null;
        }
    }

    /// <summary>Where <see cref="Toolchain"/> is written.</summary>
    public SourceLocation? ToolchainLocation
    {
        get
        {
            if (Toolchain is null)
                return null;
            var (file, line) = Workspace is null
                ? (Main.GoMod.Path, Main.GoMod.Toolchain)
                : (Workspace.Path, Workspace.Toolchain);
            return new(file, line!.Position.Line, line.Position.Column);
        }
    }

    private static string? Newest(IEnumerable<string?> versions)
    {
        string? newest = null;
        foreach (var version in versions)
        {
            if (version is not null && (newest is null || Modules.GoVersion.Compare(version, newest) > 0))
                newest = version;
        }

        return newest;
    }
}

using System.Collections.Immutable;
using System.IO.Compression;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Recovery;

/// <summary>Vendor folders: they are the user's, so that go writes one anew with GoDockFix only.</summary>
internal sealed class VendorRecovery(CheckedGo go, IProcessRunner runner, ModuleCheckRequest request)
{
    /// <returns>GDT5014: a warning where it is mended.</returns>
    public async Task<IEnumerable<Diagnostic>> RunAsync(
        ImmutableArray<VendorFolder> folders,
        ImmutableArray<CachedModule> cached,
        CancellationToken cancellationToken
    )
    {
        var byName = cached.ToDictionary(module => module.Name, StringComparer.Ordinal);
        var diagnostics = new List<Diagnostic>();
        foreach (var folder in folders)
        {
            var found = VendorIntegrity.Check(folder, byName);
            if (found.Length > 0 && request.Fix && go.Toolchain is { } toolchain)
            {
                var vendor = await runner
                    .RunAsync(
                        new(
                            toolchain.Executable,
                            [folder.Subcommand, "vendor"],
                            folder.Directory,
                            go.Settings.ProcessEnvironment(),
                            request.Timeout
                        ),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (vendor.Succeeded && VendorIntegrity.Check(folder, byName).IsEmpty)
                    found = [.. found.Select(one => one with { Severity = DiagnosticSeverity.Warning })];
            }

            diagnostics.AddRange(found);
        }

        return diagnostics;
    }
}

/// <summary>
/// Whether vendored files are what the archives in the module cache have. What isn't vendored is no fault: `go mod
/// vendor` leaves out tests and what no package needs.
/// </summary>
internal static class VendorIntegrity
{
    private const int NamesInMessage = 5;

    /// <param name="cached">
    /// What the cache has, by its name; only archives that are what go.sum says are held against.
    /// </param>
    /// <returns>GDT5014, one a module.</returns>
    public static ImmutableArray<Diagnostic> Check(
        VendorFolder vendor,
        IReadOnlyDictionary<string, CachedModule> cached
    )
    {
        var root = vendor.Path;
        var owners = vendor
            .File.Modules.GroupBy(one => one.Path, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var files = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var file in DirHash.Below(root))
        {
            var name = Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');
            if (Owner(name, owners) is not { } owner)
                continue;
            if (!files.TryGetValue(owner, out var own))
                files[owner] = own = [];
            own.Add(name[(owner.Length + 1)..]);
        }

        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var (path, names) in files)
        {
            var source = owners[path];
            // A folder that replaces it isn't in the cache.
            if (
                (source.NewPath is null ? source.Version : source.NewVersion) is { } version
                && cached.TryGetValue($"{source.NewPath ?? path}@{version}", out var archive)
                && Compare(Path.Combine(root, path), names, archive) is [_, ..] differences
            )
                diagnostics.Add(Describe(vendor, Path.Combine(root, path), archive, differences));
        }

        return diagnostics.ToImmutable();
    }

    // The module whose path is the longest at the start of the name.
    private static string? Owner(string name, Dictionary<string, VendoredModule> owners)
    {
        for (var slash = name.LastIndexOf('/'); slash > 0; slash = name.LastIndexOf('/', slash - 1))
        {
            if (owners.ContainsKey(name[..slash]))
                return name[..slash];
        }

        return null;
    }

    private static List<FileDifference> Compare(string folder, List<string> names, CachedModule module)
    {
        var differences = new List<FileDifference>();
        if (DirHash.OfZip(module.Archive).Hash is not { } hash || !module.Sums.Any(sum => sum.Hash == hash))
            return differences;
        using var zip = new ZipArchive(RegularFile.Open(module.Archive), ZipArchiveMode.Read);
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            if (zip.GetEntry($"{module.Name}/{name}") is not { } entry)
                differences.Add(new(name, DifferenceKind.Added));
            else if (!ArchiveComparison.IsSame(entry, Path.Combine(folder, name), anyLineEnds: true))
                differences.Add(new(name, DifferenceKind.Changed));
        }

        return differences;
    }

    private static Diagnostic Describe(
        VendorFolder vendor,
        string folder,
        CachedModule archive,
        List<FileDifference> differences
    )
    {
        var names = differences.Take(NamesInMessage).Select(difference => difference.Describe());
        var more = differences.Count > NamesInMessage ? $" and {differences.Count - NamesInMessage} more" : "";
        return new(
            DiagnosticCatalogue.VendorDiffers,
            new(Path.Combine(folder, differences[0].Name)),
            $"'{folder}', which go compiles, isn't {archive.Name}: {string.Join(", ", names)}{more}; "
                + $"`{vendor.Command}` in '{vendor.Directory}' writes it anew (-p:GoDockFix=true does that here); to "
                + "keep a change, put it into a copy of the module, and replace the module by that in go.mod"
        );
    }
}

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

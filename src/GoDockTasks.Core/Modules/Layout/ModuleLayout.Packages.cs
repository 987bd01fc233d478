using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Modules.Layout;

/// <summary>Packages of the module's own.</summary>
internal static partial class ModuleLayout
{
    // A file whose name asks for a system isn't compiled for this one.
    private static readonly GoBuildContext NoSystem = new() { System = "" };

    /// <summary>
    /// The imports of packages that this machine should have and hasn't, as far as <c>go mod tidy</c> looks at the
    /// files that have them: each package once, at its first import. Tidy passes over paths that could be the standard
    /// library's, which have no dot in their first part; <c>go build ./...</c> doesn't.
    /// </summary>
    internal static ImmutableArray<MissingImport> FindMissingPackages(GoModFile module, OwnImports imports)
    {
        var missing = ImmutableArray.CreateBuilder<MissingImport>();
        foreach (var (package, files) in imports.All)
        {
            if (imports.Packages.Find(package) is not { } found)
                continue;
            var mayBeStandard = !package.Split('/')[0].Contains('.', StringComparison.Ordinal);
            foreach (var file in files)
            {
                if (
                    !IsLoadedByTidy(module, file)
                    || mayBeStandard && !IsInEveryBuild(file)
                    || ImportLocator.FindIn(file, package) is not { } import
                )
                    continue;
                missing.Add(new(found, import));
                break;
            }
        }

        return missing.ToImmutable();
    }

    // The folders of ./... (cmd/go/internal/modload's matchPackages), in them the files that imports.ScanDir reads.
    private static bool IsLoadedByTidy(GoModFile module, GoFile file)
    {
        var parts = file.RelativePath.Split('/');
        var folders = parts[..^1];
        return !Array.Exists(parts, part => part[0] is '_' or '.')
            && !Array.Exists(folders, part => part is "testdata" or "vendor")
            && !IsIgnored(module, folders)
            && !IsBehindLink(module, folders)
            && LocalPackages.HoldsForTidy(file.Path);
    }

    private static bool IsInEveryBuild(GoFile file) =>
        NoSystem.Includes(Path.GetFileName(file.Path), BuildConstraint.None, usesCgo: false) == true
        && LocalPackages.ConstraintOf(file.Path) is { IsNone: true };

    // ./folder from the module's on, a bare name anywhere (go.dev/ref/mod#go-mod-file-ignore).
    private static bool IsIgnored(GoModFile module, string[] folders)
    {
        var path = "/" + string.Join('/', folders) + "/";
        return module.Ignore.Any(ignore =>
            ignore.Path.Trim('/') is var name
            && (
                name.StartsWith("./", StringComparison.Ordinal)
                    ? path.StartsWith(name[1..] + "/", StringComparison.Ordinal)
                    : path.Contains("/" + name + "/", StringComparison.Ordinal)
            )
        );
    }

    private static bool IsBehindLink(GoModFile module, string[] folders)
    {
        var at = FolderOf(module);
        foreach (var folder in folders)
        {
            at = Path.Combine(at, folder);
            if (new DirectoryInfo(at).LinkTarget is not null)
                return true;
        }

        return false;
    }
}

using System.Collections.Immutable;
using System.Text;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>
/// Where go looks for a package that a module on this machine should have: in the module itself, in folders that
/// replace others, and in the other modules of the workspace (cmd/go/internal/modload's importFromModules and
/// dirInModule).
/// </summary>
internal sealed class LocalPackages
{
    private readonly ImmutableArray<ModuleRoot> modules;
    private readonly ImmutableArray<string> elsewhere;

    private LocalPackages(ImmutableArray<ModuleRoot> modules, ImmutableArray<string> elsewhere) =>
        (this.modules, this.elsewhere) = (modules, elsewhere);

    /// <summary>The modules that are looked into.</summary>
    public ImmutableArray<ModuleRoot> Modules => modules;

    /// <param name="module">The go.mod of the module that imports.</param>
    /// <param name="directory">Absolute path of its folder.</param>
    /// <param name="members">Those of the workspace that applies; empty for none.</param>
    public static LocalPackages Of(GoModFile module, string directory, IEnumerable<WorkspaceMember> members)
    {
        var local = ImmutableArray.CreateBuilder<ModuleRoot>();
        var elsewhere = ImmutableArray.CreateBuilder<string>();
        if (module.Module?.Path is { Length: > 0 } own)
            local.Add(new(own, directory));
        foreach (var replace in module.Replace)
        {
            // A folder that is missing is a fault of its own.
            var target = Path.GetFullPath(replace.NewPath.Replace('\0', '\uFFFD'), directory);
            var folder = Path.TrimEndingDirectorySeparator(target);
            if (replace.IsLocal && File.Exists(Path.Combine(folder, "go.mod")))
                local.Add(new(replace.OldPath, folder));
            else
                elsewhere.Add(replace.OldPath);
        }

        foreach (var member in members)
        {
            if (member.Folder != directory && member.File?.Value.Module?.Path is { Length: > 0 } path)
                local.Add(new(path, member.Folder));
        }

        elsewhere.AddRange(module.DownloadedRequirements().Select(require => require.Path));
        return new(local.ToImmutable(), elsewhere.ToImmutable());
    }

    /// <summary>
    /// Null for a package that is there, for one that a module may have that go downloads, and for one that none of
    /// these modules would have. What is given back can't be built: no go.mod names a module that could have it.
    /// </summary>
    /// <param name="package">An import path.</param>
    public MissingPackage? Find(string package)
    {
        if (
            !ModulePath.IsValidImport(package)
            || package.Contains("/vendor/", StringComparison.Ordinal)
            || elsewhere.Any(path => IsIn(package, path))
        )
            return null;
        ModuleRoot? nearest = null;
        foreach (var module in modules)
        {
            if (!IsIn(package, module.Path))
                continue;
            if (IsThere(module, package))
            {
                return IsCompiled(Path.Combine(module.Folder, package[module.Path.Length..].TrimStart('/')))
                    ? null
                    : new(package, module.Path, module.Folder, MissingPackageKind.Excluded);
            }

            if (nearest is null || module.Path.Length > nearest.Path.Length)
                nearest = module;
        }

        return nearest is { } found ? Describe(found, package) : null;
    }

    /// <summary>Whether a package, or a module, has this path or one below it.</summary>
    public static bool IsIn(string package, string modulePath) =>
        package.StartsWith(modulePath, StringComparison.Ordinal)
        && (package.Length == modulePath.Length || package[modulePath.Length] == '/');

    // What can't be read counts as there: go has its own words for that.
    private static bool IsThere(ModuleRoot module, string package)
    {
        var folder =
            package.Length == module.Path.Length
                ? module.Folder
                : Path.Combine(module.Folder, package[(module.Path.Length + 1)..]);
        try
        {
            if (!Directory.Exists(folder))
                return false;
            for (var between = folder; between?.Length > module.Folder.Length; between = Path.GetDirectoryName(between))
            {
                if (File.Exists(Path.Combine(between, "go.mod")))
                    return false;
            }

            // Any name will do, also that of a test or of a file that isn't compiled (fsys.IsGoDir).
            return GoFiles(folder).Any();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    // What tidy calls "no Go source files" (imports.ScanDir).
    private static bool IsCompiled(string folder)
    {
        try
        {
            return GoFiles(folder).Any(file => file.Name[0] is not ('_' or '.') && HoldsForTidy(file.FullName));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>Whether tidy reads this file's imports; also where it can't be read here.</summary>
    /// <param name="path">Absolute.</param>
    public static bool HoldsForTidy(string path) => ConstraintOf(path)?.HoldsForTidy != false;

    /// <summary>Null for a file that can't be read.</summary>
    /// <param name="path">Absolute.</param>
    public static BuildConstraint? ConstraintOf(string path) =>
        ModuleFileReader.Read(path, GoSource.MaxBytes).Text is { } text
            ? BuildConstraint.Read(Encoding.UTF8.GetBytes(text))
            : null;

    private static IEnumerable<FileInfo> GoFiles(string folder) =>
        new DirectoryInfo(folder)
            .EnumerateFiles("*.go")
            .Where(file => file.Name.EndsWith(".go", StringComparison.Ordinal));

    private static MissingPackage Describe(ModuleRoot module, string package)
    {
        var missing = new MissingPackage(package, module.Path, module.Folder, MissingPackageKind.NoFolder);
        try
        {
            var (at, found) = (module.Folder, "");
            var isExact = true;
            foreach (var part in missing.Folder == "." ? [] : missing.Folder.Split('/'))
            {
                if (Entry(at, part) is not { } name)
                    return missing;
                isExact &= name == part;
                (at, found) = (Path.Combine(at, name), found.Length == 0 ? name : found + "/" + name);
                var goMod = Path.Combine(at, "go.mod");
                if (File.Exists(goMod))
                {
                    var nested = ModulePathIn(goMod);
                    return missing with { Kind = MissingPackageKind.NestedModule, Found = found, FoundModule = nested };
                }
            }

            return isExact
                ? missing with
                {
                    Kind = MissingPackageKind.NoGoFiles,
                }
                : missing with
                {
                    Kind = MissingPackageKind.OtherCase,
                    Found = found,
                };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return missing;
        }
    }

    private static string? Entry(string folder, string name)
    {
        string? other = null;
        foreach (var entry in new DirectoryInfo(folder).EnumerateDirectories())
        {
            if (entry.Name == name)
                return name;
            if (entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                other = entry.Name;
        }

        return other;
    }

    private static string? ModulePathIn(string goMod) =>
        ModuleFileReader.Read(goMod, ModuleFileReader.MaxModBytes).Text is { } text
            ? GoModFile.Parse(text, goMod).Value.Module?.Path
            : null;
}

/// <summary>A module on this machine.</summary>
/// <param name="Folder">Absolute; of an image's build, relative to its context.</param>
internal sealed record ModuleRoot(string Path, string Folder);

/// <summary>Collects, while Go files are read, which of them import packages of modules on this machine.</summary>
internal sealed class OwnImports(LocalPackages packages)
{
    private readonly Dictionary<string, ImportedPackage> imported = new(StringComparer.Ordinal);

    public LocalPackages Packages => packages;

    /// <summary>Each package once, in the order of their paths.</summary>
    public IEnumerable<ImportedPackage> All => imported.Values.OrderBy(each => each.Path, StringComparer.Ordinal);

    /// <param name="package">An import path of the file.</param>
    public void See(GoFile file, string package)
    {
        if (!packages.Modules.Any(module => LocalPackages.IsIn(package, module.Path)))
            return;
        if (!imported.TryGetValue(package, out var seen))
            imported[package] = seen = new(package, []);
        if (seen.Files is not [.., var last] || last != file)
            seen.Files.Add(file);
    }
}

/// <summary>A package with the files that import it.</summary>
/// <param name="Path">Its import path.</param>
internal sealed record ImportedPackage(string Path, List<GoFile> Files);

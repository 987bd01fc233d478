using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Modules.Layout;

/// <summary>Where a module lies.</summary>
internal static partial class ModuleLayout
{
    /// <summary>
    /// GDT1006: as a warning if the module is GOPATH itself, where go refuses or ignores it; as a message if it lies in
    /// GOPATH's src under another path than its own.
    /// </summary>
    /// <param name="goPath">
    /// GOPATH: absolute folders, separated as in PATH; relative ones are passed over. Go looks for go.mod in the first
    /// alone.
    /// </param>
    public static ImmutableArray<Diagnostic> CheckGoPath(GoModFile file, string goPath)
    {
        var folder = FolderOf(file);
        var isFirst = true;
        foreach (var entry in goPath.Split(Path.PathSeparator))
        {
            if (Path.IsPathFullyQualified(entry))
            {
                if (isFirst && InFolder.Relative(folder, entry) == ".")
                    return
                    [
                        Create(
                            DiagnosticCatalogue.ModuleInGoPath,
                            file,
                            $"go.mod lies at the root of GOPATH ({entry}), where go ignores it; move the "
                                + $"module to a folder of its own"
                        ),
                    ];
                if (InFolder.Relative(folder, Path.Combine(entry, "src")) is { } place)
                    return CheckPlaceInSource(file, place.Replace('\\', '/'));
            }

            isFirst = false;
        }

        return [];
    }

    /// <summary>
    /// GDT1007 if the module is the system's folder for temporary files. Where a go.work applies, go doesn't mind.
    /// </summary>
    /// <param name="temporaryFolder">Absolute.</param>
    public static ImmutableArray<Diagnostic> CheckTemporaryFolder(GoModFile file, string temporaryFolder) =>
        InFolder.Relative(FolderOf(file), temporaryFolder) == "."
            ?
            [
                Create(
                    DiagnosticCatalogue.ModuleInTempRoot,
                    file,
                    $"go.mod lies at the root of the folder for temporary files ({temporaryFolder}), where "
                        + $"go ignores it; move the module to a folder of its own"
                ),
            ]
            : [];

    private static ImmutableArray<Diagnostic> CheckPlaceInSource(GoModFile file, string place)
    {
        if (file.Module is not { Path: var path } || place == path)
            return [];

        // A module's second major version may lie where the first did.
        if (ModulePath.TrySplitMajor(path, out var prefix, out var major) && major.StartsWith('/') && place == prefix)
            return [];
        return
        [
            Create(
                DiagnosticCatalogue.ModuleInGoPath,
                file,
                $"the module {Quoted.Value(path)} lies in GOPATH under {Quoted.Value(place)}; it builds, "
                    + $"but go mod init and old tools go by the folder: move it out of GOPATH"
            ) with
            {
                Severity = DiagnosticSeverity.Message,
            },
        ];
    }

    private static Diagnostic Create(DiagnosticDescriptor descriptor, GoModFile file, string message) =>
        new(descriptor, new(file.Path, file.Module?.Position.Line ?? 0, file.Module?.Position.Column ?? 0), message);

    private static string FolderOf(GoModFile file) => Path.GetDirectoryName(file.Path)!;
}

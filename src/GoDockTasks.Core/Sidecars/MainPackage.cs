using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Sidecars;

/// <summary>Which package of a module is the program.</summary>
internal static class MainPackage
{
    /// <summary>
    /// What the item says; else the only command in the module's own folder or right under cmd. Null with a GDT0005 where there are several, without one
    /// where there is none: a library.
    /// </summary>
    /// <returns><c>.</c>, or a folder with <c>./</c> before it.</returns>
    public static (string? Package, Diagnostic? Problem) Find(Sidecar sidecar, ModuleTree tree, string projectDirectory)
    {
        if (sidecar.Main is not null)
            return (sidecar.Main, null);
        var found = tree.MainFolders.Where(IsUsual).Select(folder => folder == "." ? folder : "./" + folder).ToArray();
        return found.Length switch
        {
            0 => (null, null),
            1 => (found[0], null),
            _ => (null, new(DiagnosticCatalogue.SeveralMains, SidecarItemLocator.Find(sidecar.Item), Message(sidecar, found, projectDirectory))),
        };
    }

    private static bool IsUsual(string folder) =>
        folder == "." || folder.StartsWith("cmd/", StringComparison.Ordinal) && folder.IndexOf('/', "cmd/".Length) < 0;

    private static string Message(Sidecar sidecar, string[] found, string projectDirectory)
    {
        var name = Path.GetFileName(found[^1]);
        return $"'{sidecar.Item.Include}' has several main packages ({string.Join(", ", found)}) and no Main; name one, and list the module once for each that is to be built: " +
            $"<GoSidecar Include=\"{sidecar.Item.Include}\" Name=\"{name}\" Main=\"{found[^1]}\" Dockerfile=\"{Path.GetRelativePath(projectDirectory, Path.Combine(sidecar.ModuleDirectory, name + ".Dockerfile")).Replace('\\', '/')}\" />.";
    }
}

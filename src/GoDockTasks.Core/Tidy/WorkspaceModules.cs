using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Tidy;

/// <summary>What the other members of a workspace provide.</summary>
internal static class WorkspaceModules
{
    /// <summary>The folder of the member, other than <paramref name="directory"/>, whose module has <paramref name="package"/>; null for none.</summary>
    /// <param name="workspace">Absolute path of go.work.</param>
    /// <param name="package">A package's or module's path.</param>
    public static string? Find(string workspace, string directory, string package)
    {
        if (ModuleFileReader.Read(workspace, ModuleFileReader.MaxModBytes).Text is not { } text)
            return null;

        var root = Path.GetDirectoryName(workspace)!;
        foreach (var use in GoWorkFile.Parse(text, workspace).Value.Use)
        {
            var member = Path.TrimEndingDirectorySeparator(Path.GetFullPath(use.Path, root));
            if (member != directory && ModulePathOf(member) is { } path && (package == path || package.StartsWith(path + "/", StringComparison.Ordinal)))
                return member;
        }

        return null;
    }

    private static string? ModulePathOf(string directory)
    {
        var path = Path.Combine(directory, "go.mod");
        return ModuleFileReader.Read(path, ModuleFileReader.MaxModBytes).Text is { } text ? GoModFile.Parse(text, path).Value.Module?.Path : null;
    }
}

namespace GoDockTasks.Core.Modules;

/// <summary>Finds the go.work that applies in a folder (cmd/go/internal/modload's FindGoWork).</summary>
public static class WorkspaceFinder
{
    /// <param name="folder">Absolute.</param>
    /// <param name="goWork">
    /// GOWORK: null, empty or <c>auto</c> to look in the folder and those above it, <c>off</c>, or a file.
    /// </param>
    /// <param name="goRoot">GOROOT, which the way up doesn't enter from below; null if it isn't known.</param>
    /// <returns>
    /// The file, absolute; null if none applies. A file that GOWORK names is given back even where there is none, and,
    /// as go refuses relative ones, as it is.
    /// </returns>
    public static string? Find(string folder, string? goWork, string? goRoot = null)
    {
        if (goWork == "off")
            return null;
        if (!string.IsNullOrEmpty(goWork) && goWork != "auto")
            return goWork;
        for (
            var candidate = Path.TrimEndingDirectorySeparator(folder);
            candidate is not null;
            candidate = Path.GetDirectoryName(candidate)
        )
        {
            if (goRoot is not null && candidate != folder && candidate == Path.TrimEndingDirectorySeparator(goRoot))
                return null;
            var file = Path.Combine(candidate, "go.work");
            if (File.Exists(file))
                return file;
        }

        return null;
    }
}

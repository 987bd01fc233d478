using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules.Layouts;

/// <summary>
/// Which modules a command of an image fetches, and from whom. Source: https://go.dev/ref/mod#environment-variables,
/// "GOPROXY protocol" and "Private modules".
/// </summary>
internal static class DirectFetch
{
    /// <summary>
    /// Paths of the modules that the command is the first to download; those of `go install path@version` too.
    /// </summary>
    public static IEnumerable<string> Modules(LintedDockerfile file, GoCommand command)
    {
        if (command.IsVersioned)
            return command
                .Operands.Where(word => word.Text?.Contains('@', StringComparison.Ordinal) == true)
                .Select(word => word.Text![..word.Text!.IndexOf('@', StringComparison.Ordinal)]);
        return ModuleDownload.IsFirst(file, command)
            ? file.Module(command)!.DownloadedRequirements().Select(require => require.Path)
            : [];
    }

    /// <summary>`go env -w` before it may have set anything.</summary>
    public static bool HasUnknownSettings(GoCommand command) =>
        ImagePrograms
            .CommandsBefore(command)
            .Any(other =>
                other.Program == "go"
                && other.Argument(1) == "env"
                && other.Words.Any(word => word.Text is "-w" or null)
            );

    /// <summary>
    /// Whether the command asks the repository itself for a module, and no proxy; null where that can't be known.
    /// </summary>
    public static bool? IsDirect(GoCommand command, string module)
    {
        if (HasUnknownSettings(command))
            return null;
        if ((command.Variable("GONOPROXY") ?? command.Variable("GOPRIVATE")) is { } patterns)
        {
            if (patterns.Text is null)
                return null;
            if (ModulePath.MatchPatterns(patterns.Text, module))
                return true;
        }

        if (command.Variable("GOPROXY") is not { } proxies)
            return false;
        return proxies.Text is null
            ? null
            : proxies.Text.Split(',', '|').Select(entry => entry.Trim()).FirstOrDefault(entry => entry.Length > 0)
                == "direct";
    }
}

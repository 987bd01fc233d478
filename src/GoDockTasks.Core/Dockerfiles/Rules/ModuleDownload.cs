using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>Whether go commands of an image fetch modules.</summary>
internal static class ModuleDownload
{
    /// <summary>The command needs modules that are downloaded, whether or not an earlier one has done that. False in a workspace, whose members may stand in.</summary>
    public static bool IsNeeded(LintedDockerfile file, GoCommand command) =>
        (command.Compiles && !command.IsVersioned || command.Verb is "mod download") && command.GoWork.IsAbsent &&
        (command.Verb != "mod download" || command.Operands.IsEmpty) &&
        file.Module(command) is { } module && module.DownloadedRequirements().Any() && !UsesVendor(command, module);

    /// <summary>The same, and no earlier command of the same image has downloaded them.</summary>
    public static bool IsFirst(LintedDockerfile file, GoCommand command) =>
        IsNeeded(file, command) && !file.GoCommands.Any(other => IsBefore(other, command) && IsNeeded(file, other));

    /// <summary>Another command with the same module ran before it, in the same stage or one that it starts from.</summary>
    public static bool IsBefore(GoCommand other, GoCommand command) =>
        other.ModuleDirectory == command.ModuleDirectory && command.Stage.Lineage.Contains(other.Stage) &&
        (other.Stage.Stage.Index, other.At.Start).CompareTo((command.Stage.Stage.Index, command.At.Start)) < 0;

    /// <summary>Go takes packages from the vendor folder, or may: modload's setDefaultBuildMod.</summary>
    public static bool UsesVendor(GoCommand command, GoModFile module)
    {
        if (command.Flag("mod") is { } mod)
            return mod.Value is null or "vendor" && command.Verb != "mod download";
        if (command.Variable("GOFLAGS") is { Text: null })
            return true;
        return command.Verb != "mod download" && command.ModuleDirectory is { } directory && !command.Find(directory, "vendor/modules.txt").IsAbsent &&
            module.Go is { } go && GoVersion.Compare(go.Version, "1.14") >= 0;
    }
}

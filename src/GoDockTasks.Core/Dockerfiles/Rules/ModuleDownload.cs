using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Rules.Caches;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>Whether go commands of an image fetch modules.</summary>
internal static class ModuleDownload
{
    /// <summary>
    /// The command needs modules that are downloaded, whether or not an earlier one has done that. False in a
    /// workspace, whose members may stand in.
    /// </summary>
    public static bool IsNeeded(LintedDockerfile file, GoCommand command) =>
        (command.Compiles && !command.IsVersioned || command.Verb is "mod download")
        && command.GoWork.IsAbsent
        && (command.Verb != "mod download" || command.Operands.IsEmpty)
        && file.Module(command) is { } module
        && module.DownloadedRequirements().Any()
        && !UsesVendor(command, module);

    /// <summary>The same, and no earlier command of the same image has downloaded them.</summary>
    public static bool IsFirst(LintedDockerfile file, GoCommand command) =>
        IsNeeded(file, command)
        && !MayBeThere(command)
        && !file.GoCommands.Any(other => IsBefore(other, command) && IsNeeded(file, other));

    /// <summary>
    /// Something was copied or mounted from elsewhere to where the modules are kept: another stage may have downloaded
    /// them.
    /// </summary>
    private static bool MayBeThere(GoCommand command)
    {
        var modules = GoCaches.ModulesOf(command);
        return command
                .StepsBefore()
                .Any(step =>
                    step.Instruction.Kind == InstructionKind.Copy
                    && step.Instruction.Flag("from") is not null
                    && IsAt(step.Target)
                )
            || command.Step.Mounts.Any(mount =>
                mount is { Kind: RunMountKind.Bind, From: not null }
                && IsAt(GoCaches.TargetOf(mount, command.Step.Before))
            );

        // Whole images are put over the root for their programs.
        bool IsAt(string? target) =>
            target is null
            || modules is null
            || target != "/" && (ImagePath.Below(target, modules) ?? ImagePath.Below(modules, target)) is not null;
    }

    /// <summary>
    /// What to copy before a download step: go.mod and go.sum, and the go.mod of each folder that replaces a module,
    /// which go reads then too.
    /// </summary>
    public static string Copies(LintedDockerfile file, GoCommand command)
    {
        var folder = command.GoMod.Source![..^"go.mod".Length];
        var goSum = file.Context.Find(folder + "go.sum") == ContextEntry.Missing ? "" : $"{folder}go.sum ";
        var copies = new List<string> { $"COPY {folder}go.mod {goSum}./" };
        foreach (
            var replace in file.Module(command)
                ?.Replace.Where(replace => replace.IsLocal && !replace.NewPath.StartsWith('/'))
                ?? []
        )
        {
            var path = ImagePath.Combine("/", replace.NewPath)[1..];
            if (
                file.Context.Find(ImagePath.Combine("/" + folder, replace.NewPath + "/go.mod")[1..])
                == ContextEntry.File
            )
                copies.Add($"COPY {folder}{path}/go.mod {path}/");
        }

        return string.Join(", ", copies);
    }

    /// <summary>
    /// Another command with the same module ran before it, in the same stage or one that it starts from.
    /// </summary>
    public static bool IsBefore(GoCommand other, GoCommand command) =>
        other.ModuleDirectory == command.ModuleDirectory
        && command.Stage.Lineage.Contains(other.Stage)
        && (other.Stage.Stage.Index, other.At.Start).CompareTo((command.Stage.Stage.Index, command.At.Start)) < 0;

    /// <summary>Go takes packages from the vendor folder, or may: modload's setDefaultBuildMod.</summary>
    public static bool UsesVendor(GoCommand command, GoModFile module)
    {
        if (command.Flag("mod") is { } mod)
            return mod.Value is null or "vendor" && command.Verb != "mod download";
        if (command.Variable("GOFLAGS") is { Text: null })
            return true;
        return command.Verb != "mod download"
            && command.ModuleDirectory is { } directory
            && !command.Find(directory, "vendor/modules.txt").IsAbsent
            && module.Go is { } go
            && GoVersion.Compare(go.Version, "1.14") >= 0;
    }
}

using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>GDT2122: COPY --from, or a bind mount, takes a path that the stage doesn't have.</summary>
internal sealed class CopiedPathRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var stage in file.Stages)
        {
            foreach (var step in stage.Steps)
            {
                foreach (var (from, path, at) in Taken(file, step))
                {
                    if (
                        NeededStages.Find(file.Trace.Stages, stage.Stage.Index, from) is { } other
                        && other.Final.Content.Exists(path) == Presence.Absent
                        && Message(file, other, path) is { } message
                    )
                        yield return file.Report(DiagnosticCatalogue.CopiedPathMissing, at, message);
                }
            }
        }
    }

    private static IEnumerable<(string From, string Path, Word At)> Taken(LintedDockerfile file, BuildStep step)
    {
        foreach (var mount in step.Mounts)
        {
            if (mount is { Kind: RunMountKind.Bind, From: { } from, Source: { } source })
                yield return (from, ImagePath.Combine("/", source), mount.Flag.Source);
        }

        if (step.Instruction.Kind != InstructionKind.Copy || step.Instruction.FlagValue("from") is not { } name)
            yield break;
        foreach (var word in step.Instruction.Arguments[..^1])
        {
            if (file.Expand(step, word) is { } text && !BuildContext.IsPattern(text))
                yield return (name, ImagePath.Combine("/", text), word);
        }
    }

    /// <summary>Null where the file may be made before the image is built.</summary>
    private static string? Message(LintedDockerfile file, StageTrace stage, string path)
    {
        var name = stage.Stage.Name ?? stage.Stage.Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var what = $"stage '{name}' has no {path}";
        if (Lost(stage, path) is { } mount)
            return $"{what}: it is written into the mount at {mount}, of which nothing stays in the stage; write it "
                + $"to a folder outside of the mount";
        var programs = Programs.Of(file, stage).Where(program => stage.Final.Content.Find(program).IsPresent).ToList();
        if (Programs.Nearest(path, programs) is { } nearest)
            return $"{what}; did you mean {nearest}?";
        if (stage.Final.Content.IsInContextFolder(path))
            return null;
        return programs.Count == 0
            ? $"{what}; correct the path"
            : $"{what}; go leaves {string.Join(", ", programs.Take(5))} there";
    }

    private static string? Lost(StageTrace stage, string path)
    {
        foreach (var step in stage.Lineage.SelectMany(part => part.Steps))
        {
            foreach (var mount in ImagePath.Mounts(step.Mounts, step.Before.Directory))
            {
                if (mount != "/" && ImagePath.Below(mount, path) is { Length: > 0 })
                    return mount;
            }
        }

        return null;
    }
}

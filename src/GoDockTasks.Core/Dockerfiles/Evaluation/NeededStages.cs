using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>Which stages a build of one of them runs.</summary>
internal static class NeededStages
{
    public static ImmutableArray<StageTrace> Of(IReadOnlyList<StageTrace> stages, int target)
    {
        var needed = new bool[stages.Count];
        if (stages.Count > 0)
            Mark(target);
        return [.. stages.Where((_, index) => needed[index])];

        void Mark(int first)
        {
            var open = new Stack<int>([first]);
            while (open.TryPop(out var index))
            {
                if (needed[index])
                    continue;
                needed[index] = true;
                foreach (var other in References(stages, index))
                    open.Push(other.Stage.Index);
            }
        }
    }

    private static IEnumerable<StageTrace> References(IReadOnlyList<StageTrace> stages, int index)
    {
        var trace = stages[index];
        if (trace.Base.Parent is { } parent)
            yield return parent;
        foreach (var step in trace.Steps)
        {
            if (
                step.Instruction.Kind == InstructionKind.Copy
                && step.Instruction.FlagValue("from") is { } from
                && Find(stages, index, from) is { } copied
            )
                yield return copied;
            foreach (var mount in step.Mounts)
            {
                if (mount.From is not null && Find(stages, index, mount.From) is { } mounted)
                    yield return mounted;
            }
        }
    }

    /// <summary>
    /// The stage that `--from` or `from=` names: by name, or by number; only those before it. Null for an image or a
    /// named context.
    /// </summary>
    public static StageTrace? Find(IReadOnlyList<StageTrace> stages, int before, string name)
    {
        var lower = name.ToLowerInvariant();
        for (var i = before - 1; i >= 0; i--)
        {
            if (stages[i].Stage.Name == lower)
                return stages[i];
        }

        return
            int.TryParse(
                name,
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture,
                out var index
            )
            && index < before
            ? stages[index]
            : null;
    }
}

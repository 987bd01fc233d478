using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>Goes through the instructions of one stage.</summary>
internal sealed class StageEvaluator(
    BuildContext context,
    WordExpander expander,
    ImmutableDictionary<string, VariableValue> globals,
    IReadOnlyList<StageTrace> earlier
)
{
    // A value that doubles at each line would not fit into memory.
    private const int MaxValueLength = 32 * 1024;

    public ImmutableArray<BuildStep> Evaluate(Stage stage, StageState state)
    {
        var steps = ImmutableArray.CreateBuilder<BuildStep>(stage.Instructions.Length);
        foreach (var instruction in stage.Instructions)
        {
            var step = Evaluate(instruction, state, stage.Index);
            steps.Add(step);
            state = step.After;
        }

        return steps.ToImmutable();
    }

    private BuildStep Evaluate(Instruction instruction, StageState state, int index)
    {
        var step = new BuildStep(instruction, state);
        return instruction.Kind switch
        {
            InstructionKind.Env => step with { After = state with { Environment = WithPairs(instruction, state) } },
            InstructionKind.Arg => step with { After = state with { Arguments = WithArguments(instruction, state) } },
            InstructionKind.Workdir => step with { After = ChangeDirectory(instruction, state) },
            InstructionKind.User => step with
            {
                After = state with
                {
                    User = Expand(instruction.Arguments[0].Text, state),
                    UserInstruction = instruction,
                },
            },
            InstructionKind.Shell => step with { After = state with { Shell = instruction } },
            InstructionKind.Copy or InstructionKind.Add => new CopyEvaluator(context, earlier, value =>
                Expand(value, state)
            ).Evaluate(step, index),
            InstructionKind.Run => new RunEvaluator(context, earlier, value => Expand(value, state)).Evaluate(
                step,
                index
            ),
            _ => step,
        };
    }

    private string? Expand(string word, StageState state) =>
        expander.Expand(word, state.Variable).Text is { Length: <= MaxValueLength } text ? text : null;

    // All pairs of one ENV see the values from before it.
    private ImmutableDictionary<string, VariableValue> WithPairs(Instruction instruction, StageState state)
    {
        var result = state.Environment;
        foreach (var pair in instruction.Pairs)
        {
            if (Expand(pair.Name.Text, state) is { } name)
                result = result.SetItem(name, new(Expand(pair.Value!.Value.Text, state)));
        }

        return result;
    }

    private ImmutableDictionary<string, VariableValue> WithArguments(Instruction instruction, StageState state)
    {
        var result = state.Arguments;
        foreach (var pair in instruction.Pairs)
        {
            if (Expand(pair.Name.Text, state) is not { } name)
                continue;
            result = result.SetItem(
                name,
                pair.Value is { } value
                    ? new(Expand(value.Text, state with { Arguments = result }))
                    : globals.GetValueOrDefault(name) ?? VariableValue.Unknown
            );
        }

        return result;
    }

    private StageState ChangeDirectory(Instruction instruction, StageState state)
    {
        var path = Expand(instruction.Arguments[0].Text, state);
        if (path is null || (state.Directory is null && !path.StartsWith('/')))
            return state with { Directory = null };
        var directory = ImagePath.Combine(state.Directory ?? "/", path);
        return state with
        {
            Directory = directory,
            Directories = state.Directories.Add(directory),
            Content = state.Content.WithFolder(directory),
        };
    }
}

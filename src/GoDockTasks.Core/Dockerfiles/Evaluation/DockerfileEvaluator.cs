using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Images;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>
/// Goes through a Dockerfile as a build would. Source of the rules: the Dockerfile reference, and BuildKit's
/// dockerfile2llb.
/// </summary>
internal sealed class DockerfileEvaluator
{
    /// <summary>Set by BuildKit to what only a build knows, and by default before the first FROM.</summary>
    public static readonly ImmutableArray<string> PlatformArguments =
    [
        "BUILDPLATFORM",
        "BUILDOS",
        "BUILDARCH",
        "BUILDVARIANT",
        "TARGETPLATFORM",
        "TARGETOS",
        "TARGETARCH",
        "TARGETVARIANT",
    ];

    private readonly Dockerfile dockerfile;
    private readonly BuildContext context;
    private readonly WordExpander expander;
    private readonly List<StageTrace> stages = [];
    private readonly ImmutableDictionary<string, VariableValue> globals;

    private DockerfileEvaluator(Dockerfile dockerfile, BuildContext context)
    {
        (this.dockerfile, this.context) = (dockerfile, context);
        expander = new(dockerfile.EscapeToken);
        globals = Globals();
    }

    /// <param name="path">Absolute path of the Dockerfile.</param>
    /// <param name="dockerfile">Without errors.</param>
    public static DockerfileTrace Evaluate(string path, Dockerfile dockerfile, BuildContext context)
    {
        var evaluator = new DockerfileEvaluator(dockerfile, context);
        foreach (var stage in dockerfile.Stages)
            evaluator.stages.Add(evaluator.Evaluate(stage));
        return new(path, dockerfile, context, [.. evaluator.stages]);
    }

    private ImmutableDictionary<string, VariableValue> Globals()
    {
        var result = ImmutableDictionary<string, VariableValue>.Empty.SetItems(
            PlatformArguments.Add("TARGETSTAGE").Select(name => KeyValuePair.Create(name, VariableValue.Unknown))
        );
        foreach (var pair in dockerfile.GlobalArguments.SelectMany(instruction => instruction.Pairs))
            result = result.SetItem(
                pair.Name.Text,
                pair.Value is { } value
                    ? new(expander.Expand(value.Text, result.GetValueOrDefault).Text)
                    : VariableValue.Unknown
            );
        return result;
    }

    private StageTrace Evaluate(Stage stage)
    {
        var name = expander.Expand(stage.Base!.Value.Text, globals.GetValueOrDefault).Text;
        var parent = name is null
            ? null
            : stages.LastOrDefault(other => string.Equals(other.Stage.Name, name, StringComparison.OrdinalIgnoreCase));
        var image = new BaseImage(parent is not null || name is null ? null : ImageReference.TryParse(name), parent)
        {
            Platform = stage.From.FlagValue("platform") is { } platform
                ? expander.Expand(platform, globals.GetValueOrDefault).Text
                : null,
        };
        var trace = new StageTrace(stage, image, parent is null ? Start(image) : parent.Final);
        var evaluator = new StageEvaluator(context, expander, globals, stages);
        return trace with { Steps = evaluator.Evaluate(stage, trace.Initial) };
    }

    private static StageState Start(BaseImage image)
    {
        var environment = ImmutableDictionary<string, VariableValue>.Empty;
        if (!image.IsScratch)
            environment = environment.SetItem("PATH", VariableValue.OfBaseImage);
        if (image is { IsGolang: true, IsWindows: false })
        {
            // Its Dockerfile also makes /go writable for everybody, and sets no GOFLAGS, GOPROXY or CGO_ENABLED.
            environment = environment
                .SetItem("GOPATH", new("/go"))
                .SetItem("GOTOOLCHAIN", new("local"))
                .SetItem(
                    "GOLANG_VERSION",
                    new(image.GoVersion is { } version && version.Count(c => c == '.') == 2 ? version : null)
                );
        }

        return new()
        {
            Environment = environment,
            HasUnknownEnvironment = !image.IsWellKnown,
            Directory =
                !image.IsWellKnown ? null
                : image.IsGolang ? "/go"
                : image.IsDistroless && image.Tag.Contains("nonroot", StringComparison.Ordinal) ? "/home/nonroot"
                : "/",
            // A digest alone doesn't tell which of distroless' images it is.
            User =
                image.IsWellKnown && !(image.IsDistroless && image.Tag.Length == 0)
                    ? image.IsDistroless && image.Tag.Contains("nonroot", StringComparison.Ordinal)
                        ? "65532"
                        : ""
                    : null,
            Files = image.IsWellKnown ? ImageFiles.Nothing : ImageFiles.Anything,
            Content = BaseImageFiles.Of(image),
            Directories = image is { IsGolang: true, IsWindows: false }
                ? ["/", "/go", "/tmp", "/usr/local/bin"]
                : ["/"],
        };
    }
}

/// <summary>A Dockerfile as a build would go through it, as far as that can be known without building.</summary>
/// <param name="Path">Of the Dockerfile; absolute.</param>
/// <param name="Context">What COPY takes from.</param>
/// <param name="Stages">In the order of the file.</param>
internal sealed record DockerfileTrace(
    string Path,
    Dockerfile Dockerfile,
    BuildContext Context,
    ImmutableArray<StageTrace> Stages
)
{
    /// <summary>The stage that an image is made of: the last, unless <see cref="For"/> names another.</summary>
    public StageTrace Target { get; private init; } = Stages[^1];

    /// <summary>
    /// The stages that the target is made of, by FROM, COPY --from and mounts, in the order of the file. Others aren't
    /// built.
    /// </summary>
    public ImmutableArray<StageTrace> Needed { get; private init; } = NeededStages.Of(Stages, Stages.Length - 1);

    /// <summary>The same with another stage as its target; this where there is no such stage.</summary>
    /// <param name="target">Name or number, as `docker build --target` takes it; null for the last.</param>
    public DockerfileTrace For(string? target) =>
        target is null || NeededStages.Find(Stages, Stages.Length, target) is not { } stage
            ? this
            : this with
            {
                Target = stage,
                Needed = NeededStages.Of(Stages, stage.Stage.Index),
            };
}

/// <summary>A stage, instruction by instruction.</summary>
internal sealed record StageTrace(Stage Stage, BaseImage Base, StageState Initial)
{
    public ImmutableArray<BuildStep> Steps { get; init; } = [];

    /// <summary>What holds at its end.</summary>
    public StageState Final => Steps.IsEmpty ? Initial : Steps[^1].After;

    /// <summary>
    /// This stage and those that it starts from, the bottom one first: all that its image is made of.
    /// </summary>
    public IEnumerable<StageTrace> Lineage => Base.Parent is null ? [this] : Base.Parent.Lineage.Append(this);
}

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

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

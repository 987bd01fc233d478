using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Images.Building;
using GoDockTasks.Core.Oci;

namespace GoDockTasks.Core.Gates;

/// <summary>The image says in which time zone it runs, who it runs as, and what it was made from.</summary>
internal static class EnvironmentGate
{
    private const string BaseName = "org.opencontainers.image.base.name";
    private const string BaseDigest = "org.opencontainers.image.base.digest";

    private static readonly ImmutableArray<string> Labels =
    [
        "org.opencontainers.image.revision",
        "org.opencontainers.image.created",
        InputsLabel.Name,
    ];

    public static GateOutcome Run(GateRun run)
    {
        if (run.Program.ImageLayout is not { } folder)
            return run.NotChecked(
                DiagnosticCatalogue.GateNotChecked,
                "there is no image to look at; build it with `dotnet build -t:BuildGoImage`"
            );
        var (layout, problem) = ImageLayout.Read(folder);
        if (layout is null)
            return GateOutcome.NotChecked(Printable.Of(problem!.Message), problem);
        ImmutableArray<string> faults =
        [
            .. layout.Images.SelectMany(image => Faults(image).Concat(Others(image, run.Program))).Distinct(),
        ];
        var source = new GateSource(run.Name(folder), layout.Root.Digest["sha256:".Length..]);
        return faults.IsEmpty
            ? new(GateVerdict.Passed, $"{layout.Images.Length} images: TZ, user, labels, base") { Source = source }
            : new(GateVerdict.Failed, Printable.Of(string.Join("; ", faults)))
            {
                Source = source,
                Diagnostics =
                [
                    .. faults.Select(fault =>
                        run.Problem(DiagnosticCatalogue.EnvironmentUnfit, fault) with
                        {
                            Location = new(run.Program.Sidecar.DockerfilePath),
                        }
                    ),
                ],
            };
    }

    private static IEnumerable<string> Faults(PlatformImage image)
    {
        var config = image.Config;
        if (string.IsNullOrEmpty(config.Variable("TZ")))
            yield return "the image sets no time zone; add ENV TZ=Etc/UTC, or generate the Dockerfile";
        if (config.User.Split(':')[0] is "" or "root" or "0")
            yield return $"the image runs as root; add USER {ContainerUser.Default}";
        foreach (var label in Labels.Where(label => string.IsNullOrEmpty(config.Labels.GetValueOrDefault(label))))
            yield return $"the image has no label {label}; build it with BuildGoImage, which fills it";
        if (
            config.Labels.GetValueOrDefault(BaseName) is { Length: > 0 } name
            && string.IsNullOrEmpty(config.Labels.GetValueOrDefault(BaseDigest))
            && ImageReference.TryParse(name) is { Digest: null, IsScratch: false } reference
            && IsFloating(reference.Tag)
        )
            yield return $"its base image {name} may change at any time; run `dotnet build -t:UpdateBaseImages`";
    }

    // The statements that are signed would be about something else.
    private static IEnumerable<string> Others(PlatformImage image, GatedProgram program)
    {
        if (
            image.Config.Labels.GetValueOrDefault(InputsLabel.Name) is { Length: > 0 } inputs
            && !program.InputsDigests.IsEmpty
            && !program.InputsDigests.Contains(inputs)
        )
            yield return $"the image was built from other inputs (label {InputsLabel.Name}={inputs}) than are here "
                + $"now ({string.Join(", ", program.InputsDigests)}); build it again, and see what changes files "
                + "meanwhile";
    }

    // latest, nonroot, bookworm: a tag without a figure names no version.
    private static bool IsFloating(string? tag) => tag is null || !tag.Any(char.IsAsciiDigit);
}

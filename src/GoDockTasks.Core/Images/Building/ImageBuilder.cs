using System.Collections.Immutable;
using System.Globalization;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Images.Building;

/// <summary>
/// Builds the images of all sidecars with one <c>docker buildx bake</c>, or by the .NET SDK, into folders, from which
/// they are checked and pushed by digest: what an image store says of them doesn't count.
/// </summary>
public sealed class ImageBuilder(IProcessRunner runner)
{
    // A builder of several machines is asked whether they answer, 20 s each.
    private static readonly TimeSpan InspectLimit = TimeSpan.FromMinutes(1);

    private const int MaxOutput = 64 * 1024 * 1024;

    /// <summary>
    /// Builds, and puts the images into their folders when all of them are whole. Those that were there before are gone
    /// from the start, so that nobody takes them for these.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ImageBuildReport> RunAsync(ImageBuildRequest request, CancellationToken cancellationToken)
    {
        switch (request.ImageBuilder?.Trim() ?? "")
        {
            case "" or "buildx":
                break;
            case "sdk":
                return await new SdkImageBuilder(runner).RunAsync(request, cancellationToken).ConfigureAwait(false);
            default:
                return new([], [BadBuilder(request)], "");
        }

        var plan = ImageBuildPlan.Make(request);
        if (!plan.Diagnostics.IsEmpty || plan.BakeFile is null)
            return new([], plan.Diagnostics, "");
        if (ProgramSearch.Find("docker", request.Environment) is not { } docker)
            return new([], [BuilderFailure.NoDocker("docker isn't on PATH")], "");
        var folders = new ImageFolders(request.Directory);
        try
        {
            folders.Clear(plan.Sidecars.Select(each => each.Sidecar));
            using var scratch = folders.Scratch();
            return await new Run(runner, request, plan, docker, folders, scratch.Path)
                .BuildAsync(cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new([], [folders.NotWritable(exception)], "");
        }
    }

    /// <summary>GDT4111.</summary>
    /// <param name="advice">What to do beside waiting longer.</param>
    internal static Diagnostic TimedOut(ImageBuildRequest request, string advice) =>
        new(
            DiagnosticCatalogue.ImageBuildTooLong,
            SourceLocation.None,
            $"building the images did not end within {request.Timeout.TotalSeconds} s and was stopped; raise "
                + $"GoDockImageTimeoutSeconds, or {advice}"
        );

    private static Diagnostic BadBuilder(ImageBuildRequest request) =>
        new(
            DiagnosticCatalogue.ImageSettingUnknown,
            new(request.Generation.ProjectFile),
            $"GoDockImageBuilder is '{request.ImageBuilder}'; it takes buildx, which is the default, or sdk"
        );

    private sealed class Run(
        IProcessRunner runner,
        ImageBuildRequest request,
        ImageBuildPlan plan,
        string docker,
        ImageFolders folders,
        string scratch
    )
    {
        private readonly string? builder = string.IsNullOrWhiteSpace(request.Builder) ? null : request.Builder.Trim();
        private readonly string folder = Path.GetDirectoryName(plan.BakeFile!)!;
        private readonly Dictionary<string, string> environment = new(request.Environment, StringComparer.Ordinal)
        {
            // Contexts, secrets and images lie where the project has them: it is its own bake file.
            ["BUILDX_BAKE_ENTITLEMENTS_FS"] = "0",
            // Of a build's metadata, only its node is read.
            ["BUILDX_METADATA_PROVENANCE"] = "disabled",
        };

        public async Task<ImageBuildReport> BuildAsync(CancellationToken cancellationToken)
        {
            var failure = new BuilderFailure(builder);
            var (instance, inspected) = await InspectAsync(cancellationToken).ConfigureAwait(false);
            if (failure.OfName(inspected) is { } wrong)
                return new([], [wrong], inspected);
            var git = new GitReader(runner, request.Environment, InspectLimit);
            var source = await ImageSource
                .ReadAsync(git, folder, request.Environment, cancellationToken)
                .ConfigureAwait(false);
            foreach (var (name, value) in source.Variables)
                environment[name] = value;
            var commands = Commands(plan.WriteBakeFile(scratch), source, instance.Nodes.Length > 1);
            var (outcomes, output) = await BakeAsync(commands, cancellationToken).ConfigureAwait(false);
            if (
                request.Inputs is { } inputs
                && outcomes.All(outcome => outcome.Succeeded)
                && await new InputsLabel(inputs, scratch).AddAsync(commands, cancellationToken).ConfigureAwait(false)
                    is { IsEmpty: false } labelled
            )
            {
                commands = labelled;
                (outcomes, var again) = await BakeAsync(commands, cancellationToken).ConfigureAwait(false);
                output += again;
            }

            if (outcomes.All(outcome => outcome.Succeeded))
                return Take(commands, output);
            return new(
                [],
                await ExplainAsync(failure, instance, outcomes, output, cancellationToken).ConfigureAwait(false),
                output
            );
        }

        private async Task<(BuilderInstance Instance, string Printed)> InspectAsync(CancellationToken cancellationToken)
        {
            var outcome = await DockerAsync(
                    builder is null ? ["buildx", "inspect"] : ["buildx", "inspect", builder],
                    InspectLimit,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return outcome.Succeeded
                ? (BuilderInstance.Parse(outcome.StandardOutput), "")
                : (BuilderInstance.Unknown, Secrets.Redact(outcome.StandardError));
        }

        // A layout is written by one node: where there are several, each platform is built by itself.
        private ImmutableArray<BakeCommand> Commands(string file, ImageSource source, bool hasNodes)
        {
            var all = new BakeCommand(file, Path.Combine(scratch, "0"), plan.Sidecars)
            {
                Builder = builder,
                Platforms = plan.Platforms,
                Labels = source.Labels,
            };
            var platforms = plan.Sidecars.SelectMany(sidecar => PlatformsOf(sidecar)).Distinct().ToList();
            return !hasNodes || platforms.Count < 2
                ? [all]
                :
                [
                    .. platforms.Select(
                        (platform, index) =>
                            all with
                            {
                                Output = Path.Combine(scratch, index.ToString(CultureInfo.InvariantCulture)),
                                Platforms = [platform],
                                Sidecars = [.. plan.Sidecars.Where(each => PlatformsOf(each).Contains(platform))],
                            }
                    ),
                ];
        }

        private ImmutableArray<Platform> PlatformsOf(BakedSidecar sidecar) =>
            plan.Platforms.IsEmpty ? sidecar.Sidecar.Platforms : plan.Platforms;

        private async Task<(ProcessOutcome[] Outcomes, string Output)> BakeAsync(
            ImmutableArray<BakeCommand> commands,
            CancellationToken cancellationToken
        )
        {
            var outcomes = await Task.WhenAll(commands.Select(command => BakeAsync(command, cancellationToken)))
                .ConfigureAwait(false);
            return (outcomes, Secrets.Redact(string.Concat(outcomes.Select(outcome => outcome.StandardError))));
        }

        private Task<ProcessOutcome> BakeAsync(BakeCommand command, CancellationToken cancellationToken)
        {
            Directory.CreateDirectory(command.Output);
            return DockerAsync(command.Arguments, request.Timeout, cancellationToken);
        }

        private Task<ProcessOutcome> DockerAsync(
            ImmutableArray<string> arguments,
            TimeSpan limit,
            CancellationToken cancellationToken
        ) =>
            runner.RunAsync(
                new(docker, arguments, folder, environment, limit) { MaxOutputCharacters = MaxOutput },
                cancellationToken
            );

        private async Task<ImmutableArray<Diagnostic>> ExplainAsync(
            BuilderFailure failure,
            BuilderInstance before,
            ProcessOutcome[] outcomes,
            string output,
            CancellationToken cancellationToken
        )
        {
            if (outcomes.FirstOrDefault(outcome => outcome.End == ProcessEnd.NotStarted) is { } none)
                return [BuilderFailure.NoDocker($"'{docker}' can't be started ({none.StandardError.Trim()})")];
            if ((failure.OfName(output) ?? BuilderFailure.OfStore(output)) is { } named)
                return [named];
            var (after, _) = await InspectAsync(cancellationToken).ConfigureAwait(false);
            if (failure.OfLostNode(before, after, output) is { } lost)
                return [lost];
            if (outcomes.Any(outcome => outcome.End == ProcessEnd.TimedOut))
                return [TimedOut(request, "name a builder that is faster or nearer in GoDockBuilder")];
            var log = BuilderFailure.Read(output, [.. plan.Sidecars.Select(each => each.Sidecar)]);
            return
                (BuilderFailure.IsWait(output) || !BuilderFailure.IsKnown(log.Cause))
                && failure.OfUnreachableNode(after) is { } unreachable
                ? [unreachable]
                : BuilderFailure.OfLog(log);
        }

        private ImageBuildReport Take(ImmutableArray<BakeCommand> commands, string output)
        {
            var taken = new List<(Sidecar Sidecar, ImageLayout Layout, ImmutableArray<NodeOfPlatform> Nodes)>();
            foreach (var sidecar in plan.Sidecars)
            {
                var (parts, nodes) = (new List<ImageLayout>(), ImmutableArray.CreateBuilder<NodeOfPlatform>());
                foreach (
                    var command in commands.Where(each => each.Sidecars.Any(baked => baked.Target == sidecar.Target))
                )
                {
                    var (part, problem) = ImageLayout.Read(command.FolderOf(sidecar));
                    if (part is null)
                        return new([], [problem!], output);
                    parts.Add(part);
                    var node = command.NodeOf(sidecar);
                    nodes.AddRange(part.Images.Select(image => new NodeOfPlatform($"{image.Platform}", node)));
                }

                var from = parts[0].Folder;
                if (parts.Count > 1)
                {
                    from = Path.Combine(scratch, "merged", sidecar.Target);
                    LayoutMerge.Run([.. parts], from);
                }

                var (layout, damage) = ImageLayout.Read(from);
                if (layout is null)
                    return new([], [damage!], output);
                taken.Add((sidecar.Sidecar, layout, nodes.ToImmutable()));
            }

            return new([.. taken.Select(each => folders.Put(each.Sidecar, each.Layout, each.Nodes))], [], output);
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using GoDockTasks.Core.Building;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Registries;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Images.Building;

/// <summary>
/// Builds the images of all sidecars without docker: the programs with this machine's Go, the images with the .NET
/// SDK's own task.
/// </summary>
internal sealed class SdkImageBuilder(IProcessRunner runner)
{
    /// <summary>As <see cref="ImageBuilder.RunAsync"/>.</summary>
    public async Task<ImageBuildReport> RunAsync(ImageBuildRequest request, CancellationToken cancellationToken)
    {
        var plan = SdkImagePlan.Make(request);
        if (!plan.Diagnostics.IsEmpty || plan.Images.IsEmpty)
            return new([], plan.Diagnostics, "");
        var dotnet =
            request.Environment.GetValueOrDefault("DOTNET_HOST_PATH") is { Length: > 0 } host && File.Exists(host)
                ? host
                : ProgramSearch.Find("dotnet", request.Environment);
        if (dotnet is null)
            return new([], [SdkFailure.NoDotnet("dotnet isn't on PATH", new(request.Generation.ProjectFile))], "");
        var folders = new ImageFolders(request.Directory);
        try
        {
            folders.Clear(plan.Images.Select(image => image.Sidecar));
            using var scratch = folders.Scratch();
            return await new Run(
                runner,
                request,
                plan,
                new(runner, request, dotnet, scratch.Path),
                folders,
                scratch.Path
            )
                .BuildAsync(cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new([], [folders.NotWritable(exception)], "");
        }
    }

    private sealed class Run(
        IProcessRunner runner,
        ImageBuildRequest request,
        SdkImagePlan plan,
        SdkProcess sdk,
        ImageFolders folders,
        string scratch
    )
    {
        private static readonly TimeSpan GitLimit = TimeSpan.FromMinutes(1);

        private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        private readonly SourceLocation project = new(request.Generation.ProjectFile);

        public async Task<ImageBuildReport> BuildAsync(CancellationToken cancellationToken)
        {
            var git = new GitReader(runner, request.Environment, GitLimit);
            var source = await ImageSource
                .ReadAsync(git, plan.Folder, request.Environment, cancellationToken)
                .ConfigureAwait(false);
            // Before minutes of compiling.
            var bases = await ReadBasesAsync(cancellationToken).ConfigureAwait(false);
            if (HasError)
                return Failed("");
            var programs = await CompileAsync(cancellationToken).ConfigureAwait(false);
            if (HasError)
                return Failed("");
            var builds = await PrepareAsync(source, bases, programs, cancellationToken).ConfigureAwait(false);
            if (HasError)
                return Failed("");
            var outcome = await sdk.RunAsync(builds, cancellationToken).ConfigureAwait(false);
            var output = Secrets.Redact(outcome.StandardOutput + outcome.StandardError);
            if (!outcome.Succeeded)
            {
                diagnostics.Add(sdk.Explain(outcome, output));
                return Failed(output);
            }

            var layouts = Take(builds, source, cancellationToken);
            if (HasError)
                return Failed(output);
            diagnostics.AddRange(SdkRemarks.Of(request, builds, source.Time));
            return new(
                [.. layouts.Select(each => folders.Put(each.Sidecar, each.Layout))],
                diagnostics.ToImmutable(),
                output
            );
        }

        private bool HasError => diagnostics.Any(each => each.Severity == DiagnosticSeverity.Error);

        private ImageBuildReport Failed(string output) => new([], diagnostics.ToImmutable(), output);

        // Each platform has a folder of its own, where the next build finds what it needn't compile. No program comes
        // from the store: what is released is built.
        private async Task<Dictionary<(string Name, Platform Platform), string>> CompileAsync(
            CancellationToken cancellationToken
        )
        {
            var programs = new Dictionary<(string, Platform), string>();
            foreach (var platform in plan.Images.SelectMany(image => image.Platforms).Distinct())
            {
                var identifier = SdkPlatform.IdentifierOf(platform)!;
                var report = await new SidecarBuilder(runner)
                    .RunAsync(
                        new()
                        {
                            Sidecars =
                            [
                                .. plan
                                    .Images.Where(image => image.Platforms.Contains(platform))
                                    .Select(image => image.Sidecar),
                            ],
                            ProjectFile = request.Generation.ProjectFile,
                            OutputDirectory = Path.Combine(
                                Path.GetDirectoryName(request.Directory)!,
                                "image-programs",
                                identifier
                            ),
                            Environment = request.Environment,
                            TemporaryDirectory = scratch,
                            RuntimeIdentifier = identifier,
                            HostRuntimeIdentifier = identifier,
                            Go = request.Generation.Go,
                            Readings = request.Generation.Readings,
                            Timeout = request.GoTimeout,
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                diagnostics.AddRange(report.Diagnostics.Except(diagnostics));
                foreach (var program in report.Programs)
                    programs[(program.Sidecar.Name, platform)] = program.Path;
            }

            return programs;
        }

        private async Task<Dictionary<(string Reference, Platform Platform), PlatformBase>> ReadBasesAsync(
            CancellationToken cancellationToken
        )
        {
            var bases = new Dictionary<(string, Platform), PlatformBase>();
            using var handler = RegistryConnection.CreateHandler();
            using var connection = new RegistryConnection(
                handler,
                new(runner, request.Environment, plan.Folder, request.GoTimeout),
                TimeProvider.System,
                request.GoTimeout
            );
            var asked =
                from image in plan.Images
                from platform in image.Platforms
                select (Image: image, image.Model.Runtime.Base.Reference, Platform: platform);
            foreach (var (image, reference, platform) in asked.DistinctBy(each => (each.Reference, each.Platform)))
            {
                var (found, problem) = await PlatformBase
                    .ReadAsync(
                        connection,
                        ImageReference.TryParse(reference)!,
                        platform,
                        SidecarItemLocator.Find(image.Sidecar.Item, "RuntimeImage"),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (found is { HasSteps: true })
                    problem = SdkImagePlan.HasSteps(image, reference);
                if (problem is not null)
                    diagnostics.Add(problem);
                else
                    bases[(reference, platform)] = found!;
            }

            return bases;
        }

        private async Task<ImmutableArray<SdkBuild>> PrepareAsync(
            ImageSource source,
            Dictionary<(string Reference, Platform Platform), PlatformBase> bases,
            Dictionary<(string Name, Platform Platform), string> programs,
            CancellationToken cancellationToken
        )
        {
            var builds = ImmutableArray.CreateBuilder<SdkBuild>();
            foreach (var image in plan.Images)
            {
                var labels = Labels(image, source);
                foreach (var platform in image.Platforms)
                {
                    var folder = Path.Combine(scratch, builds.Count.ToString(CultureInfo.InvariantCulture));
                    var build = new SdkBuild(
                        image,
                        platform,
                        bases[(image.Model.Runtime.Base.Reference, platform)],
                        Path.Combine(folder, "files"),
                        Path.Combine(folder, "image.tar")
                    )
                    {
                        Labels = labels,
                    };
                    var program = programs[(image.Sidecar.Name, platform)];
                    if (!Stage(build, program))
                        return [];
                    builds.Add(await LabelAsync(build, program, cancellationToken).ConfigureAwait(false));
                }
            }

            return builds.ToImmutable();
        }

        // Those of the generated Dockerfile, and those that its bake file and BuildGoImage add.
        private ImmutableArray<(string Name, string Value)> Labels(SdkImage image, ImageSource source)
        {
            var labels = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["org.opencontainers.image.title"] = image.Model.Name,
                ["org.opencontainers.image.base.name"] = image.Model.Runtime.Base.Name,
            };
            if (image.Model.Runtime.Base.Digest is { } digest)
                labels["org.opencontainers.image.base.digest"] = digest;
            foreach (var (variable, label) in BakeFile.Labels)
            {
                if (request.Environment.GetValueOrDefault(variable) is { Length: > 0 } value)
                    labels[label] = value;
            }

            foreach (var (name, value) in source.Labels)
                labels[name] = value;
            if (image.Sidecar.Version is { } version)
                labels["org.opencontainers.image.version"] = version;
            labels["godocktasks.time-zone"] = image.Sidecar.TimeZone;
            return [.. labels.Select(label => (label.Key, label.Value))];
        }

        private async Task<SdkBuild> LabelAsync(SdkBuild build, string program, CancellationToken cancellationToken) =>
            request.Inputs is { } inputs
            && await InputsLabel
                .DigestAsync(inputs, build.Image.Sidecar, program, cancellationToken)
                .ConfigureAwait(false)
                is { } digest
                ? build with
                {
                    Labels = build.Labels.Add((InputsLabel.Name, digest)),
                }
                : build;

        // False where a file can't be read, which is said.
        private bool Stage(SdkBuild build, string program)
        {
            foreach (
                var (from, to) in build
                    .Image.Files.Select(file => (file.Source, file.Path))
                    .Prepend((program, Path.GetFileName(build.Image.Model.Runtime.Program)))
            )
            {
                try
                {
                    using var content = RegularFile.Open(from);
                    var path = Path.Combine(build.Files, to);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    AtomicFile.Write(path, content);
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    diagnostics.Add(
                        new(
                            DiagnosticCatalogue.NoAccess,
                            new(from),
                            $"'{from}' can't be put into an image ({exception.Message.TrimEnd('.')}); make it a file "
                                + "that the user who runs this can read, and see that there is room on the disk"
                        )
                    );
                    return false;
                }
            }

            return true;
        }

        private List<(Sidecar Sidecar, ImageLayout Layout)> Take(
            ImmutableArray<SdkBuild> builds,
            ImageSource source,
            CancellationToken cancellationToken
        )
        {
            var taken = new List<(Sidecar, ImageLayout)>();
            foreach (var image in plan.Images)
            {
                var parts = ImmutableArray.CreateBuilder<ImageLayout>();
                foreach (var build in builds.Where(build => build.Image == image))
                {
                    if (Open(build, source, cancellationToken) is not { } part)
                        return taken;
                    parts.Add(part);
                }

                var merged = Path.Combine(scratch, "merged", image.Sidecar.Name);
                LayoutMerge.Run(parts.ToImmutable(), merged);
                var (layout, damage) = ImageLayout.Read(merged);
                if (layout is null)
                    diagnostics.Add(damage!);
                else
                    taken.Add((image.Sidecar, layout));
            }

            return taken;
        }

        private ImageLayout? Open(SdkBuild build, ImageSource source, CancellationToken cancellationToken)
        {
            var folder = Path.GetDirectoryName(build.Archive)!;
            var (layout, problem) = ImageArchive.Read(build.Archive, Path.Combine(folder, "layout"), cancellationToken);
            if (layout is { } found)
                (layout, problem) = new SdkImageForm(build, source.Time).Apply(found, folder, cancellationToken);
            if (problem is not null)
                diagnostics.Add(problem.Location.File is null ? problem with { Location = project } : problem);
            return layout;
        }
    }
}

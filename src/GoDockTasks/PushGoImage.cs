using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Registries;
using GoDockTasks.Core.Release;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>Pushes images that pass all gates, with what was found out about them; all of them, or none.</summary>
[MSBuildMultiThreadableTask]
public sealed class PushGoImage : GateTask
{
    /// <summary>What BuildGoImage returns: an image, with metadata Name, Layout and Nodes.</summary>
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>As for GenerateBuildFingerprint.</summary>
    public string? SigningKey { get; set; }

    /// <summary>As for GenerateBuildFingerprint.</summary>
    public string? BuilderId { get; set; }

    /// <summary>As for GenerateBuildFingerprint.</summary>
    public string? InvocationId { get; set; }

    /// <summary>A program and its arguments, separated by `;`, that gets the table where nothing is pushed.</summary>
    public string? NotifyCommand { get; set; }

    /// <summary>One item an image, with metadata Name and Digest.</summary>
    [Output]
    public ITaskItem[] Pushed { get; private set; } = [];

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var result = await ReleaseAsync(cancellationToken).ConfigureAwait(false);
        if (result.Report is { } report)
            Show(report);
        Diagnostics.Write(result.Diagnostics.Except(result.Report?.Diagnostics ?? []));
        foreach (var image in result.Pushed)
            Log.LogMessage(MessageImportance.High, "{0}", $"{image.Target} is {image.Digest}");
        Pushed = [.. result.Pushed.Select(ToItem)];
        if (result.Pushed.IsEmpty && Command(NotifyCommand) is { IsEmpty: false } command)
            Diagnostics.Write(
                await new Notification(
                    CreateRunner(),
                    command,
                    ProjectDirectory,
                    HostEnvironment.Read(),
                    TimeSpan.FromSeconds(TimeoutSeconds)
                )
                    .SendAsync(result, cancellationToken)
                    .ConfigureAwait(false)
                    is { } unsent
                    ? [unsent]
                    : []
            );
    }

    private async Task<ReleaseResult> ReleaseAsync(CancellationToken cancellationToken)
    {
        var environment = HostEnvironment.Read();
        var (key, keyProblem) = string.IsNullOrWhiteSpace(SigningKey)
            ? (null, Lacking("GoDockSigningKey, which signs what is said of the images"))
            : SigningKeySource.Read(SigningKey.Trim(), ProjectDirectory, environment);
        using (key)
        {
            var (keys, _) = TrustedKeyReader.Read(TrustedKeys.Select(SidecarItems.From), ProjectDirectory);
            var programs = FingerprintedProgram.Of(
                ReadSidecars().Sidecars,
                ProjectDirectory,
                environment.GetValueOrDefault("GOFLAGS", "")
            );
            var (images, problems) = ReleasedImages.Of(
                Images.Select(SidecarItems.From),
                programs,
                Registry,
                Tag,
                ProjectFile
            );
            if (keyProblem is not null)
                problems = problems.Add(keyProblem);
            if (key is null || images.IsEmpty || problems.Any(problem => problem.Severity == DiagnosticSeverity.Error))
                return new(null, [], problems);
            var runner = CreateRunner();
            var request = new ReleaseRequest(Request(_ => null) with { Programs = [] })
            {
                Images = images,
                Key = key,
                TrustedKeys = keys,
                Run = RunDetails.By(BuilderId, InvocationId, Environment.MachineName),
                Credentials = new(runner, environment, ProjectDirectory, TimeSpan.FromSeconds(TimeoutSeconds)),
                Version = PackageVersion,
                Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
            };
            var collector = ProgramItems.Collector(this, runner, programs, GoVersion, LockFile, TimeoutSeconds);
            var result = await new ImageRelease(request, collector, new(runner))
                .RunAsync(cancellationToken)
                .ConfigureAwait(false);
            return result with { Diagnostics = [.. problems, .. result.Diagnostics] };
        }
    }

    private Diagnostic Lacking(string what) =>
        new(DiagnosticCatalogue.NothingPushed, new(ProjectFile), $"nothing was pushed: set {what}");

    private static ImmutableArray<string> Command(string? text) =>
        [.. (text ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static ITaskItem ToItem(ReleasedDigest image)
    {
        var item = SidecarItems.ToItem($"{image.Target.Repository}@{image.Digest}", "Name", image.Name);
        item.SetMetadata("Digest", image.Digest);
        item.SetMetadata("Tag", image.Target.Tag);
        return item;
    }
}

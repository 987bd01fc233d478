using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Sidecars;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>Writes a fingerprint beside each Go program of a project.</summary>
[MSBuildMultiThreadableTask]
public sealed class GenerateBuildFingerprint : GoDockTask
{
    /// <summary>`GoSidecar` items.</summary>
    [Required]
    public ITaskItem[] Sidecars { get; set; } = [];

    /// <summary>The binaries, each in a folder of its sidecar's name.</summary>
    [Required]
    public ITaskItem[] Programs { get; set; } = [];

    /// <summary>
    /// A path, or env:// and the name of an environment variable; statements aren't signed where empty.
    /// </summary>
    public string? SigningKey { get; set; }

    /// <summary>A URI that stands for who builds, or empty.</summary>
    public string? BuilderId { get; set; }

    /// <summary>What tells this run of the build from others, such as the address of a CI job, or empty.</summary>
    public string? InvocationId { get; set; }

    /// <summary>What `docker buildx bake --metadata-file` wrote, or empty.</summary>
    public string? ImageMetadata { get; set; }

    /// <summary>Start each program, and measure how long it takes until it listens.</summary>
    public bool MeasureStartUp { get; set; }

    /// <summary>The project's version, as BuildGoSidecar has it.</summary>
    public string? Version { get; set; }

    /// <summary>Where BuildGoSidecar writes down when it built a program.</summary>
    [Required]
    public string Stamps { get; set; } = "";

    /// <summary>The Go version that the solution agreed on, or empty.</summary>
    public string? GoVersion { get; set; }

    /// <summary>The lock file of base images.</summary>
    public string? LockFile { get; set; }

    /// <summary>One item a fingerprint, with metadata Name, InputsDigest and Signed.</summary>
    [Output]
    public ITaskItem[] Fingerprints { get; private set; } = [];

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var environment = HostEnvironment.Read();
        using var key = ReadKey(environment);
        if (Log.HasLoggedErrors)
            return;

        // What is wrong with the items is said by the check of modules.
        var sidecars = SidecarReader.Read(Sidecars.Select(SidecarItems.From), ProjectDirectory, Version).Sidecars;
        var printed = FingerprintedProgram.Of(sidecars, ProjectDirectory, environment.GetValueOrDefault("GOFLAGS", ""));
        var images = ProgramItems.Images(ImageMetadata, ProjectDirectory, Diagnostics);
        if (Log.HasLoggedErrors)
            return;
        var runner = CreateRunner();
        var generator = new FingerprintGenerator(
            ProgramItems.Collector(this, runner, printed, GoVersion, LockFile, TimeoutSeconds),
            key,
            Run()
        )
        {
            Images = images,
            StartUp = MeasureStartUp
                ? new(runner, environment, Path.GetTempPath(), TimeSpan.FromSeconds(TimeoutSeconds))
                : null,
        };
        var (fingerprints, diagnostics) = await generator
            .RunAsync(ProgramItems.Read(Programs, printed, Stamps, ProjectDirectory), cancellationToken)
            .ConfigureAwait(false);

        Diagnostics.Write(diagnostics);
        Fingerprints = [.. fingerprints.Select(ToItem)];
    }

    private RunDetails Run() => RunDetails.By(BuilderId, InvocationId, Environment.MachineName);

    private SigningKey? ReadKey(Dictionary<string, string> environment)
    {
        if (string.IsNullOrWhiteSpace(SigningKey))
            return null;
        var (key, problem) = SigningKeySource.Read(SigningKey.Trim(), ProjectDirectory, environment);
        if (problem is not null)
            Diagnostics.Write([problem]);
        return key;
    }

    private static ITaskItem ToItem(GeneratedFingerprint fingerprint)
    {
        var item = SidecarItems.ToItem(fingerprint.Path, "Name", fingerprint.Name);
        item.SetMetadata("InputsDigest", fingerprint.InputsDigest);
        item.SetMetadata("Signed", fingerprint.IsSigned ? "true" : "false");
        return item;
    }
}

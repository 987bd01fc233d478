using GoDockTasks.Core.Fingerprints;
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

    /// <summary>A path, or env:// and the name of an environment variable; statements aren't signed where empty.</summary>
    public string? SigningKey { get; set; }

    /// <summary>A URI that stands for who builds, or empty.</summary>
    public string? BuilderId { get; set; }

    /// <summary>The Go version that the solution agreed on, or empty.</summary>
    public string? GoVersion { get; set; }

    /// <summary>The lock file of base images.</summary>
    public string? LockFile { get; set; }

    /// <summary>How long one git command may take.</summary>
    public int TimeoutSeconds { get; set; } = 300;

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
        var sidecars = SidecarReader.Read(Sidecars.Select(SidecarItems.From), ProjectDirectory).Sidecars;
        var printed = PrintedProgram.Of(sidecars, ProjectDirectory);
        var collector = ProgramItems.Collector(this, CreateRunner(), printed, GoVersion, LockFile, TimeoutSeconds);
        var builder = string.IsNullOrWhiteSpace(BuilderId) ? null : BuilderId.Trim();
        var (fingerprints, diagnostics) = await new FingerprintGenerator(collector, key, builder, TimeProvider.System).RunAsync(ProgramItems.Read(Programs, printed, ProjectDirectory), cancellationToken).ConfigureAwait(false);

        Diagnostics.Write(diagnostics);
        Fingerprints = [.. fingerprints.Select(ToItem)];
    }

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

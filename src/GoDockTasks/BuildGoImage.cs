using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Images.Building;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>Builds the images of a project's sidecars into folders.</summary>
[MSBuildMultiThreadableTask]
public sealed class BuildGoImage : DockerfileTask
{
    /// <summary>The folder that gets an OCI image layout for each sidecar.</summary>
    [Required]
    public string OutputDirectory { get; set; } = "";

    /// <summary>`buildx`, which is the default, or `sdk`.</summary>
    public string? ImageBuilder { get; set; }

    /// <summary>An instance of buildx; the one in use where empty.</summary>
    public string? Builder { get; set; }

    /// <summary>For all images, separated by `;`; what each sidecar says where empty.</summary>
    public string? Platforms { get; set; }

    /// <summary>How long building all images may take.</summary>
    public int ImageTimeoutSeconds { get; set; } = 1800;

    /// <summary>One item an image: its sidecar, with metadata Layout, Digest, Platforms and Nodes.</summary>
    [Output]
    public ITaskItem[] Images { get; private set; } = [];

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var sidecars = ReadSidecars();
        Diagnostics.Write(sidecars.Diagnostics);
        var images = ReadLock();
        Diagnostics.Write(images.Diagnostics);
        if (Log.HasLoggedErrors)
            return;

        var environment = HostEnvironment.Read();
        var flags = environment.GetValueOrDefault("GOFLAGS", "");
        var programs = FingerprintedProgram.Of(sidecars.Sidecars, ProjectDirectory, flags);
        var request = new ImageBuildRequest
        {
            Generation = Request(sidecars.Sidecars, images),
            Inputs = ProgramItems.Collector(this, CreateRunner(), programs, GoVersion, LockFile, TimeoutSeconds),
            Directory = Path.GetFullPath(OutputDirectory, ProjectDirectory),
            Environment = environment,
            Timeout = TimeSpan.FromSeconds(ImageTimeoutSeconds),
            ImageBuilder = ImageBuilder,
            GoTimeout = TimeSpan.FromSeconds(TimeoutSeconds),
            Builder = Builder,
            Platforms = Platforms,
        };
        var report = await new ImageBuilder(CreateRunner()).RunAsync(request, cancellationToken).ConfigureAwait(false);

        Log.LogMessage(
            report.Diagnostics.IsEmpty ? MessageImportance.Low : MessageImportance.Normal,
            "{0}",
            report.Output
        );
        Diagnostics.Write(report.Diagnostics);
        foreach (var image in report.Images)
            Log.LogMessage(MessageImportance.High, "{0}", $"{image.Name} -> '{image.Folder}' is {image.Digest}.");
        Images = [.. report.Images.Select(ToItem)];
    }

    private static ITaskItem ToItem(ImageInFolder image)
    {
        var item = SidecarItems.ToItem(image.Name, "Name", image.Name);
        item.SetMetadata("Layout", image.Folder);
        item.SetMetadata("Digest", image.Digest);
        item.SetMetadata("Platforms", string.Join(';', image.Platforms));
        item.SetMetadata("Nodes", string.Join(';', image.Nodes.Select(each => $"{each.Platform}={each.Node}")));
        return item;
    }
}

using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Sbom;
using GoDockTasks.Core.Sidecars;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>Writes a software bill of materials beside each Go program of a project.</summary>
[MSBuildMultiThreadableTask]
public sealed class GenerateSbom : GoDockTask
{
    /// <summary>`GoSidecar` items.</summary>
    [Required]
    public ITaskItem[] Sidecars { get; set; } = [];

    /// <summary>The binaries, each in a folder of its sidecar's name.</summary>
    [Required]
    public ITaskItem[] Programs { get; set; } = [];

    /// <summary>Names of formats, separated by `;`; all of them where empty.</summary>
    public string? Formats { get; set; }

    /// <summary>The project's version, as BuildGoSidecar has it.</summary>
    public string? Version { get; set; }

    /// <summary>The name of the project's assembly; only the programs are listed where empty.</summary>
    public string? AppName { get; set; }

    /// <summary>The project's target framework, in short.</summary>
    public string? Framework { get; set; }

    /// <summary>The same, in full.</summary>
    public string? FrameworkMoniker { get; set; }

    /// <summary>What the project is built for, or empty.</summary>
    public string? RuntimeIdentifier { get; set; }

    /// <summary>What NuGet restored.</summary>
    public string? AssetsFile { get; set; }

    /// <summary>Where the project's output goes.</summary>
    public string? OutputDirectory { get; set; }

    /// <summary>One item a document, with metadata Name and Format.</summary>
    [Output]
    public ITaskItem[] Documents { get; private set; } = [];

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var (formats, problems) = SbomFormat.Read(Formats, ProjectFile);
        Diagnostics.Write(problems);
        if (Log.HasLoggedErrors)
            return;

        // What is wrong with the items is said by the check of modules.
        var sidecars = SidecarReader.Read(Sidecars.Select(SidecarItems.From), ProjectDirectory, Version).Sidecars;
        var flags = HostEnvironment.Read().GetValueOrDefault("GOFLAGS", "");
        var programs = FingerprintedProgram.Of(sidecars, ProjectDirectory, flags);
        var collector = ProgramItems.Collector(this, CreateRunner(), programs, null, null, TimeoutSeconds);
        var (documents, diagnostics) = await new SbomGenerator(collector, formats, PackageVersion) { App = App() }
            .RunAsync(ProgramItems.Read(Programs, programs, "", ProjectDirectory), cancellationToken)
            .ConfigureAwait(false);

        Diagnostics.Write(diagnostics);
        Documents = [.. documents.Select(ToItem)];
    }

    private SbomApp? App() =>
        string.IsNullOrWhiteSpace(AppName) || string.IsNullOrWhiteSpace(AssetsFile)
            ? null
            : new(
                AppName,
                Version ?? "",
                Framework ?? "",
                Path.GetFullPath(AssetsFile, ProjectDirectory),
                Path.GetFullPath(Path.Combine(OutputDirectory ?? "", AppName), ProjectDirectory)
            )
            {
                FrameworkMoniker = FrameworkMoniker,
                RuntimeIdentifier = RuntimeIdentifier,
            };

    private static ITaskItem ToItem(GeneratedSbom document)
    {
        var item = SidecarItems.ToItem(document.Path, "Name", document.Sidecar);
        item.SetMetadata("Format", document.Format);
        return item;
    }
}

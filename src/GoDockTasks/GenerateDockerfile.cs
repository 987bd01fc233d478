using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Toolchain;
using Microsoft.Build.Framework;

namespace GoDockTasks;

/// <summary>Writes Dockerfiles, their .dockerignore files and a bake file for a project's sidecars.</summary>
[MSBuildMultiThreadableTask]
public sealed class GenerateDockerfile : DockerfileTask
{
    /// <summary>The files that are as they should be, each with its Kind: Dockerfile, IgnoreFile or BakeFile.</summary>
    [Output]
    public ITaskItem[] Files { get; private set; } = [];

    private protected override Task RunAsync(CancellationToken cancellationToken)
    {
        var sidecars = ReadSidecars();
        Diagnostics.Write(sidecars.Diagnostics);
        var images = ReadLock();
        Diagnostics.Write(images.Diagnostics);

        var generated = DockerfileGenerator.Generate(WithAdvice(Request(sidecars.Sidecars, images)));
        Diagnostics.Write(generated.Diagnostics);
        var written = GeneratedFileWriter.Write(generated.Files);
        Diagnostics.Write(written.Diagnostics);

        foreach (var remark in (string[])[.. generated.Remarks, .. written.Written.Select(path => $"Wrote '{path}'.")])
            Log.LogMessage(MessageImportance.High, "{0}", remark);
        var kinds = generated.Files.ToDictionary(
            file => file.Path,
            file => file.Kind.ToString(),
            StringComparer.Ordinal
        );
        Files = [.. written.Current.Select(path => SidecarItems.ToItem(path, "Kind", kinds[path]))];
        return Task.CompletedTask;
    }

    // What is said, and not what is written, depends on this machine.
    private GenerationRequest WithAdvice(GenerationRequest request)
    {
        var environment = HostEnvironment.Read();
        var go = GoInstallation.Look(Go, ProjectFile, environment);
        var settings = go?.Settings ?? GoSettingsReader.Read(environment, ProjectFile, Go, toolchain: null);
        return request with
        {
            Advise = true,
            HostGoVersion = go?.Installation?.Toolchain.Version,
            HostStaysLocal = settings["GOTOOLCHAIN"].Value == "local",
        };
    }
}

using System.Reflection;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Sidecars;
using Microsoft.Build.Framework;

namespace GoDockTasks;

/// <summary>Writes Dockerfiles, their .dockerignore files and a bake file for a project's sidecars.</summary>
[MSBuildMultiThreadableTask]
public sealed class GenerateDockerfile : GoDockTask
{
    /// <summary>`GoSidecar` items: a module's folder or its go.mod each.</summary>
    [Required]
    public ITaskItem[] Sidecars { get; set; } = [];

    /// <summary>The Go version to compile with, or empty for what each module asks for.</summary>
    public string? GoVersion { get; set; }

    /// <summary>The template where an item names none; our own where empty.</summary>
    public string? Template { get; set; }

    /// <summary>The bake file; docker-bake.json in the lowest folder common to all contexts where empty.</summary>
    public string? BakeFile { get; set; }

    /// <summary>The lock file of base images.</summary>
    public string? LockFile { get; set; }

    /// <summary>An image for the `# syntax=` line, or empty for none.</summary>
    public string? Syntax { get; set; }

    /// <summary>netrc, ssh, ca.</summary>
    public string? Secrets { get; set; }

    /// <summary>GOPROXY inside of the images, or empty.</summary>
    public string? GoProxy { get; set; }

    /// <summary>GOPRIVATE, likewise.</summary>
    public string? GoPrivate { get; set; }

    /// <summary>GOSUMDB, likewise.</summary>
    public string? GoSumDb { get; set; }

    /// <summary>GONOPROXY, likewise.</summary>
    public string? GoNoProxy { get; set; }

    /// <summary>The files that are as they should be, each with its Kind: Dockerfile, IgnoreFile or BakeFile.</summary>
    [Output]
    public ITaskItem[] Files { get; private set; } = [];

    private protected override Task RunAsync(CancellationToken cancellationToken)
    {
        var sidecars = SidecarReader.Read(Sidecars.Select(SidecarItems.From), ProjectDirectory);
        Diagnostics.Write(sidecars.Diagnostics);
        var images = DigestLockFile.Read(Path.GetFullPath(string.IsNullOrWhiteSpace(LockFile) ? DigestLockFile.DefaultName : LockFile.Trim(), ProjectDirectory));
        Diagnostics.Write(images.Diagnostics);

        var generated = DockerfileGenerator.Generate(new()
        {
            Sidecars = sidecars.Sidecars,
            ProjectFile = ProjectFile,
            Version = PackageVersion,
            GoVersion = GoVersion,
            Template = Template,
            BakeFile = BakeFile,
            Syntax = Syntax,
            Secrets = Secrets,
            Proxy = GoProxy,
            Private = GoPrivate,
            NoProxy = GoNoProxy,
            SumDb = GoSumDb,
            Lock = images,
        });
        Diagnostics.Write(generated.Diagnostics);
        var written = GeneratedFileWriter.Write(generated.Files);
        Diagnostics.Write(written.Diagnostics);

        foreach (var remark in (string[])[.. generated.Remarks, .. written.Written.Select(path => $"Wrote '{path}'.")])
            Log.LogMessage(MessageImportance.High, "{0}", remark);
        var kinds = generated.Files.ToDictionary(file => file.Path, file => file.Kind.ToString(), StringComparer.Ordinal);
        Files = [.. written.Current.Select(path => SidecarItems.ToItem(path, "Kind", kinds[path]))];
        return Task.CompletedTask;
    }

    // Without what the compiler adds about the commit.
    internal static string PackageVersion =>
        typeof(GenerateDockerfile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}

using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace GoDockTasks;

/// <summary>Checks Dockerfiles: those of a project's sidecars, or any that are named.</summary>
[MSBuildMultiThreadableTask]
public sealed class LintDockerfile : GoDockTask
{
    /// <summary>`GoSidecar` items.</summary>
    public ITaskItem[] Sidecars { get; set; } = [];

    /// <summary>Files, folders and patterns, separated by `;`; instead of the sidecars' where not empty.</summary>
    public string? Files { get; set; }

    /// <summary>Where the findings are written as SARIF, or empty.</summary>
    public string? Report { get; set; }

    /// <summary>The Go version that the solution agreed on, or empty.</summary>
    public string? GoVersion { get; set; }

    /// <summary>As for GenerateDockerfile.</summary>
    public string? Template { get; set; }

    /// <summary>As for GenerateDockerfile.</summary>
    public string? BakeFile { get; set; }

    /// <summary>As for GenerateDockerfile.</summary>
    public string? Syntax { get; set; }

    /// <summary>As for GenerateDockerfile.</summary>
    public string? Secrets { get; set; }

    /// <summary>The lock file of base images.</summary>
    public string? LockFile { get; set; }

    /// <summary>GOPROXY, or empty for the machine's own.</summary>
    public string? GoProxy { get; set; }

    /// <summary>GOPRIVATE, likewise.</summary>
    public string? GoPrivate { get; set; }

    /// <summary>GOSUMDB, likewise.</summary>
    public string? GoSumDb { get; set; }

    /// <summary>GONOPROXY, likewise.</summary>
    public string? GoNoProxy { get; set; }

    /// <summary>A generated file that is out of date is an error.</summary>
    public bool ContinuousIntegration { get; set; }

    private protected override Task RunAsync(CancellationToken cancellationToken)
    {
        var images = DigestLockFile.Read(Path.GetFullPath(string.IsNullOrWhiteSpace(LockFile) ? DigestLockFile.DefaultName : LockFile.Trim(), ProjectDirectory));
        var lint = new LintRequest
        {
            DockerfilePath = "",
            Settings = GoSettingsReader.Read(HostEnvironment.Read(), ProjectFile, GoSettingsReader.Properties(GoProxy, GoPrivate, GoSumDb, GoNoProxy), toolchain: null),
            DeclaredGoVersion = string.IsNullOrWhiteSpace(GoVersion) ? null : GoVersion.Trim(),
            Lock = images.Exists ? images.Lock : null,
            ContinuousIntegration = ContinuousIntegration,
        };
        var found = string.IsNullOrWhiteSpace(Files) ? CheckSidecars(lint, images, cancellationToken) : CheckFiles(lint, cancellationToken);
        found = [.. images.Diagnostics, .. found];
        Diagnostics.Write(found);
        if (!string.IsNullOrWhiteSpace(Report))
            WriteReport(found);
        return Task.CompletedTask;
    }

    private ImmutableArray<Diagnostic> CheckFiles(LintRequest lint, CancellationToken cancellationToken)
    {
        var (files, diagnostics) = DockerfileSearch.Find(Files!, ProjectDirectory);
        return [.. diagnostics, .. SidecarDockerfiles.Lint(files, lint, cancellationToken)];
    }

    private ImmutableArray<Diagnostic> CheckSidecars(LintRequest lint, ParsedDigestLock images, CancellationToken cancellationToken)
    {
        // What is wrong with the items is said by the check of modules.
        var sidecars = SidecarReader.Read(Sidecars.Select(SidecarItems.From), ProjectDirectory).Sidecars;
        return SidecarDockerfiles.Check(
            new()
            {
                Sidecars = sidecars,
                ProjectFile = ProjectFile,
                Version = GenerateDockerfile.PackageVersion,
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
            },
            lint,
            cancellationToken);
    }

    private void WriteReport(ImmutableArray<Diagnostic> found)
    {
        var path = Path.GetFullPath(Report!.Trim(), ProjectDirectory);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, SarifReport.ToUtf8(Diagnostics.WithSeverities(found), ProjectDirectory, GenerateDockerfile.PackageVersion).Span);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Diagnostics.Write([new(DiagnosticCatalogue.NoAccess, new(path), $"the report '{path}' can't be written ({exception.Message}); make its folder writable, or name another file")]);
        }
    }
}

using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Images.Building;

/// <summary>
/// The .NET SDK's own task for images, in a process of its own, since what that task doesn't expect it throws.
/// </summary>
/// <param name="dotnet">Absolute path of the program.</param>
/// <param name="scratch">Absolute path of a folder that goes away.</param>
internal sealed class SdkProcess(IProcessRunner runner, ImageBuildRequest request, string dotnet, string scratch)
{
    /// <summary>Builds each into its archive.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<ProcessOutcome> RunAsync(ImmutableArray<SdkBuild> builds, CancellationToken cancellationToken)
    {
        var file = Path.Combine(scratch, "images.proj");
        AtomicFile.Write(file, Encoding.UTF8.GetBytes(SdkProject.Write(builds)));
        return runner.RunAsync(
            new(
                dotnet,
                ["msbuild", file, "-nologo", "-noAutoResponse", "-nodeReuse:false", "-tl:off", "-verbosity:minimal"],
                // Where a global.json says which SDK it is to be.
                Path.GetDirectoryName(request.Generation.ProjectFile)!,
                Environment(builds),
                request.Timeout
            ),
            cancellationToken
        );
    }

    private SourceLocation At => new(request.Generation.ProjectFile);

    private Dictionary<string, string> Environment(ImmutableArray<SdkBuild> builds)
    {
        // What the MSBuild that we run in has set for itself.
        var environment = request
            .Environment.Where(variable => !variable.Key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(variable => variable.Key, variable => variable.Value, StringComparer.Ordinal);
        // Its words are looked into.
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_EnableDiagnostics"] = "0";
        // It keeps all layers that it ever had or made, for good.
        environment["XDG_CACHE_HOME"] = Folder("cache");
        foreach (var name in (string[])["TMPDIR", "TMP", "TEMP"])
            environment[name] = Folder("tmp");
        // Over plain http only on this machine, as with all registries.
        var insecure = builds
            .Where(build => build.Base.Address.Root.Scheme == Uri.UriSchemeHttp)
            .Select(build => build.Base.Address.Domain)
            .Distinct();
        const string Insecure = "DOTNET_CONTAINER_INSECURE_REGISTRIES";
        environment[Insecure] = string.Join(';', [.. insecure, environment.GetValueOrDefault(Insecure, "")]);
        return environment;
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(scratch, name)).FullName;

    /// <summary>Why it failed: GDT4111, GDT4112.</summary>
    /// <param name="output">What it printed, without secrets.</param>
    public Diagnostic Explain(ProcessOutcome outcome, string output) =>
        outcome.End switch
        {
            ProcessEnd.TimedOut => ImageBuilder.TimedOut(request, "see how fast the registries of base images are"),
            ProcessEnd.NotStarted => SdkFailure.NoDotnet($"'{dotnet}' can't be started ({output.Trim()})", At),
            _ => SdkFailure.Of(output, At),
        };
}

using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>Tries what is thought to fail on this machine, without a container.</summary>
/// <param name="request">What the original was diagnosed with.</param>
/// <param name="parent">Absolute path of the folder that reproductions are in.</param>
internal sealed class HostTrials(IProcessRunner runner, TimeProvider time, DiagnosisRequest request, string parent)
{
    /// <summary>What was found out of the original is found out of a folder in the same way.</summary>
    public async Task<Trial> TidyAsync(Sidecar sidecar, string folder, CancellationToken cancellationToken)
    {
        ImmutableArray<Sidecar> copy =
        [
            sidecar with
            {
                ModuleDirectory = folder,
                Dockerfile = Path.Combine(parent, "no Dockerfile"),
                Context = null,
            },
        ];
        var start = time.GetTimestamp();
        var found = await new ModuleDiagnosis(runner, time)
            .RunAsync(
                request with
                {
                    Check = request.Check with { Sidecars = copy, Readings = null, CacheDirectory = null },
                    Generation = request.Generation with { Sidecars = copy },
                    ReproductionDirectory = null,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var cause = found.FirstOrDefault()?.Cause;
        return new(
            cause is null || DiagnosisCodes.IsNoCause(cause.Descriptor) ? null : cause.Code,
            time.GetElapsedTime(start)
        );
    }

    /// <summary>Whether the rules for Dockerfiles find the same in a folder's.</summary>
    public bool IsFound(
        string code,
        Sidecar sidecar,
        MinimalDockerfile dockerfile,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var path = Path.Combine(folder, dockerfile.Name);
        var copy = sidecar with { ModuleDirectory = ModuleIn(folder, dockerfile), Dockerfile = path, Context = folder };
        return SidecarDockerfiles
            .Lint([path], request.Lint with { Readings = null }, [copy], cancellationToken)
            .Any(found => found.Code == code);
    }

    private static string ModuleIn(string folder, MinimalDockerfile dockerfile) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(dockerfile.ModuleFolder ?? ".", folder));
}

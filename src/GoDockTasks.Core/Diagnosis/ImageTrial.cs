using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>
/// Builds the images of a module that nothing is found wrong with on this machine. What isn't reached from there, as a
/// proxy on this machine's loopback, only a build knows.
/// </summary>
/// <param name="runner">Starts docker.</param>
/// <param name="time">How long a build takes.</param>
/// <param name="request">What the module was diagnosed with.</param>
/// <param name="parent">Absolute path of the folder that reproductions are in.</param>
internal sealed class ImageTrial(IProcessRunner runner, TimeProvider time, DiagnosisRequest request, string parent)
{
    private const string Fix =
        "the image is built by `docker build --network=host`: build so, or name an address that containers reach";

    /// <summary>
    /// The module, with a cause at the line of the Dockerfile where an image fails on the daemon's own network, and is
    /// built on this machine's. Any other failure can be one of the trial, which has no secrets, and is nobody's cause.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<DiagnosedModule> RunAsync(DiagnosedModule module, CancellationToken cancellationToken)
    {
        var (docker, _) = await DockerTrials
            .OpenAsync(runner, time, request.DockerEnvironment, request.Check.TemporaryDirectory, cancellationToken)
            .ConfigureAwait(false);
        if (docker is null)
            return module;
        await using (docker.ConfigureAwait(false))
        {
            var sidecars = request.Check.Sidecars.Where(sidecar => sidecar.ModuleDirectory == module.Directory);
            foreach (var sidecar in sidecars.DistinctBy(sidecar => sidecar.DockerfilePath))
            {
                var dockerfile = MinimalDockerfile.Open(sidecar, request.Lint, parent);
                if (dockerfile is null || !docker.HasTwoNetworks || docker.Left < 2)
                    continue;
                var usual = await docker
                    .BuildAsync(dockerfile.Context, sidecar.DockerfilePath, onHostNetwork: false, cancellationToken)
                    .ConfigureAwait(false);
                if (usual is not { IsOfNetwork: true, Cause: { } cause, Line: { } line })
                    continue;
                var other = await docker
                    .BuildAsync(dockerfile.Context, sidecar.DockerfilePath, onHostNetwork: true, cancellationToken)
                    .ConfigureAwait(false);
                if (other.Code is not null)
                    continue;
                var found = cause with
                {
                    Location = new(sidecar.DockerfilePath, line, 1),
                    Fix = Fix,
                    OtherFixes = cause.Fixes,
                };
                return module with { Causes = [found, .. module.Causes] };
            }
        }

        return module;
    }
}

using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>
/// Makes a module that fails, or the Dockerfile that does, as small as still shows it, in a folder of its own, and
/// tries it there.
/// </summary>
/// <param name="runner">Starts go.</param>
/// <param name="time">How long a try takes.</param>
/// <param name="request">What the original was diagnosed with.</param>
/// <param name="parent">Absolute path of the folder that the reproductions' folders are in.</param>
internal sealed class ModuleReproduction(
    IProcessRunner runner,
    TimeProvider time,
    DiagnosisRequest request,
    string parent
)
{
    private const int Runs = 2;

    private readonly HostTrials host = new(runner, time, request, parent);

    /// <summary>Of a module that has a cause; null where no file of it can be read.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<Reproduction?> RunAsync(DiagnosedModule module, CancellationToken cancellationToken)
    {
        var folder = ReproductionFolder.Of(module, parent);
        try
        {
            if (folder.IsSomebodyElses)
                return Failed(module, folder.Path, "it is there, and isn't a reproduction");
            var made = await MakeAsync(module, folder, cancellationToken).ConfigureAwait(false);
            if (made is not null)
                folder.WriteNote(ReproductionReport.ToText(made, folder.Name));
            return made;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failed(module, folder.Path, exception.Message);
        }
    }

    private async Task<Reproduction?> MakeAsync(
        DiagnosedModule module,
        ReproductionFolder own,
        CancellationToken cancellationToken
    )
    {
        var folder = own.Path;
        var sidecars = request.Check.Sidecars.Where(sidecar => sidecar.ModuleDirectory == module.Directory).ToList();
        var blamed = sidecars.Find(sidecar => sidecar.DockerfilePath == module.Cause.Location.File);
        var sidecar = blamed ?? sidecars[0];
        var dockerfile = MinimalDockerfile.Open(sidecar, request.Lint, parent);
        // Known to be ours from here on, also where this is cancelled.
        Directory.CreateDirectory(parent);
        own.WriteNote($"{ReproductionReport.Title}{module.Cause.Code}\n");
        if (blamed is not null && dockerfile is null)
            return null;
        var made = blamed is null
            ? await OfModuleAsync(module, sidecar, dockerfile, folder, cancellationToken).ConfigureAwait(false)
            : await OfDockerfileAsync(module, sidecar, dockerfile!, folder, cancellationToken).ConfigureAwait(false);
        var version = module.Facts.Go?.Split(' ')[0];
        var image = sidecar.BuilderImage
            ?? dockerfile?.GolangImage
            ?? (version is null ? "golang" : $"golang:{version}");
        var compared = await InDockerAsync(
                made,
                sidecar,
                docker =>
                    blamed is null
                        ? docker.OfModuleAsync(made, sidecar, image, dockerfile, version, cancellationToken)
                        : docker.OfDockerfileAsync(made, sidecar, image, dockerfile!, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
        return compared.IsReproduced
            ? compared
            : compared with
            {
                Diagnostics = compared.Diagnostics.Insert(
                    0,
                    new(
                        DiagnosticCatalogue.FailureNotReproduced,
                        new(folder),
                        $"{module.Cause.Code} isn't seen in '{folder}', which should have what '{sidecar.Name}' fails "
                            + "for; look at the original, and at what the report says of where it fails"
                    )
                ),
            };
    }

    private async Task<Reproduction> InDockerAsync(
        Reproduction made,
        Sidecar sidecar,
        Func<DockerComparison, Task<Reproduction>> compareAsync,
        CancellationToken cancellationToken
    )
    {
        var (docker, whyNot) = await DockerTrials
            .OpenAsync(runner, time, request.DockerEnvironment, parent, cancellationToken)
            .ConfigureAwait(false);
        if (docker is null)
            return made with
            {
                Diagnostics =
                [
                    new(
                        DiagnosticCatalogue.NotIsolated,
                        new(made.Directory),
                        $"'{sidecar.Name}' was tried on this machine only, not in a container or as an image: "
                            + $"{whyNot}; start Docker, and ask again"
                    ),
                ],
            };
        await using (docker.ConfigureAwait(false))
        {
            using var scratch = new ScratchFolder(request.Check.TemporaryDirectory);
            return await compareAsync(new(docker, scratch.Path)).ConfigureAwait(false);
        }
    }

    private async Task<Reproduction> OfModuleAsync(
        DiagnosedModule module,
        Sidecar sidecar,
        MinimalDockerfile? dockerfile,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var original = Original(sidecar);
        var code = module.Cause.Code;
        var view = SourceReadings.Unshared().View();
        var minimal = new MinimalModule(
            GoModule.At(module.Directory, view),
            ModuleTree.Read(module.Directory),
            module.Cause
        );
        var small = dockerfile?.Trace is { } trace ? MinimalModule.Dockerfile(trace) : null;
        var (files, trials) = (new ReproductionFiles(), new List<Trial>());
        foreach (var candidate in minimal.Candidates())
        {
            if (small is not null)
                candidate.Add("Dockerfile", small);
            if (!candidate.Size.IsWithin(original))
                candidate.Remove("Dockerfile");
            files = candidate;
            files.Write(folder);
            trials = [await host.TidyAsync(sidecar, folder, cancellationToken).ConfigureAwait(false)];
            if (trials[0].Code == code)
                break;
        }

        while (trials.Count < Runs)
            trials.Add(await host.TidyAsync(sidecar, folder, cancellationToken).ConfigureAwait(false));
        var isReproduced = trials.Exists(trial => trial.Code == code);
        var places = new List<ReproductionPlace> { ReproductionPlace.Of("host", trials) };
        string? vanished = null;
        if (!isReproduced)
        {
            // On one machine only the files differ, if the original still fails.
            var again = await host.TidyAsync(sidecar, module.Directory, cancellationToken).ConfigureAwait(false);
            places.Add(ReproductionPlace.Of("host, the original again", [again]));
            vanished = again.Code == code ? "files" : null;
        }

        return Result(module, sidecar, folder, files, original, isReproduced, dockerfile, "Dockerfile") with
        {
            Places = [.. places],
            Vanished = vanished,
        };
    }

    private async Task<Reproduction> OfDockerfileAsync(
        DiagnosedModule module,
        Sidecar sidecar,
        MinimalDockerfile dockerfile,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var code = module.Cause.Code;
        var first = dockerfile.At(module.Cause.Location.Line);
        var (files, isReproduced) = (dockerfile.Files(dockerfile.Instructions - 1, isWhole: true), false);
        // What a build has shown, no rule finds: where to cut, the next build shows.
        var isOfRule = !module.Cause.Descriptor.IsNetwork;
        var tries =
            from isWhole in isOfRule ? (bool[])[false, true] : []
            from last in Enumerable.Range(first, Math.Max(1, dockerfile.Instructions - first))
            select dockerfile.Files(dockerfile.OrNextGo(last), isWhole);
        var checking = time.GetTimestamp();
        foreach (var candidate in tries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            candidate.Write(folder);
            if (host.IsFound(code, sidecar, dockerfile, folder, cancellationToken))
            {
                (files, isReproduced) = (candidate, true);
                break;
            }
        }

        if (!isReproduced)
            files.Write(folder);
        var check = new Trial(isReproduced ? code : null, time.GetElapsedTime(checking));
        var trials = new List<Trial>();
        while (trials.Count < Runs)
            trials.Add(await host.TidyAsync(sidecar, module.Directory, cancellationToken).ConfigureAwait(false));
        return Result(
            module,
            sidecar,
            folder,
            files,
            dockerfile.OriginalSize,
            isReproduced,
            dockerfile,
            dockerfile.Name
        ) with
        {
            Places =
            [
                ReproductionPlace.Of("host, go mod tidy", trials),
                .. isOfRule ? [ReproductionPlace.Of("Dockerfile, read only", [check])] : (ReproductionPlace[])[],
            ],
        };
    }

    private static Reproduction Result(
        DiagnosedModule module,
        Sidecar sidecar,
        string folder,
        ReproductionFiles files,
        FileAmount original,
        bool isReproduced,
        MinimalDockerfile? minimal,
        string name
    )
    {
        var dockerfile = files.Contains(name) ? name : null;
        var image = sidecar.BuilderImage ?? minimal?.GolangImage ?? "golang";
        return new(folder, module.Cause.Code, files.Size, original)
        {
            IsReproduced = isReproduced,
            Commands =
            [
                $"cd {ShellWord.Quote(folder)} && go mod tidy",
                .. dockerfile is null ? (string[])[] : [DebugCommands.Build(folder, dockerfile)],
            ],
            DebugCommands =
            [
                .. dockerfile is null ? (string[])[] : [DebugCommands.Buildx(folder, dockerfile)],
                DebugCommands.Pod(sidecar, image),
            ],
        };
    }

    private FileAmount Original(Sidecar sidecar)
    {
        var amount = FileAmount.Of(sidecar.ModuleDirectory, parent);
        var dockerfile = new FileInfo(sidecar.DockerfilePath);
        return
            dockerfile.Exists
            && !sidecar.DockerfilePath.StartsWith(
                sidecar.ModuleDirectory + Path.DirectorySeparatorChar,
                StringComparison.Ordinal
            )
            ? new(amount.Files + 1, amount.Bytes + dockerfile.Length)
            : amount;
    }

    private static Reproduction Failed(DiagnosedModule module, string folder, string why) =>
        new(folder, module.Cause.Code, default, default)
        {
            Diagnostics =
            [
                new(
                    DiagnosticCatalogue.NoAccess,
                    new(folder),
                    $"the reproduction can't be written to '{folder}' ({why}); name another folder with "
                        + "GoDockReproductionDir"
                ),
            ],
        };
}

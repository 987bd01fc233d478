using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>Tries a reproduction in a container, as its image and as the original's, and compares.</summary>
/// <param name="docker">Where it is tried.</param>
/// <param name="scratch">Absolute path of a folder for variants of its Dockerfile.</param>
internal sealed partial class DockerComparison(DockerTrials docker, string scratch)
{
    /// <summary>The place where the image of the reproduction is built.</summary>
    public const string Minimal = "minimal image";

    /// <summary>The place where the original's is.</summary>
    public const string Full = "full image";

    private const int Runs = 2;
    private const string Network = "network";

    private readonly List<ReproductionPlace> places = [];

    /// <summary>Of a module that fails on this machine.</summary>
    /// <param name="image">That its program is built in.</param>
    /// <param name="dockerfile">The original's; null for none.</param>
    /// <param name="hostGo">The version of this machine's Go; null for none.</param>
    public async Task<Reproduction> OfModuleAsync(
        Reproduction made,
        Sidecar sidecar,
        string image,
        MinimalDockerfile? dockerfile,
        string? hostGo,
        CancellationToken cancellationToken
    )
    {
        await ContainerAsync(image, made.Directory, cancellationToken).ConfigureAwait(false);
        var path = Path.Combine(made.Directory, "Dockerfile");
        var vanished = made.Vanished;
        if (File.Exists(path))
        {
            var minimal = await MinimalAsync(made.Directory, path, cancellationToken).ConfigureAwait(false);
            if (made.IsReproduced && minimal.Code != made.Code && minimal.Code != Unavailable)
                vanished = await VanishedAsync(made, minimal, sidecar, path, hostGo, cancellationToken)
                    .ConfigureAwait(false);
        }

        if (dockerfile is not null)
            await FullAsync(sidecar, dockerfile, cancellationToken).ConfigureAwait(false);
        return made with { Vanished = vanished, Places = [.. made.Places, .. places] };
    }

    /// <summary>Of a Dockerfile: cut off where the build really fails, and with all its files if need be.</summary>
    public async Task<Reproduction> OfDockerfileAsync(
        Reproduction made,
        Sidecar sidecar,
        string image,
        MinimalDockerfile dockerfile,
        CancellationToken cancellationToken
    )
    {
        var full = await FullAsync(sidecar, dockerfile, cancellationToken).ConfigureAwait(false);
        if (full.Code == Unavailable)
            return made with { Places = [.. made.Places, .. places] };
        var path = Path.Combine(made.Directory, dockerfile.Name);
        var minimal = new Trial(null, TimeSpan.Zero);
        foreach (var isWhole in full.Line is null ? [false] : (bool[])[false, true])
        {
            if (full.Line is { } line)
            {
                var files = dockerfile.Files(dockerfile.At(line), isWhole);
                files.Write(made.Directory);
                made = made with { Size = files.Size };
            }

            minimal = await MinimalAsync(made.Directory, path, cancellationToken).ConfigureAwait(false);
            if (minimal.Code == full.Code)
                break;
        }

        // Both have one network. Whether it is to blame, the other one tells, unless it fails now and then only.
        var isOfNetwork =
            full.IsOfNetwork
            && minimal.Code == full.Code
            && places.TrueForAll(place => place.Failures == place.Runs)
            && await OnHostNetworkAsync(made.Directory, path, cancellationToken).ConfigureAwait(false)
                is { Code: null };
        await ContainerAsync(image, Path.GetFullPath(dockerfile.ModuleFolder ?? ".", made.Directory), cancellationToken)
            .ConfigureAwait(false);
        return made with
        {
            IsReproduced = full.Code is not null && minimal.Code == full.Code,
            Vanished = isOfNetwork ? Network : null,
            Places = [.. made.Places, .. places],
        };
    }

    private static string Unavailable => DiagnosticCatalogue.BaseImageUnavailable.Code;

    // One difference after the other is taken back, the most frequent first.
    private async Task<string?> VanishedAsync(
        Reproduction made,
        Trial minimal,
        Sidecar sidecar,
        string path,
        string? hostGo,
        CancellationToken cancellationToken
    )
    {
        var (folder, code) = (made.Directory, made.Code);
        var text = RegularFile.ReadText(path, 1024 * 1024);
        var onHostNetwork = await OnHostNetworkAsync(folder, path, cancellationToken).ConfigureAwait(false);
        if (onHostNetwork?.Code == code)
            return Network;
        // What already fails for its network says nothing of the other differences.
        var isOnHostNetwork = minimal.IsOfNetwork && onHostNetwork is { Code: null };
        var variants = new List<(string What, string Name, string Text, string Context)>();
        if (hostGo is not null)
            variants.Add(("version", "this machine's Go", WithGo(text, hostGo), folder));
        variants.Add(("user", "not as root", WithUser(text), folder));
        variants.Add(("files", "all files", text, sidecar.ModuleDirectory));
        foreach (var (what, name, changed, context) in variants)
        {
            var dockerfile = Path.Combine(scratch, "Dockerfile");
            AtomicFile.Write(dockerfile, Encoding.UTF8.GetBytes(changed));
            var trial = await OnceAsync($"{Minimal}, {name}", () =>
                    docker.BuildAsync(context, dockerfile, isOnHostNetwork, cancellationToken)
                )
                .ConfigureAwait(false);
            if (trial?.Code == code)
                return what;
        }

        return null;
    }

    private static string WithGo(string dockerfile, string version) =>
        GolangTag().Replace(dockerfile, match => $"{match.Groups["before"].Value}golang:{version}");

    private static string WithUser(string dockerfile) =>
        dockerfile.Replace("\nRUN go mod tidy", "\nUSER 65534:65534\nRUN go mod tidy", StringComparison.Ordinal);

    private Task<Trial> ContainerAsync(string image, string module, CancellationToken cancellationToken) =>
        RepeatAsync("container", () => docker.RunAsync(image, module, ["mod", "tidy"], cancellationToken));

    private Task<Trial> FullAsync(Sidecar sidecar, MinimalDockerfile dockerfile, CancellationToken cancellationToken) =>
        RepeatAsync(Full, () =>
            docker.BuildAsync(dockerfile.Context, sidecar.DockerfilePath, onHostNetwork: false, cancellationToken)
        );

    private Task<Trial> MinimalAsync(string folder, string dockerfile, CancellationToken cancellationToken) =>
        RepeatAsync(Minimal, () => docker.BuildAsync(folder, dockerfile, onHostNetwork: false, cancellationToken));

    // Null where there is no other network.
    private async Task<Trial?> OnHostNetworkAsync(
        string folder,
        string dockerfile,
        CancellationToken cancellationToken
    ) =>
        docker.HasTwoNetworks
            ? await OnceAsync($"{Minimal}, host network", () =>
                    docker.BuildAsync(folder, dockerfile, onHostNetwork: true, cancellationToken)
                )
                .ConfigureAwait(false)
            : null;

    // Null where none is left.
    private async Task<Trial?> OnceAsync(string name, Func<Task<Trial>> tryIt)
    {
        if (docker.Left < 1)
            return null;
        var trial = await tryIt().ConfigureAwait(false);
        places.Add(ReproductionPlace.Of(name, [trial]));
        return trial;
    }

    private async Task<Trial> RepeatAsync(string name, Func<Task<Trial>> tryIt)
    {
        var trials = new List<Trial>();
        while (trials.Count < Runs && docker.Left > 0)
            trials.Add(await tryIt().ConfigureAwait(false));
        places.Add(ReproductionPlace.Of(name, trials));
        return trials.Find(trial => trial.Code is not null) ?? trials.FirstOrDefault() ?? new(null, TimeSpan.Zero);
    }

    [GeneratedRegex(
        @"(?<before>^FROM\s+(?:--\S+\s+)*(?:\S+/)?)golang(?::\S+)?",
        RegexOptions.IgnoreCase | RegexOptions.Multiline
    )]
    private static partial Regex GolangTag();
}

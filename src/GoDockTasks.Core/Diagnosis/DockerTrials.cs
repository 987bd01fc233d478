using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Logs;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>
/// Builds and runs things to see whether they fail. All that it makes has a name of its own, and is gone when this is
/// disposed, also where the caller cancelled. Nothing is pushed.
/// </summary>
internal sealed class DockerTrials : IAsyncDisposable
{
    /// <summary>How many builds and runs there are at most.</summary>
    private const int MaxTrials = 12;

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(15);

    // What decides where go gets modules from. Named only: docker takes the values from its environment, so that no
    // command line has a credential.
    private static readonly string[] Settings =
    [
        "GOPROXY",
        "GOPRIVATE",
        "GONOPROXY",
        "GONOSUMDB",
        "GOSUMDB",
        "GOINSECURE",
        "GOVCS",
    ];

    private readonly IProcessRunner runner;
    private readonly TimeProvider time;
    private readonly string docker;
    private readonly IReadOnlyDictionary<string, string> environment;
    private readonly string folder;
    private readonly string name = $"godock-reproduction-{Guid.NewGuid():N}";
    private readonly List<string> images = [];
    private readonly List<string> containers = [];
    private bool hasBridge;
    private bool hasHost;
    private int trials;

    private DockerTrials(
        IProcessRunner runner,
        TimeProvider time,
        string docker,
        IReadOnlyDictionary<string, string> environment,
        string folder
    ) =>
        (this.runner, this.time, this.docker, this.environment, this.folder) = (
            runner,
            time,
            docker,
            environment,
            folder
        );

    /// <summary>No more than so many are left.</summary>
    public int Left => MaxTrials - trials;

    /// <summary>
    /// There is a network of the daemon's own, which builds have by themselves, and this machine's beside it.
    /// </summary>
    public bool HasTwoNetworks => hasBridge && hasHost;

    /// <summary>A daemon that answers, or why there is none: a clause such as "docker isn't on PATH".</summary>
    /// <param name="environment">Of docker, with Go's settings as they count in this build.</param>
    /// <param name="folder">Absolute path of an existing folder.</param>
    public static async Task<(DockerTrials? Trials, string? WhyNot)> OpenAsync(
        IProcessRunner runner,
        TimeProvider time,
        IReadOnlyDictionary<string, string> environment,
        string folder,
        CancellationToken cancellationToken
    )
    {
        if (ProgramSearch.Find("docker", environment) is not { } docker)
            return (null, "docker isn't on PATH");
        var trials = new DockerTrials(runner, time, docker, environment, folder);
        var version = await trials
            .DockerAsync(AnswerLimit, cancellationToken, "version", "--format", "{{.Server.Version}}")
            .ConfigureAwait(false);
        if (version.End == ProcessEnd.TimedOut)
            return (
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Docker's daemon doesn't answer within {AnswerLimit.TotalSeconds} s"
                )
            );
        if (!version.Succeeded)
            return (null, $"Docker's daemon doesn't answer ({LastLine(version)})");
        // By name: a bridge of somebody's own isn't the one that builds have by themselves.
        var networks = await trials
            .DockerAsync(AnswerLimit, cancellationToken, "network", "ls", "--format", "{{.Name}}")
            .ConfigureAwait(false);
        var names = networks.StandardOutput.Split('\n', StringSplitOptions.TrimEntries);
        (trials.hasBridge, trials.hasHost) = (names.Contains("bridge"), names.Contains("host"));
        return (trials, null);
    }

    /// <summary>Builds an image anew, and removes it.</summary>
    /// <param name="context">Absolute.</param>
    /// <param name="dockerfile">Absolute.</param>
    /// <param name="onHostNetwork">
    /// With this machine's network; else with the daemon's own, where it <see cref="HasTwoNetworks">has one</see>.
    /// </param>
    public async Task<Trial> BuildAsync(
        string context,
        string dockerfile,
        bool onHostNetwork,
        CancellationToken cancellationToken
    )
    {
        var image = $"{name}:{++trials}";
        images.Add(image);
        var start = time.GetTimestamp();
        var build = await DockerAsync(
                BuildLimit,
                cancellationToken,
                [
                    "build",
                    "--progress=plain",
                    "--no-cache",
                    $"--tag={image}",
                    $"--label={name}",
                    .. Network(onHostNetwork),
                    .. Named("--build-arg"),
                    "-f",
                    dockerfile,
                    context,
                ]
            )
            .ConfigureAwait(false);
        var trial = Judge(build, time.GetElapsedTime(start));
        if (trial.Code is not null)
            return trial;
        var size = await DockerAsync(AnswerLimit, cancellationToken, "image", "inspect", "--format", "{{.Size}}", image)
            .ConfigureAwait(false);
        return trial with
        {
            ImageBytes = long.TryParse(
                size.StandardOutput.Trim(),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var bytes
            )
                ? bytes
                : null,
        };
    }

    /// <summary>Runs go in a container of an image, on copies of a folder's files.</summary>
    /// <param name="image">With Go.</param>
    /// <param name="files">Absolute path of the folder.</param>
    /// <param name="arguments">Of go.</param>
    public async Task<Trial> RunAsync(
        string image,
        string files,
        ImmutableArray<string> arguments,
        CancellationToken cancellationToken
    )
    {
        var container = $"{name}-{++trials}";
        var isThere = await DockerAsync(AnswerLimit, cancellationToken, "image", "inspect", image)
            .ConfigureAwait(false);
        if (!isThere.Succeeded)
            images.Add(image);
        containers.Add(container);
        var created = await DockerAsync(
                BuildLimit,
                cancellationToken,
                [
                    "create",
                    $"--name={container}",
                    $"--label={name}",
                    "--workdir=/src",
                    .. Network(onHost: false),
                    .. Named("--env"),
                    "--entrypoint=go",
                    image,
                    .. arguments,
                ]
            )
            .ConfigureAwait(false);
        if (!created.Succeeded)
            return Judge(created, created.Elapsed);
        var copied = await DockerAsync(BuildLimit, cancellationToken, "cp", files + "/.", container + ":/src")
            .ConfigureAwait(false);
        if (!copied.Succeeded)
            return Judge(copied, copied.Elapsed);
        var start = time.GetTimestamp();
        var run = await DockerAsync(BuildLimit, cancellationToken, "start", "--attach", container)
            .ConfigureAwait(false);
        return Judge(run, time.GetElapsedTime(start));
    }

    public async ValueTask DisposeAsync()
    {
        // A build that was ended may still be on its way to its image: what is named is removed, there or not.
        if (containers.Count > 0)
            await DockerAsync(AnswerLimit * 3, CancellationToken.None, ["rm", "--force", "--volumes", .. containers])
                .ConfigureAwait(false);
        foreach (var image in images.Distinct(StringComparer.Ordinal))
            await DockerAsync(AnswerLimit * 3, CancellationToken.None, "image", "rm", image).ConfigureAwait(false);
    }

    // What go says of one thing is the same in every build, whatever the builder puts around.
    private static Trial Judge(ProcessOutcome outcome, TimeSpan elapsed)
    {
        if (outcome.Succeeded)
            return new(null, elapsed);
        if (outcome.End == ProcessEnd.TimedOut)
            return new(DiagnosticCatalogue.TimedOut.Code, elapsed);
        var said = Encoding.UTF8.GetBytes(outcome.StandardError + "\n" + outcome.StandardOutput);
        using var log = new MemoryStream(said);
        var cause = LogDiagnosis.Read(log, "build.log").Cause;
        log.Position = 0;
        return new(cause.Code, elapsed)
        {
            Cause = cause,
            Line = BuildLogReader.Read(log).Failed.FirstOrDefault()?.Source?.Line,
        };
    }

    // A daemon without its bridge has no other network that anything could be downloaded by. One that doesn't tell of
    // this machine's is left to what it does by itself.
    private string[] Network(bool onHost) => hasHost && (onHost || !hasBridge) ? ["--network=host"] : [];

    private IEnumerable<string> Named(string option) =>
        Settings
            .Where(setting => environment.GetValueOrDefault(setting) is { Length: > 0 })
            .SelectMany(setting => (string[])[option, setting]);

    private Task<ProcessOutcome> DockerAsync(
        TimeSpan limit,
        CancellationToken cancellationToken,
        params ImmutableArray<string> arguments
    ) => runner.RunAsync(new(docker, arguments, folder, environment, limit), cancellationToken);

    private static string LastLine(ProcessOutcome outcome)
    {
        var line = outcome.StandardError.Trim();
        line = Printable.Line(Secrets.Redact(line[(line.LastIndexOf('\n') + 1)..]));
        return line.Length > 200 ? line[..200] + "…" : line;
    }
}

using GoDockTasks.Core.Diagnosis;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Tests.Diagnosis;

/// <summary>A module with a Dockerfile, and a docker whose builds say what go said on that network.</summary>
internal sealed class ScriptedDocker : IProcessRunner, IDisposable
{
    private const string Dockerfile = "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod ./\nRUN go mod download\n";
    private const string Minimal = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go mod tidy\n";

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> environment;
    private readonly Sidecar sidecar;
    private bool isContainerOnHost;

    public ScriptedDocker()
    {
        folder.Write("bin/" + ProgramSearch.FileName("docker"), "");
        folder.Write("orders/go.mod", "module example.com/orders\n\ngo 1.24\n");
        folder.Write("orders/Dockerfile", Dockerfile);
        environment = new() { ["PATH"] = folder.Path("bin") };
        sidecar = new(
            "orders",
            folder.Path("orders"),
            null,
            new("orders", new Dictionary<string, string>(), "", folder.Path("app/app.csproj"))
        );
    }

    /// <summary>The names of its networks; null where it doesn't tell them.</summary>
    public string[]? Networks { get; init; } = ["bridge", "host", "none"];

    /// <summary>
    /// What a build prints and fails with, or null: on the network of the host or the usual one, and by the Dockerfile;
    /// a container has none.
    /// </summary>
    public Func<bool, string, string?> Says { get; init; } = (_, _) => null;

    /// <summary>How many builds and containers there were.</summary>
    public int Trials { get; private set; }

    /// <summary>Compares a module that fails on this machine with that code, where Go is 1.23.</summary>
    public Task<Reproduction> OfModuleAsync(string code) =>
        CompareAsync(code, Minimal, (comparison, made) =>
            comparison.OfModuleAsync(made, sidecar, "golang:1.27", null, "1.23", CancellationToken.None)
        );

    /// <summary>Compares a Dockerfile that a rule finds that code in.</summary>
    public Task<Reproduction> OfDockerfileAsync(string code) =>
        CompareAsync(code, Dockerfile, (comparison, made) =>
            comparison.OfDockerfileAsync(
                made,
                sidecar,
                "golang:1.27",
                MinimalDockerfile.Open(sidecar, new() { DockerfilePath = "" }, folder.Path("none"))!,
                CancellationToken.None
            )
        );

    /// <summary>Builds the image of a module that nothing was found wrong with: why that fails.</summary>
    public async Task<FoundCause> OfSoundModuleAsync()
    {
        var request = new DiagnosisRequest(
            new()
            {
                Sidecars = [sidecar],
                ProjectFile = folder.Path("app/app.csproj"),
                Environment = environment,
                TemporaryDirectory = folder.Root,
            },
            new()
            {
                Sidecars = [sidecar],
                ProjectFile = folder.Path("app/app.csproj"),
                Version = "1.0.0",
                Go = new(),
            },
            new() { DockerfilePath = "" }
        );
        var module = new DiagnosedModule(folder.Path("orders"), ["orders"], []) { Facts = new(null, [], [], []) };
        var found = await new ImageTrial(this, TimeProvider.System, request, folder.Path("none")).RunAsync(
            module,
            CancellationToken.None
        );
        return found.Cause;
    }

    public Task<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        var arguments = request.Arguments;
        var isOnHost = arguments.Contains("--network=host");
        switch (arguments[0])
        {
            case "network":
                return Ends(Networks is null, string.Join('\n', Networks ?? []), "permission denied");
            case "build":
                var dockerfile = File.ReadAllText(arguments[arguments.IndexOf("-f") + 1]);
                return Tried(Says(isOnHost, dockerfile) is { } said ? Log(said) : null);
            case "create":
                isContainerOnHost = isOnHost;
                return Ends(false, "", "");
            case "start":
                return Tried(Says(isContainerOnHost, ""));
            default:
                return Ends(false, "1\n", "");
        }
    }

    public void Dispose() => folder.Dispose();

    private async Task<Reproduction> CompareAsync(
        string code,
        string dockerfile,
        Func<DockerComparison, Reproduction, Task<Reproduction>> compareAsync
    )
    {
        folder.Write("reproduction/Dockerfile", dockerfile);
        var (trials, whyNot) = await DockerTrials.OpenAsync(
            this,
            TimeProvider.System,
            environment,
            folder.Root,
            CancellationToken.None
        );
        Assert.IsNotNull(trials, whyNot);
        await using (trials)
            return await compareAsync(
                new(trials, folder.Root),
                new(folder.Path("reproduction"), code, default, default)
                {
                    IsReproduced = true,
                    Commands = ["go mod tidy"],
                }
            );
    }

    // BuildKit's.
    private static string Log(string said) =>
        $"""
            #8 [4/4] RUN go mod download
            #8 0.412 {said.TrimEnd()}
            #8 ERROR: process "/bin/sh -c go mod download" did not complete successfully: exit code: 1
            ------
             > [4/4] RUN go mod download:
            0.412 {said.TrimEnd()}
            ------
            Dockerfile:4
            --------------------
               4 | >>> RUN go mod download
            --------------------
            ERROR: failed to solve: process "/bin/sh -c go mod download" did not complete successfully: exit code: 1

            """;

    private Task<ProcessOutcome> Tried(string? fails)
    {
        Trials++;
        return Ends(fails is not null, "", fails ?? "");
    }

    private static Task<ProcessOutcome> Ends(bool fails, string output, string error) =>
        Task.FromResult(new ProcessOutcome(ProcessEnd.Exited, fails ? 1 : 0, output, error, false, TimeSpan.Zero));
}

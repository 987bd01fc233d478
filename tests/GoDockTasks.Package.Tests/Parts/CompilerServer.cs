using System.IO.Pipes;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>
/// The SDK's C# compiler, running for all builds of these tests and for no others: to start it takes longer than all
/// the rest of a small build. No build started it, so none waits for its end.
/// </summary>
internal sealed class CompilerServer : IAsyncDisposable
{
    private readonly string program;
    private readonly string folder;
    private readonly Task<ProcessOutcome> running;

    private CompilerServer(string program, string folder)
    {
        this.program = program;
        this.folder = folder;
        // It ends ten minutes after its last build where this process is killed.
        running = new ProcessRunner().RunAsync(
            new(
                Sdk.Executable,
                ["exec", program, "-pipename:" + Name],
                folder,
                Sdk.Environment(),
                Timeout.InfiniteTimeSpan
            ),
            CancellationToken.None
        );
    }

    /// <summary>Of its pipe.</summary>
    private string Name { get; } = $"godock-{Guid.NewGuid():N}";

    /// <summary>Starts it, and returns when it listens: a build that finds none would start its own.</summary>
    /// <param name="folder">A folder in which dotnet is the SDK that the builds have.</param>
    public static async Task<CompilerServer> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var asked = await Sdk.RunAsync(folder, Sdk.Environment(), [Sdk.Executable, "--version"], cancellationToken);
        var dotnet = File.ResolveLinkTarget(Sdk.Executable, returnFinalTarget: true)?.FullName ?? Sdk.Executable;
        var sdk = Path.Combine(Path.GetDirectoryName(dotnet)!, "sdk", asked.StandardOutput.Trim());
        var server = new CompilerServer(Path.Combine(sdk, "Roslyn", "bincore", "VBCSCompiler.dll"), folder);
        await server.ListensAsync(cancellationToken);
        return server;
    }

    /// <summary>Has the builds with this environment compile here.</summary>
    public void Serve(Dictionary<string, string> environment)
    {
        environment["UseSharedCompilation"] = "true";
        environment["SharedCompilationId"] = Name;
    }

    public async ValueTask DisposeAsync()
    {
        await Sdk.RunAsync(
            folder,
            Sdk.Environment(),
            [Sdk.Executable, "exec", program, "-pipename:" + Name, "-shutdown"],
            CancellationToken.None
        );
        await running;
    }

    private async Task ListensAsync(CancellationToken cancellationToken)
    {
        // The compiler's pipes lie in /tmp, whatever the folder for temporary files is.
        var path = OperatingSystem.IsWindows() ? Name : Path.Combine("/tmp", Name);
        await using var pipe = new NamedPipeClientStream(".", path, PipeDirection.InOut, PipeOptions.Asynchronous);
        var listens = pipe.ConnectAsync(TimeSpan.FromMinutes(1), cancellationToken);
        if (await Task.WhenAny(listens, running) == running)
            Assert.Fail($"The compiler's server ended: {(await running).StandardError}");
        await listens;
    }
}

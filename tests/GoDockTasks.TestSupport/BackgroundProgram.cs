using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.TestSupport;

/// <summary>
/// A program that runs beside the tests, in process and mount namespaces of its own: whatever it starts or mounts is
/// gone when it is, and its folders too. It is told to end by a connection to this process that closes, which it does
/// as well where this process is killed.
/// </summary>
public sealed class BackgroundProgram : IAsyncDisposable
{
    // Outside of the namespaces: what is left on disk goes when nobody can use it any more.
    private const string Outer = """
        folders=$1 log=$2; shift 2
        unshare --mount --pid --fork --kill-child --mount-proc "$@"
        tail -c 4000 "$log"
        IFS=:; rm -rf $folders
        """;

    // The first process inside: when it ends, the kernel kills the others.
    private const string Inner = """
        port=$1 hosts=$2 log=$3; shift 3
        exec 3<>"/dev/tcp/127.0.0.1/$port"
        [ -z "$hosts" ] || mount --bind "$hosts" /etc/hosts
        "$@" >"$log" 2>&1 3>&- &
        program=$!
        { read -r <&3; kill -TERM "$program"; } &
        wait "$program"
        """;

    private readonly Socket connection;
    private readonly Task<ProcessOutcome> running;

    private BackgroundProgram(Socket connection, Task<ProcessOutcome> running, string log)
    {
        this.connection = connection;
        this.running = running;
        Log = log;
    }

    /// <summary>Absolute path of the file with all that it prints.</summary>
    public string Log { get; }

    /// <param name="command">The program's absolute path and its arguments.</param>
    /// <param name="environment">Its whole environment; PATH has to lead to the system's own programs.</param>
    /// <param name="folders">
    /// Absolute paths of its own folders, removed at its end; its log is written into the first.
    /// </param>
    /// <param name="hosts">A file that it sees as /etc/hosts, or none.</param>
    public static async Task<BackgroundProgram> StartAsync(
        ImmutableArray<string> command,
        IReadOnlyDictionary<string, string> environment,
        ImmutableArray<string> folders,
        string hosts = ""
    )
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var log = Path.Combine(folders[0], "log.txt");
        // A session of its own: Ctrl-C is for the tests, and how they end is what ends the program.
        var running = new ProcessRunner().RunAsync(
            new(
                "/usr/bin/setsid",
                [
                    "--wait",
                    "/bin/bash",
                    "-c",
                    Outer,
                    "bash",
                    string.Join(':', folders),
                    log,
                    "/bin/bash",
                    "-c",
                    Inner,
                    "bash",
                    port,
                    hosts,
                    log,
                    .. command,
                ],
                "/",
                environment,
                Timeout.InfiniteTimeSpan
            ),
            CancellationToken.None
        );
        var accepted = listener.AcceptSocketAsync();
        if (await Task.WhenAny(accepted, running) == running)
            Assert.Fail($"{command[0]} was not started: {(await running).StandardError}");
        return new(await accepted, running, log);
    }

    /// <summary>
    /// Asks again and again until the answer isn't null; fails, with the end of the log, where the program ends instead
    /// or a minute passes.
    /// </summary>
    public async Task<T> WaitForAsync<T>(Func<Task<T?>> askAsync)
        where T : class
    {
        var deadline = DateTime.UtcNow.AddMinutes(1);
        while (!running.IsCompleted && DateTime.UtcNow < deadline)
        {
            if (await askAsync() is { } answer)
                return answer;
            await Task.Delay(20);
        }

        await DisposeAsync();
        var outcome = await running;
        Assert.Fail($"A program that the tests need didn't start: {outcome.StandardError}\n{outcome.StandardOutput}");
        throw new InvalidOperationException();
    }

    public async Task<string> ReadLogAsync() => File.Exists(Log) ? await File.ReadAllTextAsync(Log) : "";

    /// <summary>Ends it, and returns when it and everything it started is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        connection.Dispose();
        await running;
    }
}

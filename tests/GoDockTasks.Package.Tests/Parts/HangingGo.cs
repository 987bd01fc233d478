using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>
/// The script of a fake go that hangs, with a child that hangs too. Both hold a connection to the test, which so knows
/// without asking the system when they started and when the last of them is gone.
/// </summary>
internal sealed class HangingGo : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public HangingGo() => listener.Start();

    /// <summary>For bash.</summary>
    public string Script =>
        $"exec 3<>/dev/tcp/127.0.0.1/{((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}\necho $PPID >&3\nsleep 600 &\nsleep 600";

    /// <summary>Waits until a go was started.</summary>
    public async Task<Run> StartedAsync(CancellationToken cancellationToken)
    {
        var client = await listener.AcceptTcpClientAsync(cancellationToken);
        var reader = new StreamReader(client.GetStream());
        return new(client, reader, (await reader.ReadLineAsync(cancellationToken))!);
    }

    public void Dispose() => listener.Dispose();

    /// <summary>A go that hangs.</summary>
    /// <param name="parent">The id of the process that started it.</param>
    internal sealed class Run(TcpClient client, StreamReader reader, string parent) : IDisposable
    {
        /// <summary>Sends SIGINT to the process that started it, and to no other.</summary>
        public async Task InterruptParentAsync()
        {
            var kill = await new ProcessRunner().RunAsync(
                new(
                    "/bin/bash",
                    ["-c", "kill -INT \"$0\"", parent],
                    "/",
                    new Dictionary<string, string>(),
                    TimeSpan.FromMinutes(1)
                ),
                CancellationToken.None
            );
            Assert.IsTrue(kill.Succeeded, kill.StandardError);
        }

        /// <summary>Waits until it is gone, with its child.</summary>
        public async Task EndedAsync(CancellationToken cancellationToken)
        {
            try
            {
                Assert.IsNull(await reader.ReadLineAsync(cancellationToken));
            }
            catch (IOException)
            {
                // A reset is an end too.
            }
        }

        public void Dispose()
        {
            reader.Dispose();
            client.Dispose();
        }
    }
}

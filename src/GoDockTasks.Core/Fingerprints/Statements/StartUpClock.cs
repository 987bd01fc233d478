using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>
/// Starts programs on this machine, and measures how long each takes until it accepts connections on the first of its
/// TCP ports.
/// </summary>
/// <param name="environment">The process's, to which a sidecar's own variables are added.</param>
/// <param name="temporaryDirectory">Absolute path; a program runs in an empty folder below it.</param>
/// <param name="limit">How long one program may take.</param>
public sealed class StartUpClock(
    IProcessRunner runner,
    IReadOnlyDictionary<string, string> environment,
    string temporaryDirectory,
    TimeSpan limit
)
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(1);

    /// <summary>The program is gone when this returns.</summary>
    /// <param name="binary">Absolute path.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    internal async Task<StartUpTime> MeasureAsync(Sidecar sidecar, string binary, CancellationToken cancellationToken)
    {
        if (sidecar.Ports.FirstOrDefault(port => port.Protocol == "tcp") is not { } port)
            return NotMeasured(sidecar, "it has no TCP port; name what it listens on in Ports");
        if (await ListensAsync(port, cancellationToken).ConfigureAwait(false))
            return NotMeasured(sidecar, $"something else listens on port {port.Number}; stop that");
        try
        {
            using var folder = new ScratchFolder(temporaryDirectory);
            return await MeasureAsync(sidecar, binary, port, folder.Path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return NotMeasured(
                sidecar,
                $"no folder can be made in '{temporaryDirectory}' ({exception.Message}); make it writable"
            );
        }
    }

    private async Task<StartUpTime> MeasureAsync(
        Sidecar sidecar,
        string binary,
        Port port,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var variables = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        foreach (var variable in sidecar.Environment)
            variables[variable.Name] = variable.Value;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var running = runner.RunAsync(
            new(binary, [], folder, variables, limit) { MaxOutputCharacters = 0 },
            stop.Token
        );
        var duration = await WaitAsync(port, running, started, cancellationToken).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await running.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It was stopped here.
        }

        return duration is null
            ? NotMeasured(
                sidecar,
                $"it ended, or did not listen on port {port.Number} within {limit.TotalSeconds:0} s; see "
                    + $"what it needs to start"
            )
            : new(duration, null);
    }

    private static async Task<TimeSpan?> WaitAsync(
        Port port,
        Task running,
        long started,
        CancellationToken cancellationToken
    )
    {
        while (!running.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            if (await ListensAsync(port, CancellationToken.None).ConfigureAwait(false))
                return Stopwatch.GetElapsedTime(started);
            await Task.Delay(BetweenAttempts, CancellationToken.None).ConfigureAwait(false);
        }

        return null;
    }

    private static async Task<bool> ListensAsync(Port port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket
                .ConnectAsync(new IPEndPoint(IPAddress.Loopback, port.Number), cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static StartUpTime NotMeasured(Sidecar sidecar, string why) =>
        new(
            null,
            new(
                DiagnosticCatalogue.NotChecked,
                new(sidecar.GoModPath),
                $"the start-up time of '{sidecar.Name}' was not measured: {why}, or leave out GoDockMeasureStartUp"
            )
        );
}

/// <summary>How long a program took until it listened.</summary>
/// <param name="Duration">Null where that could not be measured.</param>
/// <param name="Problem">Why not: GDT0008.</param>
internal sealed record StartUpTime(TimeSpan? Duration, Diagnostic? Problem);

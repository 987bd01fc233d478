using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Gates;

/// <summary>
/// The program starts not much slower than that of the last release: both are started in turn, so that whatever else
/// the machine does happens to both, and their ratio is what is held to the threshold.
/// </summary>
internal static class StartUpGate
{
    public const double DefaultThreshold = 1.2;

    /// <summary>How often each is started.</summary>
    public const int Pairs = 30;

    // The eleventh smallest of 30 ratios lies below their median with 95% (binomial distribution, P(X <= 10) = 0.049).
    private const int LowerBound = 10;

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(2);

    public static async Task<GateOutcome> RunAsync(GateRun run, CancellationToken cancellationToken)
    {
        if (run.Item is null)
            return run.NotChecked(DiagnosticCatalogue.GateNotChecked, "no GoDockGate item asks for it");
        await run.State.StartUp.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var folder = new ScratchFolder(run.Request.TemporaryDirectory);
            if (await LastAsync(run, folder.Path, cancellationToken).ConfigureAwait(false) is not { } last)
                return NoBaseline(run);
            using var probe = new ReadyProbe(run.Item.Ready, AttemptLimit);
            return await CompareAsync(run, last, folder.Path, probe, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return run.NotChecked(DiagnosticCatalogue.GateCommandFailed, exception.Message);
        }
        finally
        {
            run.State.StartUp.Release();
        }
    }

    // The one that is named, else that in the last image.
    private static async Task<string?> LastAsync(GateRun run, string folder, CancellationToken cancellationToken)
    {
        if (run.Item!.BaselineProgram is { } named)
            return File.Exists(run.Full(named)) ? run.Full(named) : null;
        return
            run.Request.History is { } history
            && run.State.Released.FirstOrDefault(each => each.Sidecar == run.Sidecar)?.Image is { } image
            && Measurements.KeyOf(run)?.Platform is { } platform
            ? await LastReleases
                .ProgramAsync(
                    history,
                    image,
                    platform,
                    Directory.CreateDirectory(Path.Combine(folder, "last")).FullName,
                    cancellationToken
                )
                .ConfigureAwait(false)
            : null;
    }

    private static GateOutcome NoBaseline(GateRun run) =>
        new(GateVerdict.NoBaseline, "the program of the last release isn't here")
        {
            Diagnostics =
            [
                run.Problem(
                    DiagnosticCatalogue.NoBaseline,
                    "the program of the last release isn't here; name it in BaselineProgram of the GoDockGate item"
                ),
            ],
        };

    private static async Task<GateOutcome> CompareAsync(
        GateRun run,
        string last,
        string folder,
        ReadyProbe probe,
        CancellationToken cancellationToken
    )
    {
        var ratios = new double[Pairs];
        var (own, others) = (new double[Pairs], new double[Pairs]);
        for (var pair = 0; pair < Pairs; pair++)
        {
            // Who comes first changes, so that neither gains by it.
            var isFirst = pair % 2 == 0;
            var times = new double?[2];
            foreach (var isNew in new[] { isFirst, !isFirst })
            {
                if (await probe.AnswersAsync(cancellationToken).ConfigureAwait(false))
                    return run.NotChecked(
                        DiagnosticCatalogue.GateCommandFailed,
                        $"something else answers at {run.Item!.Ready}; stop that"
                    );
                var program = isNew ? run.Program.Path : last;
                var time = await TimeAsync(run, program, folder, probe, cancellationToken).ConfigureAwait(false);
                if (time is null && !isNew)
                    return run.NotChecked(
                        DiagnosticCatalogue.GateCommandFailed,
                        $"the last release's program '{run.Name(last)}' {NotReady(run)}"
                    );
                if (time is null)
                    return Slow(run, $"the program {NotReady(run)}; see what it needs to start", null);
                times[isNew ? 0 : 1] = time;
            }

            (own[pair], others[pair]) = (times[0]!.Value, times[1]!.Value);
            ratios[pair] = own[pair] / others[pair];
        }

        Array.Sort(ratios);
        run.State.Measure(run.Program, Measurements.StartUp, MedianNanoseconds(own));
        return Judge(run, ratios[Pairs / 2], ratios[LowerBound]) with
        {
            Baseline = new(MedianNanoseconds(others), "ns"),
        };
    }

    private static long MedianNanoseconds(double[] seconds)
    {
        Array.Sort(seconds);
        return (long)(seconds[Pairs / 2] * 1e9);
    }

    private static GateOutcome Judge(GateRun run, double median, double bound)
    {
        var threshold = run.Item?.Threshold ?? DefaultThreshold;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{median:0.00} times the last release's time to start, and at least {bound:0.00} times"
        );
        var measured = new GateMeasure(Math.Round(median, 3), "ratio");
        return bound > threshold
            ? Slow(
                run,
                text
                    + string.Create(CultureInfo.InvariantCulture, $" (threshold {threshold:0.0##})")
                    + "; see what it does before it is ready",
                measured
            )
            : new(GateVerdict.Passed, text) { Measured = measured, Threshold = new(threshold, "ratio") };
    }

    private static GateOutcome Slow(GateRun run, string message, GateMeasure? measured) =>
        new(GateVerdict.Failed, Printable.Of(message))
        {
            Measured = measured,
            Threshold = new(run.Item?.Threshold ?? DefaultThreshold, "ratio"),
            Diagnostics = [run.Problem(DiagnosticCatalogue.SlowerStart, message)],
        };

    private static string NotReady(GateRun run) =>
        run.Item!.Ready is { } ready
            ? $"ended, or did not answer at {ready} within {run.Request.Timeout.TotalSeconds:0.#} s"
            : $"failed, or did not end within {run.Request.Timeout.TotalSeconds:0.#} s; name a URL in Ready where it "
                + "goes on running";

    // In seconds; null where it never was ready. It is gone when this returns.
    private static async Task<double?> TimeAsync(
        GateRun run,
        string program,
        string folder,
        ReadyProbe probe,
        CancellationToken cancellationToken
    )
    {
        var variables = new Dictionary<string, string>(run.Request.Environment, StringComparer.Ordinal);
        foreach (var variable in run.Program.Sidecar.Environment)
            variables[variable.Name] = variable.Value;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var running = run.Runner.RunAsync(
            new(program, [], folder, variables, run.Request.Timeout) { MaxOutputCharacters = 0 },
            stop.Token
        );
        double? time = null;
        while (probe.IsUrl && !running.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            if (await probe.AnswersAsync(cancellationToken).ConfigureAwait(false))
            {
                time = Stopwatch.GetElapsedTime(started).TotalSeconds;
                break;
            }

            await Task.Delay(BetweenAttempts, CancellationToken.None).ConfigureAwait(false);
        }

        if (probe.IsUrl)
            await stop.CancelAsync().ConfigureAwait(false);
        try
        {
            var outcome = await running.ConfigureAwait(false);
            return probe.IsUrl || !outcome.Succeeded ? time : Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It was stopped here.
            return time;
        }
    }
}

/// <summary>Asks a URL on loopback; without one, a program is ready when it ends.</summary>
internal sealed class ReadyProbe(string? url, TimeSpan limit) : IDisposable
{
    private readonly HttpClient client = new(
        new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.Zero,
        }
    )
    {
        Timeout = limit,
    };

    public bool IsUrl => url is not null;

    /// <summary>Whether it says 2xx.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (url is null)
            return false;
        try
        {
            using var answer = await client
                .GetAsync(new Uri(url), HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception)
            when (exception is HttpRequestException or SocketException or IOException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return false;
        }
    }

    public void Dispose() => client.Dispose();
}

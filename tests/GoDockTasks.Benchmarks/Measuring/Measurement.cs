namespace GoDockTasks.Benchmarks.Measuring;

/// <summary>What a command took.</summary>
/// <param name="Elapsed">Wall time.</param>
/// <param name="PeakBytes">
/// The most memory that the program itself held; 0 unless asked for, and on all but Linux.
/// </param>
/// <param name="Output">What it printed.</param>
internal sealed record Measurement(TimeSpan Elapsed, long PeakBytes, string Output);

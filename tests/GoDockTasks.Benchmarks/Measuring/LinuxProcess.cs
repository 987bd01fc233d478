using System.Globalization;

namespace GoDockTasks.Benchmarks.Measuring;

/// <summary>What Linux says about processes (proc(5)); nothing elsewhere.</summary>
internal static class LinuxProcess
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// The most memory, in bytes, that a process holds until <paramref name="end"/>; its children not counted.
    /// </summary>
    public static async Task<long> WatchPeakMemoryAsync(int id, Task end)
    {
        var peak = 0L;
        while (OperatingSystem.IsLinux() && !end.IsCompleted)
        {
            peak = Math.Max(peak, ReadPeak(id));
            await Task.WhenAny(end, Task.Delay(Interval));
        }

        return peak;
    }

    private static long ReadPeak(int id)
    {
        try
        {
            foreach (var line in File.ReadLines($"/proc/{id}/status"))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                    return long.Parse(
                            line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                            CultureInfo.InvariantCulture
                        ) * 1024;
            }
        }
        catch (IOException)
        {
            // It has ended.
        }

        return 0;
    }
}

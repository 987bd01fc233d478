using System.Globalization;

namespace GoDockTasks.Core.Toolchain;

/// <summary>
/// How much memory a go command may take to save time: Go's programs are short, and collect the garbage of a few
/// megabytes again and again (GOGC and GOMEMLIMIT in https://pkg.go.dev/runtime). What a program computes doesn't
/// depend on it.
/// </summary>
internal static class GoMemory
{
    // In bytes. With half of that in use, a program collects as often as by Go's own choice; with more, more often.
    private static long Enough => Math.Min(1L << 30, Machine / 4);

    // What the machine, or its container, has.
    private static long Machine => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>
    /// For a command that compiles nothing: it ends before collecting garbage pays, unless there is a lot.
    /// </summary>
    /// <param name="environment">That of the command; what it says of memory holds.</param>
    public static void ForReading(Dictionary<string, string> environment) => Set(environment, "off", Enough);

    /// <summary>
    /// For a command that compiles and links. The compiler and the linker inherit it: five times what is in use
    /// instead of twice that, until those that run at once, one a processor, have half of the machine's.
    /// </summary>
    /// <param name="environment">That of the command; what it says of memory holds.</param>
    public static void ForCompiling(Dictionary<string, string> environment) =>
        Set(environment, "400", Math.Max(Enough, Machine / 2 / Environment.ProcessorCount));

    private static void Set(Dictionary<string, string> environment, string percent, long limit)
    {
        environment.TryAdd("GOGC", percent);
        environment.TryAdd("GOMEMLIMIT", string.Create(CultureInfo.InvariantCulture, $"{limit >> 20}MiB"));
    }
}

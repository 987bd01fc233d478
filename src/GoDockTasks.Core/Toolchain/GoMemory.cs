using System.Globalization;

namespace GoDockTasks.Core.Toolchain;

/// <summary>
/// How much memory a go command may take to save time: Go's programs are short, and collect the garbage of a few
/// megabytes again and again (https://pkg.go.dev/runtime#hdr-Environment_Variables). What a program computes doesn't
/// depend on it.
/// </summary>
internal static class GoMemory
{
    /// <summary>
    /// For a command that reads and compiles nothing: it ends before collecting garbage pays, unless there is a lot.
    /// </summary>
    /// <param name="environment">That of the command; what it says of memory holds.</param>
    /// <param name="atOnce">How many such commands run at once, at most.</param>
    public static void ForReading(Dictionary<string, string> environment, int atOnce) =>
        Set(environment, "off", Math.Min(1L << 30, Share(atOnce)));

    /// <summary>
    /// For a command that compiles and links. The compiler and the linker inherit it: five times what is in use
    /// instead of twice that, as long as there is room.
    /// </summary>
    /// <param name="environment">That of the command; what it says of memory holds.</param>
    public static void ForCompiling(Dictionary<string, string> environment) =>
        Set(environment, "400", Share(Environment.ProcessorCount));

    // Half of what the machine, or its container, has; in bytes, for each.
    private static long Share(int atOnce) => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / atOnce;

    private static void Set(Dictionary<string, string> environment, string percent, long limit)
    {
        environment.TryAdd("GOGC", percent);
        environment.TryAdd("GOMEMLIMIT", string.Create(CultureInfo.InvariantCulture, $"{limit >> 20}MiB"));
    }
}

using System.Collections.Immutable;
using System.Globalization;

namespace GoDockTasks.Core.Toolchain;

/// <summary>
/// How much memory a go command may take to save time, and how many processors: Go's programs are short, and collect
/// the garbage of a few megabytes again and again, on all processors (GOGC, GOMEMLIMIT and GOMAXPROCS in
/// https://pkg.go.dev/runtime). What a program computes doesn't depend on any.
/// </summary>
internal static class GoResources
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

    /// <summary>
    /// For a <c>go build</c> while as many others as there are processors wait for their turn: what it starts takes one
    /// processor each, which is less work than sharing all with others. It still starts as many at once, since a large
    /// program may be the last to end.
    /// </summary>
    /// <param name="environment">That of the command; what it says of processors holds.</param>
    /// <param name="goFlags">GOFLAGS; what it says of how much is started at once holds.</param>
    /// <returns>The flags that <c>go build</c> needs for it.</returns>
    public static ImmutableArray<string> ForOneOfMany(Dictionary<string, string> environment, string goFlags) =>
        environment.TryAdd("GOMAXPROCS", "1") && !GoFlagsCheck.Has(goFlags, "p")
            ? [string.Create(CultureInfo.InvariantCulture, $"-p={Environment.ProcessorCount}")]
            : [];

    private static void Set(Dictionary<string, string> environment, string percent, long limit)
    {
        environment.TryAdd("GOGC", percent);
        environment.TryAdd("GOMEMLIMIT", string.Create(CultureInfo.InvariantCulture, $"{limit >> 20}MiB"));
    }
}

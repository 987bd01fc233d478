namespace GoDockTasks.Benchmarks.Measuring;

internal static class Statistics
{
    public static double Median(this IEnumerable<double> values) => At([.. values.Order()], 0.5);

    /// <summary>Between what half of the values lie: the first and the third quartile.</summary>
    public static (double Low, double High) MiddleHalf(this IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (At(sorted, 0.25), At(sorted, 0.75));
    }

    private static double At(double[] sorted, double part)
    {
        var position = part * (sorted.Length - 1);
        var (below, above) = (sorted[(int)Math.Floor(position)], sorted[(int)Math.Ceiling(position)]);
        return below + ((above - below) * (position - Math.Floor(position)));
    }
}

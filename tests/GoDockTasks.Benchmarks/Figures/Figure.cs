using GoDockTasks.Benchmarks.Measuring;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>One line of the table.</summary>
/// <param name="Name">What was measured, and what that leaves out.</param>
/// <param name="Rival">What it was measured against, and how often.</param>
/// <param name="Values">A ratio, or megabytes, for each round; their median counts.</param>
/// <param name="Goal">What it may be at most.</param>
/// <param name="Unit">Behind both: "x" or " MB".</param>
internal sealed record Figure(string Name, string Rival, IReadOnlyList<double> Values, double Goal, string Unit = "x")
{
    public double Value => Values.Median();

    public bool IsMet => Value <= Goal;
}

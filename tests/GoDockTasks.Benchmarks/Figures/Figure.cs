namespace GoDockTasks.Benchmarks.Figures;

/// <summary>One line of the table.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Rival">What it was measured against, and how often.</param>
/// <param name="Value">The ratio, or megabytes.</param>
/// <param name="Goal">What it may be at most.</param>
/// <param name="Unit">Behind both: "x" or " MB".</param>
internal sealed record Figure(string Name, string Rival, double Value, double Goal, string Unit = "x")
{
    public bool IsMet => Value <= Goal;
}

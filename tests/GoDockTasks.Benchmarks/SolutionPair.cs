using GoDockTasks.Benchmarks.Workload;

namespace GoDockTasks.Benchmarks;

/// <summary>The same solution twice.</summary>
internal sealed record SolutionPair(Solution With, Solution Without);

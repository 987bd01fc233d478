using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Tidy;

/// <summary>What `go mod tidy` made of the copies.</summary>
/// <param name="Process">How the program ended.</param>
/// <param name="GoMod">go.mod as it should be; as it was where the program failed.</param>
/// <param name="GoSum">go.sum likewise; null for none.</param>
internal sealed record TidyOutcome(ProcessOutcome Process, string GoMod, string? GoSum);

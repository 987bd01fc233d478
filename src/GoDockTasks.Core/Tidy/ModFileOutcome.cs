using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Tidy;

/// <summary>How a go command ended, and what it made of the copies.</summary>
/// <param name="Process">How the program ended.</param>
/// <param name="GoMod">go.mod as the command left it; as it was where the command failed.</param>
/// <param name="GoSum">go.sum likewise; null for none.</param>
internal sealed record ModFileOutcome(ProcessOutcome Process, string GoMod, string? GoSum);

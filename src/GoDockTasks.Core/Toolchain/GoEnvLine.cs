namespace GoDockTasks.Core.Toolchain;

/// <summary>A setting in a <see cref="GoEnvFile"/>.</summary>
/// <param name="Name">What stands before the first <c>=</c>.</param>
/// <param name="Value">What stands after it, to the end of the line; may be empty, may hold credentials.</param>
/// <param name="Number">The line's number, from 1.</param>
public sealed record GoEnvLine(string Name, string Value, int Number);

namespace GoDockTasks.Core.Sidecars;

/// <summary>A variable of an image's environment; the value as it is to be, whatever characters it holds.</summary>
public sealed record EnvironmentVariable(string Name, string Value);

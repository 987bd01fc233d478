namespace GoDockTasks.Benchmarks.Measuring;

/// <summary>Something that is needed for a figure didn't work; the message is for the user.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);

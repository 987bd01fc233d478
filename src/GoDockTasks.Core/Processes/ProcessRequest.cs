using System.Collections.Immutable;

namespace GoDockTasks.Core.Processes;

/// <summary>A program to run. No shell is involved: each argument reaches the program as it is.</summary>
/// <param name="Program">Absolute path of the executable file.</param>
/// <param name="Arguments">One entry an argument, unquoted.</param>
/// <param name="WorkingDirectory">Absolute path of an existing folder.</param>
/// <param name="Environment">The program's whole environment; nothing is inherited beside it.</param>
/// <param name="Timeout">How long it may run.</param>
public sealed record ProcessRequest(
    string Program,
    ImmutableArray<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment,
    TimeSpan Timeout
)
{
    /// <summary>
    /// How many characters of each output stream are kept. What comes after is read and dropped, so that the program
    /// isn't held up.
    /// </summary>
    public int MaxOutputCharacters { get; init; } = 4 * 1024 * 1024;
}

namespace GoDockTasks.Core.Failures;

/// <summary>One thing that go said: a line with those that continue it, joined by blanks.</summary>
/// <param name="Text">Go's own words, and those of the programs it runs.</param>
/// <param name="ServerAnswer">
/// What follows "server response:", empty if nothing does. A server is free to answer anything: a proxy quotes what its
/// own git said, which isn't what this machine's git said.
/// </param>
/// <param name="Cause">
/// Where in <paramref name="Text"/> "go: ", the chain of imports and the position have ended.
/// </param>
/// <param name="Position">The first place it names.</param>
/// <param name="UnderPackage">The package whose compiler said it, from the line "# package" before.</param>
internal sealed record GoMessage(
    string Text,
    string ServerAnswer,
    int Cause,
    GoPosition? Position,
    string? UnderPackage
)
{
    private static readonly string[] Progress =
    [
        "go: downloading ",
        "go: extracting ",
        "go: finding ",
        "go: found ",
        "go: toolchain upgrade needed",
        "go: creating new go.mod",
        "go: added ",
        "go: upgraded ",
        "go: downgraded ",
        "go: removed ",
        "go: writing ",
        "go: copying ",
    ];

    /// <summary>Go says what it does, not what went wrong.</summary>
    public bool IsProgress
    {
        get
        {
            foreach (var start in Progress)
            {
                if (Text.StartsWith(start, StringComparison.Ordinal))
                    return true;
            }

            return false;
        }
    }

    /// <summary>A compiler says it of the user's code, which it may quote.</summary>
    public bool IsCompilers => UnderPackage is not null && Position is not null;
}

using System.Text.RegularExpressions;

namespace GoDockTasks.Core.Failures;

/// <summary>Whether an output is that of a go command, or of git for one.</summary>
internal static partial class GoSigns
{
    /// <param name="output">What was printed; linear in its length.</param>
    /// <param name="command">What was run; null where nobody knows.</param>
    public static bool AreIn(string output, string? command) =>
        (command is not null && Command().IsMatch(command)) || Words().IsMatch(output);

    [GeneratedRegex(@"\bgo (?:build|clean|env|fmt|fix|generate|get|install|list|mod|run|test|tool|vet|work)\b")]
    private static partial Regex Command();

    // Its own name before what it says, a module's version or URL, its folders (but where a service that panics has its
    // code from), and git's last words.
    [GeneratedRegex(
        @"(?:^|[\s"">])go: |@v\d+\.\d+\.\d+\S{0,100}: |/@v/|\?go-get=1|/pkg/mod/(?!\S+ \+0x)|go-build|"
            + @"^go (?:build|get|install|run) |\bgit (?:clone|fetch|init|ls-remote) |^\s*fatal: ",
        RegexOptions.Multiline
    )]
    private static partial Regex Words();
}

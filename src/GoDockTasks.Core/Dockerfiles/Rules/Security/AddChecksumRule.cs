using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Security;

/// <summary>
/// GDT2306: ADD takes a file or a repository from the network, and nothing says what has to be in it.
/// </summary>
internal sealed class AddChecksumRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var step in file.Stages.SelectMany(stage => stage.Steps))
        {
            if (step.Instruction.Kind != InstructionKind.Add || step.Instruction.Flag("checksum") is not null)
                continue;
            foreach (var word in step.Instruction.Arguments.SkipLast(1))
            {
                // An address with an unknown version in it is one all the same.
                var source = file.Expand(step, word) ?? word.Text;
                if (IsRepository(source) && !IsPinned(source))
                    yield return file.Report(
                        DiagnosticCatalogue.AddWithoutChecksum,
                        word,
                        "ADD takes a branch or a tag of a repository, which can move; write the commit "
                            + "behind it: …repository.git#<40 digits>"
                    );
                else if (IsFile(source))
                    yield return file.Report(
                        DiagnosticCatalogue.AddWithoutChecksum,
                        word,
                        "ADD takes whatever this address gives at the time of the build; write ADD "
                            + "--checksum=sha256:<digest> before it"
                    );
            }
        }
    }

    private static bool IsFile(string source) => IsHttp(source) && !IsRepository(source);

    private static bool IsHttp(string source) =>
        source.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    // As BuildKit tells them apart (util/gitutil, IsGitTransport; ParseGitRef).
    private static bool IsRepository(string source)
    {
        if (
            source.StartsWith("git://", StringComparison.Ordinal)
            || source.StartsWith("ssh://", StringComparison.Ordinal)
            || source.StartsWith("git@", StringComparison.Ordinal)
        )
            return true;
        var end = source.AsSpan().IndexOfAny('#', '?');
        return IsHttp(source) && (end < 0 ? source : source[..end]).EndsWith(".git", StringComparison.Ordinal);
    }

    private static bool IsPinned(string source)
    {
        // What an unknown variable is can't be told.
        var fragment = source.IndexOf('#', StringComparison.Ordinal);
        if (
            source.Contains("commit=", StringComparison.Ordinal)
            || source.Contains("checksum=", StringComparison.Ordinal)
        )
            return true;
        if (fragment < 0)
            return source.Contains('?', StringComparison.Ordinal) && source.Contains('$', StringComparison.Ordinal);
        var reference = source[(fragment + 1)..].Split(':')[0];
        return reference.Contains('$', StringComparison.Ordinal)
            || (reference.Length is 40 or 64 && reference.All(char.IsAsciiHexDigit));
    }
}

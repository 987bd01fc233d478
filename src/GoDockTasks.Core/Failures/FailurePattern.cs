using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Failures;

/// <summary>A sentence of go's and what it means.</summary>
internal sealed record FailurePattern
{
    private readonly ImmutableArray<PhrasePattern> phrases;
    private readonly bool inServerAnswer;
    private readonly Func<GoMessage, bool>? applies;

    /// <param name="sentence">
    /// What go says, whatever the case of its letters. <c>{module}</c>, <c>{version}</c>, <c>{package}</c>, <c>{go}</c>
    /// and <c>{directive}</c> stand for one word each, which is kept; <c>{*}</c> for anything.
    /// </param>
    /// <param name="inServerAnswer">A server says it, not go.</param>
    public FailurePattern(
        DiagnosticDescriptor descriptor,
        Specificity specificity,
        string sentence,
        bool inServerAnswer = false
    )
    {
        Descriptor = descriptor;
        Specificity = specificity;
        this.inServerAnswer = inServerAnswer;
        phrases =
        [
            .. sentence.Split("{*}", StringSplitOptions.RemoveEmptyEntries).Select(phrase => new PhrasePattern(phrase)),
        ];
    }

    private FailurePattern(DiagnosticDescriptor descriptor, Specificity specificity, Func<GoMessage, bool> applies)
    {
        Descriptor = descriptor;
        Specificity = specificity;
        phrases = [];
        this.applies = applies;
    }

    public DiagnosticDescriptor Descriptor { get; }

    public Specificity Specificity { get; }

    /// <summary>
    /// What to do, where the code's own advice (<see cref="FailureFixes"/>) doesn't fit; placeholders as there.
    /// </summary>
    public string? Advice { get; init; }

    /// <summary>Where what follows the place in a Go file begins with these words.</summary>
    public static FailurePattern Saying(DiagnosticDescriptor descriptor, Specificity specificity, string words) =>
        new(descriptor, specificity, message =>
            message.Position is not null
            && message
                .Text.AsSpan(Math.Min(message.Cause, message.Text.Length))
                .StartsWith(words, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Anything that is said of a place in a file with one of these extensions.</summary>
    public static FailurePattern At(
        DiagnosticDescriptor descriptor,
        Specificity specificity,
        params string[] extensions
    ) => new(descriptor, specificity, message => message.Position is { } position && position.IsIn(extensions));

    /// <summary>Anything that is said under "# package": of any package, or of this one.</summary>
    public static FailurePattern UnderPackage(
        DiagnosticDescriptor descriptor,
        Specificity specificity,
        string? package = null
    ) => new(descriptor, specificity, message => message.UnderPackage is { } under && under == (package ?? under));

    /// <summary>Anything that is said of a place in a module that was downloaded.</summary>
    public static FailurePattern InModuleCache(DiagnosticDescriptor descriptor, Specificity specificity) =>
        new(descriptor, specificity, message =>
            message.Position?.File.Replace('\\', '/') is { } file
            && file.Contains("/pkg/mod/", StringComparison.Ordinal)
            && file.Contains('@', StringComparison.Ordinal)
        );

    /// <summary>
    /// Where in the message's text it is said, -1 if it isn't; <paramref name="values"/> are changed only if it is.
    /// </summary>
    public int Find(GoMessage message, FailureValues values)
    {
        if (applies is not null)
            return applies(message) ? message.Cause : -1;

        var text = inServerAnswer ? message.ServerAnswer : message.Text;
        var found = new FailureValues();
        var said = (Start: 0, End: 0);
        foreach (var phrase in phrases)
        {
            // The first place is as good as any: what must follow can only be further on. So nothing is read twice.
            said = phrase.Find(text, said.End, found);
            if (said.Start < 0)
                return -1;
        }

        values.Add(found);
        return inServerAnswer ? message.Text.Length : said.Start;
    }
}

/// <summary>
/// How close a sentence is to the cause. Go wraps one error in the next ("cannot find module providing package P:
/// reading URL: 404 Not Found"), and prints several when it goes on after the first; the sentence that explains most
/// wins, and the earlier one where two explain the same much.
/// </summary>
internal enum Specificity
{
    /// <summary>It fits anything.</summary>
    Nothing,

    /// <summary>It says where something is wrong, in words of no one cause: a position, a package's name.</summary>
    Place,

    /// <summary>
    /// It stands around or before a cause, which go adds where it knows one. "requires go >= X" is one of these: where
    /// go may fetch a newer Go, what kept it from doing so comes after.
    /// </summary>
    Wrapper,

    /// <summary>
    /// The system, a server or git said it; go met it while doing something that another sentence may name better.
    /// </summary>
    Outside,

    /// <summary>Go says it for this one cause.</summary>
    Cause,

    /// <summary>It may be an attack, so nothing else is worth telling first.</summary>
    Alarm,
}

/// <summary>What go names in a message.</summary>
internal sealed class FailureValues
{
    public string? Module { get; private set; }

    public string? Version { get; private set; }

    public string? Package { get; private set; }

    public string? Go { get; private set; }

    public string? Library { get; private set; }

    /// <summary>Whether a word can be what a placeholder stands for.</summary>
    public static bool Fits(string placeholder, ReadOnlySpan<char> word) =>
        placeholder switch
        {
            "module" => IsModulePath(word),
            "go" => word.Length > 0 && char.IsAsciiDigit(word[0]),
            _ => word.Length > 0,
        };

    public void Set(string placeholder, ReadOnlySpan<char> word)
    {
        switch (placeholder)
        {
            case "module":
                Module = word.ToString();
                break;
            case "version":
                // go.sum's name for the checksum of a go.mod file is v1.0.0/go.mod.
                Version = (word.IndexOf('/') is var slash && slash > 0 ? word[..slash] : word).ToString();
                break;
            case "package":
                Package = word.ToString();
                break;
            case "go":
                Go = word.TrimEnd('.').ToString();
                break;
            case "lib":
                Library = word.ToString();
                break;
            case "directive":
                Go = GoThatKnows(word);
                break;
        }
    }

    /// <summary>Takes over what isn't known yet.</summary>
    public void Add(FailureValues others)
    {
        Module ??= others.Module;
        Version ??= others.Version;
        Package ??= others.Package;
        Go ??= others.Go;
        Library ??= others.Library;
    }

    // module.CheckPath, as far as it keeps files, user names and words apart from module paths.
    private static bool IsModulePath(ReadOnlySpan<char> word) =>
        word.Contains('.') && word[0] is not ('.' or '/') && word[^1] != '/' && !word.ContainsAny('\\', '*');

    // Directives that came after Go 1.19: go.dev/ref/mod#go-mod-file.
    private static string? GoThatKnows(ReadOnlySpan<char> directive) =>
        directive switch
        {
            "toolchain" => "1.21",
            "godebug" => "1.23",
            "tool" => "1.24",
            "ignore" => "1.25",
            _ => null,
        };
}

using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Failures;

/// <summary>
/// Finds the one cause in what a failed go command printed. Go 1.19 to 1.27 say the same cause in different words.
/// </summary>
internal static class FailureClassifier
{
    /// <summary>How long a <see cref="GoFailure.Summary"/> can get.</summary>
    public const int MaxSummary = 400;

    // Go says the cause at the beginning (a compiler's first error) or at the end (after its progress).
    private const int MaxReadAtEitherEnd = 256 * 1024;

    private const int MessagesOfUnclassified = 3;

    /// <summary>Classifies.</summary>
    /// <param name="output">
    /// What go wrote to its error stream, or to both; with or without BuildKit's prefixes and colours. Linear in its
    /// length.
    /// </param>
    public static GoFailure Classify(string output) => Classify(output, FailurePatterns.Gos);

    /// <summary>
    /// Likewise, of what any program may have printed. A service that finds no database says it in the words of go's
    /// own net package: what everybody may say counts only where go speaks.
    /// </summary>
    /// <param name="command">What was run; null where nobody knows.</param>
    public static GoFailure ClassifyAny(string output, string? command) =>
        Classify(output, GoSigns.AreIn(output, command) ? FailurePatterns.Gos : FailurePatterns.Anybodys);

    private static GoFailure Classify(string output, ImmutableArray<FailurePattern> gos)
    {
        output = Secrets.Redact(output);
        var messages = Messages(output);
        return (BestIn(messages, gos) ?? BestIn(messages, gos, ofProgress: true)) is { } best
            ? Failure(best, output)
            : Unclassified(messages, output);
    }

    /// <summary>
    /// Everything that compilers, or go before it runs one, say of a place in the user's code, sorted by place; where
    /// that isn't why the command failed, the one cause of <see cref="Classify"/>. Never empty.
    /// </summary>
    /// <param name="output">As for <see cref="Classify"/>.</param>
    public static ImmutableArray<GoFailure> ClassifyAll(string output)
    {
        var failure = Classify(output);
        if (failure.Descriptor != DiagnosticCatalogue.Compile)
            return [failure];
        var all = Messages(failure.Output)
            .Where(IsCompileError)
            .Select(message =>
                failure with
                {
                    Summary = FailureSummary.Of(message, message.Cause),
                    Position = message.Position,
                    Package = message.UnderPackage,
                }
            )
            .Distinct()
            .OrderBy(each => each.Position!.File, StringComparer.Ordinal)
            .ThenBy(each => each.Position!.Line)
            .ThenBy(each => each.Position!.Column)
            .ToImmutableArray();
        return all.IsEmpty ? [failure] : all;
    }

    // A C compiler also remarks and warns in the same form; "too many errors" isn't one more.
    private static bool IsCompileError(GoMessage message)
    {
        if (message.Position is null || Best(message, FailurePatterns.Gos)?.Descriptor != DiagnosticCatalogue.Compile)
            return false;
        var said = message.Text.AsSpan(Math.Min(message.Cause, message.Text.Length));
        return !said.StartsWith("note: ") && !said.StartsWith("warning: ") && !said.SequenceEqual("too many errors");
    }

    private static List<GoMessage> Messages(string output)
    {
        if (output.Length <= 2 * MaxReadAtEitherEnd)
            return GoMessageReader.Read(output);
        return
        [
            .. GoMessageReader.Read(output.AsSpan(0, MaxReadAtEitherEnd)),
            .. GoMessageReader.Read(output.AsSpan(output.Length - MaxReadAtEitherEnd)),
        ];
    }

    // go goes on where it can't keep a file, so that it is only the cause where nothing else went wrong.
    private static (FailurePattern Pattern, GoMessage Message)? BestIn(
        List<GoMessage> messages,
        ImmutableArray<FailurePattern> gos,
        bool ofProgress = false
    )
    {
        (FailurePattern Pattern, GoMessage Message)? best = null;
        foreach (var message in messages)
        {
            if (
                message.IsProgress == ofProgress
                && Best(message, gos, best?.Pattern.Specificity ?? Specificity.Nothing) is { } pattern
            )
                best = (pattern, message);
        }

        return best;
    }

    // The first of the most telling sentences that it holds, among those that tell more than something else did.
    private static FailurePattern? Best(
        GoMessage message,
        ImmutableArray<FailurePattern> gos,
        Specificity known = Specificity.Nothing
    )
    {
        FailurePattern? best = null;
        foreach (var pattern in message.IsCompilers ? FailurePatterns.Compilers : gos)
        {
            if (pattern.Specificity > (best?.Specificity ?? known) && pattern.Find(message, new()) >= 0)
                best = pattern;
        }

        return best;
    }

    private static GoFailure Failure((FailurePattern Pattern, GoMessage Message) best, string output)
    {
        var (pattern, message) = best;
        var values = new FailureValues();
        var at = pattern.Find(message, values);
        foreach (var context in FailurePatterns.Contexts)
            context.Find(message, values);
        return new(
            pattern.Descriptor,
            FailureSummary.Of(message, at),
            values.Module,
            values.Version,
            values.Package ?? message.UnderPackage,
            values.Go,
            message.Position,
            output
        )
        {
            Advice = pattern.Advice,
            Library = values.Library,
            Host = RepositoryHosts.In(message.Text, values.Module ?? values.Package),
        };
    }

    private static GoFailure Unclassified(List<GoMessage> messages, string output)
    {
        var last = messages.Where(message => !message.IsProgress).TakeLast(MessagesOfUnclassified).ToList();
        var summary = FailureSummary.OneLine(string.Join(" | ", last.Select(message => message.Text)), int.MaxValue);
        return new(
            DiagnosticCatalogue.Unclassified,
            summary,
            null,
            null,
            null,
            null,
            last.Find(message => message.Position is not null)?.Position,
            output
        );
    }
}

/// <summary>Go's words in one line that isn't too long.</summary>
internal static class FailureSummary
{
    private const string Gap = " … ";
    private const int Head = 100;

    // How much of what stands before the telling words is shown with them.
    private const int LeadIn = 40;

    /// <summary>The cause, with what a server answered.</summary>
    /// <param name="at">Where in the message the words are that gave it away.</param>
    public static string Of(GoMessage message, int at)
    {
        // All of a message can be a place, or a chain of imports.
        var start = message.Cause < message.Text.Length ? message.Cause : 0;
        var cause = Own(message.Text[start..]);
        return OneLine(
            message.ServerAnswer.Length == 0 ? cause : $"{cause} server response: {message.ServerAnswer}",
            at - start
        );
    }

    // Without what package flag adds for somebody who typed the command, and the variable that the build sets itself.
    private static string Own(string cause)
    {
        foreach (var addition in (ReadOnlySpan<string>)[" usage: ", "; enable cgo by setting "])
        {
            if (cause.IndexOf(addition, StringComparison.Ordinal) is var end && end > 0)
                cause = cause[..end];
        }

        return cause;
    }

    /// <summary>
    /// What is too long keeps its beginning, which names the thing, and the words around <paramref name="at"/>.
    /// </summary>
    public static string OneLine(string text, int at)
    {
        const int Tail = FailureClassifier.MaxSummary - Head - 4;
        if (text.Length <= FailureClassifier.MaxSummary)
            return text;
        if (at - LeadIn <= Head)
            return text[..Whole(text, FailureClassifier.MaxSummary)];
        var from = Whole(text, Math.Min(at - LeadIn, text.Length - Tail));
        return text[..Whole(text, Head)] + Gap + text[from..Whole(text, Math.Min(from + Tail, text.Length))];
    }

    // Not between the two halves of a character beyond the basic plane.
    private static int Whole(string text, int index) =>
        index < text.Length && char.IsLowSurrogate(text[index]) ? index - 1 : index;
}

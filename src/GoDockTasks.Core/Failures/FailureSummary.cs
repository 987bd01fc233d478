namespace GoDockTasks.Core.Failures;

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

using DotLiquid;
using DotLiquid.Exceptions;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>Where in a template something is wrong; the library doesn't tell.</summary>
internal static class LiquidErrorLocator
{
    private const string NeverClosed = "never closed";

    /// <summary>
    /// The first tag after which a template that ends there is wrong for another reason than that something is still open; else the last one that opens
    /// something.
    /// </summary>
    /// <returns>Line and column, from 1; zeros where it can't be told.</returns>
    public static (int Line, int Column) FindSyntaxError(string text)
    {
        var opened = -1;
        var depth = new Stack<int>();
        for (var start = Next(text, 0); start >= 0;)
        {
            var close = text[start + 1] == '{' ? "}}" : "%}";
            var end = text.IndexOf(close, start + 2, StringComparison.Ordinal);
            if (end < 0)
                return Position(text, start);
            end += close.Length;
            var problem = Parse(text[..end]);
            if (problem is not null && !problem.Contains(NeverClosed, StringComparison.Ordinal))
                return Position(text, start);
            Follow(text.AsSpan(start + 2, end - start - 4).Trim("- \t\n"), start, depth);
            opened = depth.TryPeek(out var open) ? open : -1;
            start = Next(text, end);
        }

        return opened < 0 ? (0, 0) : Position(text, opened);
    }

    /// <summary>Where a template first names a value.</summary>
    public static (int Line, int Column) FindName(string text, string name)
    {
        for (var start = Next(text, 0); start >= 0; start = Next(text, start + 2))
        {
            var end = text.IndexOf(text[start + 1] == '{' ? "}}" : "%}", start, StringComparison.Ordinal);
            var at = end < 0 ? -1 : text.IndexOf(name, start, end - start, StringComparison.Ordinal);
            if (at >= 0)
                return Position(text, at);
        }

        return (0, 0);
    }

    /// <summary>The first thing that a message puts in quotes; null where it quotes nothing.</summary>
    public static string? Quoted(string message)
    {
        var start = message.IndexOf('\'', StringComparison.Ordinal);
        var end = start < 0 ? -1 : message.IndexOf('\'', start + 1);
        return end < 0 ? null : message[(start + 1)..end];
    }

    private static void Follow(ReadOnlySpan<char> tag, int start, Stack<int> depth)
    {
        if (tag.StartsWith("end"))
            depth.TryPop(out _);
        else if (tag.StartsWith("if ") || tag.StartsWith("unless ") || tag.StartsWith("for ") || tag.StartsWith("case ") || tag.StartsWith("capture ") || tag is "comment" or "raw")
            depth.Push(start);
    }

    private static string? Parse(string text)
    {
        try
        {
            Template.Parse(text);
            return null;
        }
        catch (LiquidException exception)
        {
            return exception.Message;
        }
    }

    private static int Next(string text, int from)
    {
        for (var at = from; (at = text.IndexOf('{', at)) >= 0 && at + 1 < text.Length; at++)
        {
            if (text[at + 1] is '{' or '%')
                return at;
        }

        return -1;
    }

    private static (int Line, int Column) Position(string text, int offset) =>
        (text.AsSpan(0, offset).Count('\n') + 1, offset - text.AsSpan(0, offset).LastIndexOf('\n'));
}

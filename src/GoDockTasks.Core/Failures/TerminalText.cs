using System.Text;

namespace GoDockTasks.Core.Failures;

/// <summary>What a program meant to print, from what a terminal or BuildKit made of it.</summary>
internal static class TerminalText
{
    private const char Escape = '\e';

    // Longer ones aren't sequences that programs print; it also keeps a text of nothing but beginnings of sequences
    // linear.
    private const int LongestSequence = 1000;

    /// <summary>
    /// One line without escape sequences (ECMA-48), other control characters than tabs, and BuildKit's prefix.
    /// </summary>
    public static ReadOnlySpan<char> Plain(ReadOnlySpan<char> line) => WithoutBuildKitPrefix(WithoutControls(line));

    /// <summary>One line without escape sequences and other control characters than tabs.</summary>
    public static ReadOnlySpan<char> WithoutControls(ReadOnlySpan<char> line)
    {
        var clean = true;
        foreach (var character in line)
            clean &= character == '\t' || !char.IsControl(character);
        if (clean)
            return line;

        var text = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == Escape)
                i = EndOfSequence(line, i);
            else if (line[i] == '\t' || !char.IsControl(line[i]))
                text.Append(line[i]);
        }

        return text.ToString();
    }

    // ESC [ parameters final, ESC ] text BEL, or ESC and one character.
    private static int EndOfSequence(ReadOnlySpan<char> line, int escape)
    {
        var kind = escape + 1 < line.Length ? line[escape + 1] : '\0';
        var rest = line[Math.Min(escape + 2, line.Length)..Math.Min(escape + LongestSequence, line.Length)];
        var length = kind switch
        {
            '[' => rest.IndexOfAnyInRange('@', '~'),
            ']' => rest.IndexOfAny('\a', '\\'),
            _ => -1,
        };
        return length < 0 ? escape + 1 : escape + 2 + length;
    }

    // "#12 3.456 text" while it builds, "3.456 text" where it repeats a failed step's output.
    private static ReadOnlySpan<char> WithoutBuildKitPrefix(ReadOnlySpan<char> line)
    {
        var rest = line;
        if (
            rest.Length > 0
            && rest[0] == '#'
            && Digits(rest[1..]) is var number
            && number > 0
            && Blank(rest, number + 1)
        )
            rest = rest[(number + 2)..];
        if (
            Digits(rest) is var seconds
            && seconds > 0
            && seconds < rest.Length
            && rest[seconds] == '.'
            && Digits(rest[(seconds + 1)..]) is var fraction
            && fraction >= 2
            && Blank(rest, seconds + 1 + fraction)
        )
        {
            rest = rest[(seconds + fraction + 2)..];
        }

        return rest;
    }

    private static int Digits(ReadOnlySpan<char> text) =>
        text.IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? text.Length : end;

    private static bool Blank(ReadOnlySpan<char> text, int index) => index < text.Length && text[index] == ' ';
}

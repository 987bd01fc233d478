namespace GoDockTasks.Core.Modules;

/// <summary>Whole numbers of any length as ASCII digits without leading zeros.</summary>
internal static class DecimalNumber
{
    public static bool IsNumber(ReadOnlySpan<char> text) => text.Length > 0 && DigitsAtStart(text) == text.Length;

    /// <summary>Takes a number off the start; false if there is none or it has a leading zero.</summary>
    public static bool TryTake(scoped ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> number)
    {
        var length = DigitsAtStart(rest);
        number = rest[..length];
        if (length == 0 || length > 1 && rest[0] == '0')
            return false;
        rest = rest[length..];
        return true;
    }

    /// <summary>The same with a dot before it.</summary>
    /// <param name="rest">Not empty.</param>
    public static bool TryTakeDotted(scoped ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> number)
    {
        number = default;
        if (rest[0] != '.')
            return false;
        rest = rest[1..];
        return TryTake(ref rest, out number);
    }

    /// <summary>A longer number is greater. An empty one is less than any.</summary>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);

    private static int DigitsAtStart(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiDigit(text[length]))
            length++;
        return length;
    }
}

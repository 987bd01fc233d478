namespace GoDockTasks.Core.Modules;

/// <summary>Go's own versions. The rules are those of Go's internal/gover and go/version.</summary>
public static class GoVersion
{
    /// <summary>
    /// Whether a go line can say it: <c>1.24</c>, <c>1.24.0</c>, <c>1.24rc1</c> (modfile.GoVersionRE). Not all of these are
    /// versions that there can be: <c>1.24.0rc1</c> is one.
    /// </summary>
    public static bool IsDirectiveVersion(string text)
    {
        var rest = text.AsSpan();
        if (!DecimalNumber.TryTake(ref rest, out var major) || major is "0" || !TryTakeDotted(ref rest))
            return false;
        if (!rest.IsEmpty && rest[0] == '.' && !TryTakeDotted(ref rest))
            return false;
        if (rest.IsEmpty)
            return true;
        var letters = 0;
        while (letters < rest.Length && char.IsAsciiLetterLower(rest[letters]))
            letters++;
        return letters > 0 && DecimalNumber.IsNumber(rest[letters..]);
    }

    private static bool TryTakeDotted(ref ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest[0] != '.')
            return false;
        rest = rest[1..];
        return DecimalNumber.TryTake(ref rest, out _);
    }
}

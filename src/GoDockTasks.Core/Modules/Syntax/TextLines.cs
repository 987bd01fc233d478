namespace GoDockTasks.Core.Modules;

/// <summary>Lines that end in \n; a \r before it is a part of the line, and white space to Go.</summary>
internal static class TextLines
{
    /// <summary>Takes a line, without its end, off the start.</summary>
    public static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return line;
    }
}

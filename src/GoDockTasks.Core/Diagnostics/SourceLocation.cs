namespace GoDockTasks.Core.Diagnostics;

/// <summary>
/// The thing to change. <paramref name="File"/> is an absolute path, or null where no file is to blame (an environment
/// variable). Lines and columns count from 1, columns in UTF-16 code units as editors do; 0 means "the whole file" or
/// "the whole line".
/// </summary>
public readonly record struct SourceLocation(string? File, int Line = 0, int Column = 0)
{
    /// <summary>No file to point at.</summary>
    public static SourceLocation None => default;
}

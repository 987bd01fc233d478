namespace GoDockTasks.Core.Diagnostics;

/// <summary>A diagnostic in a report: its file as a URI, and its place in the order.</summary>
internal sealed class SarifResult(Diagnostic diagnostic, string baseDirectory) : IComparable<SarifResult>
{
    public Diagnostic Diagnostic { get; } = diagnostic;

    /// <summary>
    /// Relative to the base folder (RFC 3986, section 4.2), or a file: URI where no relative path leads there; null for
    /// no file.
    /// </summary>
    public string? Uri { get; } = diagnostic.Location.File is { } file ? Relative(file, baseDirectory) : null;

    /// <summary>
    /// By file, line, column, code, message and severity, so that only the same thing said twice is equal.
    /// </summary>
    public int CompareTo(SarifResult? other)
    {
        if (other is null)
            return 1;
        var (left, right) = (Diagnostic, other.Diagnostic);
        ReadOnlySpan<int> order =
        [
            string.CompareOrdinal(Uri, other.Uri),
            left.Location.Line.CompareTo(right.Location.Line),
            left.Location.Column.CompareTo(right.Location.Column),
            string.CompareOrdinal(left.Code, right.Code),
            string.CompareOrdinal(left.Message, right.Message),
            left.Severity.CompareTo(right.Severity),
        ];
        var first = order.IndexOfAnyExcept(0);
        return first < 0 ? 0 : order[first];
    }

    private static string Relative(string file, string baseDirectory)
    {
        var relative = Path.GetRelativePath(baseDirectory, file);
        if (Path.IsPathRooted(relative))
            return new Uri(file).AbsoluteUri;
        var parts = relative.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        return string.Join('/', parts.Select(System.Uri.EscapeDataString));
    }
}

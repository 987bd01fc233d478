using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>
/// Collects what is wrong with a file, up to a limit: a file of random bytes has an error in every line.
/// </summary>
internal sealed class SyntaxErrors(string path)
{
    private const int Limit = 20;
    private readonly List<Diagnostic> diagnostics = [];

    public int Count => diagnostics.Count;

    /// <summary>Nobody wants to read more; who reads the file can stop.</summary>
    public bool IsFull => diagnostics.Count == Limit;

    public void Add(TextPosition position, string message, DiagnosticSeverity severity = DiagnosticSeverity.Error)
    {
        if (!IsFull)
            diagnostics.Add(Create(path, position, message) with { Severity = severity });
    }

    /// <summary>One error for all that were added after the first <paramref name="count"/>.</summary>
    public void ReplaceFrom(int count, TextPosition position, string message)
    {
        diagnostics.RemoveRange(count, diagnostics.Count - count);
        Add(position, message);
    }

    public static Diagnostic Create(string path, TextPosition position, string message) =>
        new(DiagnosticCatalogue.DoesNotParse, new(path, position.Line, position.Column), message);

    public ImmutableArray<Diagnostic> ToImmutable()
    {
        if (diagnostics.Count == 0)
            return [];
        diagnostics.Sort(ByPosition);
        return [.. diagnostics];
    }

    private static int ByPosition(Diagnostic left, Diagnostic right)
    {
        var lines = left.Location.Line.CompareTo(right.Location.Line);
        return lines == 0 ? left.Location.Column.CompareTo(right.Location.Column) : lines;
    }
}

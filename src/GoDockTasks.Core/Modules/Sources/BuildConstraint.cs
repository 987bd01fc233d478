using System.Text;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>
/// What a Go file's head says of where it is compiled: its <c>//go:build</c> line, or else its <c>// +build</c> lines
/// (go/build's parseFileHeader and shouldBuild; cmd/go/internal/imports has the same).
/// </summary>
public sealed class BuildConstraint
{
    private const string GoBuild = "go:build ";
    private const string PlusBuild = "+build ";

    private readonly ConstraintExpression? expression;
    private readonly bool isBroken;

    private BuildConstraint(ConstraintExpression? expression, bool isBroken, string text = "") =>
        (this.expression, this.isBroken, Text) = (expression, isBroken, text);

    /// <summary>That of a file that asks for nothing.</summary>
    public static BuildConstraint None { get; } = new(null, isBroken: false);

    /// <summary>The lines that it was read from, or empty: <see cref="FromText"/> reads it again.</summary>
    public string Text { get; }

    /// <summary>It holds everywhere, since it asks for nothing.</summary>
    public bool IsNone => expression is null && !isBroken;

    /// <summary>Reads a Go file's head; what follows its package clause isn't looked at.</summary>
    /// <param name="text">The file, or as much of it as holds the package clause; UTF-8.</param>
    public static BuildConstraint Read(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\uFEFF"u8))
            text = text[3..];
        // The usual case; go looks no further than the package clause, but nobody writes this behind it for fun.
        if (text.IndexOf("build"u8) < 0)
            return None;
        var head = new Head();
        foreach (var range in text.Split((byte)'\n'))
        {
            if (!head.Take(text[range].Trim(" \t\r\n\v\f"u8)))
                break;
        }

        if (head.HasSeveral)
            return OfGoBuild("");
        if (head.GoBuild is { } line)
            return OfGoBuild(line);
        return head.PlusBuild.Count == 0 ? None : OfPlusBuild(head.PlusBuild);
    }

    /// <param name="text">See <see cref="Text"/>.</param>
    public static BuildConstraint FromText(string text) =>
        text.Length == 0 ? None
        : text.StartsWith(GoBuild, StringComparison.Ordinal) ? OfGoBuild(text[GoBuild.Length..])
        : OfPlusBuild(text[PlusBuild.Length..].Split('\n'));

    private static BuildConstraint OfGoBuild(string line)
    {
        var parsed = ConstraintExpression.TryParse(line);
        return new(parsed, isBroken: parsed is null, GoBuild + line);
    }

    private static BuildConstraint OfPlusBuild(IReadOnlyList<string> lines) =>
        new(ConstraintExpression.OfPlusBuild(lines), isBroken: false, PlusBuild + string.Join('\n', lines));

    /// <summary>
    /// Whether it holds; null where that depends on a tag that isn't known, and for a line that go refuses.
    /// </summary>
    /// <param name="tag">Whether a tag is set; null where that isn't known.</param>
    public bool? Holds(Func<string, bool?> tag) =>
        isBroken ? null
        : expression is null ? true
        : expression.Holds(tag);

    /// <summary>Whether it has to do with a tag.</summary>
    public bool Names(string tag)
    {
        var isNamed = false;
        expression?.Holds(named =>
        {
            isNamed |= named == tag;
            return null;
        });
        return isNamed;
    }

    /// <summary>
    /// Whether <c>go mod tidy</c> reads the imports of such a file: for it every tag is there and not there at once,
    /// except <c>ignore</c>, which is only not there (cmd/go/internal/imports, AnyTags).
    /// </summary>
    public bool HoldsForTidy => !isBroken && (expression is null || expression.HoldsForTidy(prefer: true));

    // The lines before the package clause.
    private sealed class Head
    {
        private readonly List<string> pending = [];
        private bool hasEnded;
        private bool isInComment;

        public string? GoBuild { get; private set; }

        public bool HasSeveral { get; private set; }

        /// <summary>
        /// What follows "+build", a line each; only lines with a blank one somewhere behind them count.
        /// </summary>
        public List<string> PlusBuild { get; } = [];

        // False where something else than comments begins.
        public bool Take(ReadOnlySpan<byte> line)
        {
            if (line.IsEmpty)
            {
                if (!hasEnded)
                {
                    PlusBuild.AddRange(pending);
                    pending.Clear();
                }

                return true;
            }

            var isLineComment = line.StartsWith("//"u8);
            hasEnded |= !isLineComment;
            if (!isInComment && isLineComment)
                TakeComment(line);
            return SkipComments(line);
        }

        private void TakeComment(ReadOnlySpan<byte> line)
        {
            if (Argument(line, "//go:build"u8) is { } goBuild)
            {
                HasSeveral |= GoBuild is not null;
                GoBuild = goBuild;
            }
            else if (!hasEnded && Argument(line[2..].TrimStart(" \t"u8), "+build"u8) is { } plusBuild)
            {
                pending.Add(plusBuild);
            }
        }

        private static string? Argument(ReadOnlySpan<byte> line, ReadOnlySpan<byte> word) =>
            line.StartsWith(word) && (line.Length == word.Length || line[word.Length] is (byte)' ' or (byte)'\t')
                ? Encoding.UTF8.GetString(line[word.Length..]).Trim()
                : null;

        private bool SkipComments(ReadOnlySpan<byte> line)
        {
            while (!line.IsEmpty)
            {
                if (isInComment)
                {
                    var end = line.IndexOf("*/"u8);
                    if (end < 0)
                        return true;
                    isInComment = false;
                    line = line[(end + 2)..].TrimStart(" \t"u8);
                }
                else if (line.StartsWith("//"u8))
                {
                    return true;
                }
                else if (line.StartsWith("/*"u8))
                {
                    isInComment = true;
                    line = line[2..];
                }
                else
                {
                    return false;
                }
            }

            return true;
        }
    }
}

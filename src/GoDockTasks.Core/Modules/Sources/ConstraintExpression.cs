namespace GoDockTasks.Core.Modules.Sources;

/// <summary>A boolean expression over build tags (go/build/constraint).</summary>
internal abstract class ConstraintExpression
{
    // go/build/constraint has the same bound against expressions that nobody wrote by hand.
    private const int MaxLength = 10_000;

    /// <summary>Whether it holds; null where that depends on a tag of which the answer is null.</summary>
    public abstract bool? Holds(Func<string, bool?> tag);

    /// <summary>Whether it holds for tags that are there and not there at once, except <c>ignore</c>.</summary>
    /// <param name="prefer">What is wanted of a tag: false under a <c>!</c>.</param>
    public abstract bool HoldsForTidy(bool prefer);

    /// <summary>What follows <c>//go:build</c>; null where go refuses it.</summary>
    public static ConstraintExpression? TryParse(string text)
    {
        var parser = new Parser(text);
        return text.Length <= MaxLength && parser.Or(0) is { } expression && parser.IsAtEnd ? expression : null;
    }

    /// <summary>
    /// What follows <c>// +build</c>: each line must hold; in it one word; in that all parts between commas.
    /// </summary>
    public static ConstraintExpression OfPlusBuild(IEnumerable<string> lines) =>
        new All([.. lines.Select(line => new Any([.. Words(line).Select(OfWord)]))]);

    private static All OfWord(string word) => new([.. word.Split(',').Select(Literal)]);

    private static string[] Words(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static ConstraintExpression Literal(string text)
    {
        var isNot = text.StartsWith('!');
        var name = isNot ? text[1..] : text;
        var tag = new Tag(IsTag(name) ? name : "ignore");
        return isNot && IsTag(name) ? new Not(tag) : tag;
    }

    private static bool IsTag(string name) => name.Length > 0 && name.All(IsTagCharacter);

    private static bool IsTagCharacter(char character) =>
        char.IsLetter(character) || char.IsDigit(character) || character is '_' or '.';

    private sealed class Tag(string name) : ConstraintExpression
    {
        public override bool? Holds(Func<string, bool?> tag) => tag(name);

        public override bool HoldsForTidy(bool prefer) => name != "ignore" && prefer;
    }

    private sealed class Not(ConstraintExpression inner) : ConstraintExpression
    {
        public override bool? Holds(Func<string, bool?> tag) => !inner.Holds(tag);

        public override bool HoldsForTidy(bool prefer) => !inner.HoldsForTidy(!prefer);
    }

    private sealed class All(ConstraintExpression[] parts) : ConstraintExpression
    {
        public override bool? Holds(Func<string, bool?> tag)
        {
            bool? all = true;
            foreach (var part in parts)
                all &= part.Holds(tag);
            return all;
        }

        public override bool HoldsForTidy(bool prefer) => Array.TrueForAll(parts, part => part.HoldsForTidy(prefer));
    }

    private sealed class Any(ConstraintExpression[] parts) : ConstraintExpression
    {
        public override bool? Holds(Func<string, bool?> tag)
        {
            bool? any = false;
            foreach (var part in parts)
                any |= part.Holds(tag);
            return any;
        }

        public override bool HoldsForTidy(bool prefer) => Array.Exists(parts, part => part.HoldsForTidy(prefer));
    }

    private sealed class Parser(string text)
    {
        // An expression that is nested deeper than this isn't one that somebody wrote; it would only exhaust the stack.
        private const int MaxDepth = 500;

        private int at;

        public bool IsAtEnd
        {
            get
            {
                SkipBlanks();
                return at == text.Length;
            }
        }

        public ConstraintExpression? Or(int depth) => List(depth, "||", And, parts => new Any(parts));

        private ConstraintExpression? And(int depth) => List(depth, "&&", Unary, parts => new All(parts));

        private ConstraintExpression? List(
            int depth,
            string separator,
            Func<int, ConstraintExpression?> operand,
            Func<ConstraintExpression[], ConstraintExpression> combine
        )
        {
            var parts = new List<ConstraintExpression>();
            do
            {
                if (operand(depth) is not { } part)
                    return null;
                parts.Add(part);
            } while (Take(separator));
            return parts.Count == 1 ? parts[0] : combine([.. parts]);
        }

        // No double negation (go/build/constraint).
        private ConstraintExpression? Unary(int depth) =>
            !Take("!") ? Atom(depth)
            : Take("!") ? null
            : Atom(depth) is { } inner ? new Not(inner)
            : null;

        private ConstraintExpression? Atom(int depth)
        {
            if (Take("("))
                return depth < MaxDepth && Or(depth + 1) is { } inner && Take(")") ? inner : null;
            SkipBlanks();
            var start = at;
            while (at < text.Length && IsTagCharacter(text[at]))
                at++;
            return at > start ? new Tag(text[start..at]) : null;
        }

        private bool Take(string token)
        {
            SkipBlanks();
            if (string.CompareOrdinal(text, at, token, 0, token.Length) != 0)
                return false;
            at += token.Length;
            return true;
        }

        private void SkipBlanks()
        {
            while (at < text.Length && text[at] is ' ' or '\t')
                at++;
        }
    }
}

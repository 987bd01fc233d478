using System.Text;

namespace GoDockTasks.Core.Dockerfiles.Context;

/// <summary>
/// A pattern of a .dockerignore (moby/patternmatcher): Go's path/filepath.Match plus <c>**</c>. Asked in time linear in
/// pattern times path, whatever the two are.
/// </summary>
internal sealed class IgnoreGlob
{
    private readonly List<IgnoreGlobPart> parts = [];

    private IgnoreGlob() { }

    /// <summary>
    /// False for what BuildKit refuses: no text, a class that isn't closed or is empty, a range without end, a
    /// backslash at the end.
    /// </summary>
    public bool IsValid { get; private set; } = true;

    /// <param name="text">Clean.</param>
    public static IgnoreGlob Parse(string text)
    {
        var glob = new IgnoreGlob { IsValid = text.Length > 0 };
        var runes = text.EnumerateRunes().ToArray();
        for (var at = 0; at < runes.Length && glob.IsValid; )
            at = glob.Add(runes, at);
        return glob;
    }

    /// <summary>
    /// For each beginning of the path that ends before a slash, and for the whole path, whether it matches.
    /// </summary>
    public bool[] Match(string path)
    {
        var ends = new bool[path.AsSpan().Count('/') + 1];
        if (!IsValid)
            return ends;

        // Every place in the pattern that the path so far can have come to.
        var now = new bool[parts.Count + 1];
        var next = new bool[parts.Count + 1];
        now[0] = true;
        Skip(now);
        var end = 0;
        foreach (var rune in path.EnumerateRunes())
        {
            if (rune.Value == '/')
                ends[end++] = now[parts.Count];
            if (!Step(rune, now, next))
                return ends;
            (now, next) = (next, now);
        }

        ends[end] = now[parts.Count];
        return ends;
    }

    private bool Step(Rune rune, bool[] now, bool[] next)
    {
        Array.Clear(next);
        var isAlive = false;
        for (var i = 0; i < parts.Count; i++)
        {
            if (!now[i])
                continue;
            next[i] |= parts[i].Stays(rune);
            next[i + 1] |= parts[i].Advances(rune);
            isAlive |= next[i] | next[i + 1];
        }

        Skip(next);
        return isAlive;
    }

    private void Skip(bool[] places)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (!places[i])
                continue;
            if (parts[i].CanBeNothing)
                places[i + 1] = true;
            if (parts[i].Kind == IgnoreGlobKind.Folders)
                places[i + 2] = true;
        }
    }

    // Returns where the next part starts.
    private int Add(Rune[] runes, int at)
    {
        switch ((char)runes[at].Value)
        {
            case '*' when at + 1 < runes.Length && runes[at + 1].Value == '*':
                return AddDoubleStar(runes, at);
            case '*':
                parts.Add(new(IgnoreGlobKind.Name));
                return at + 1;
            case '?':
                parts.Add(new(IgnoreGlobKind.One));
                return at + 1;
            case '[':
                return AddClass(runes, at + 1);
            case '\\':
                IsValid = at + 1 < runes.Length;
                if (IsValid)
                    parts.Add(new(IgnoreGlobKind.Literal) { Rune = runes[at + 1] });
                return at + 2;
            default:
                parts.Add(new(IgnoreGlobKind.Literal) { Rune = runes[at] });
                return at + 1;
        }
    }

    // At the end: anything. Before more: any folders or none, except that **name at the start, without wildcards after
    // it, is any end of a path.
    private int AddDoubleStar(Rune[] runes, int at)
    {
        var end = at + 2;
        var hasSlash = end < runes.Length && runes[end].Value == '/';
        if (hasSlash)
            end++;
        if (end == runes.Length || (at == 0 && !hasSlash && IsPlain(runes, end)))
        {
            parts.Add(new(IgnoreGlobKind.Anything));
        }
        else
        {
            parts.Add(new(IgnoreGlobKind.Folders));
            parts.Add(new(IgnoreGlobKind.InFolders));
        }

        return end;
    }

    private static bool IsPlain(Rune[] runes, int from) =>
        !Array.Exists(runes[from..], rune => rune.Value is '*' or '?' or '[' or ']' or '\\');

    private int AddClass(Rune[] runes, int at)
    {
        var isNegated = at < runes.Length && runes[at].Value == '^';
        if (isNegated)
            at++;
        var ranges = new List<(Rune Low, Rune High)>();
        while (IsValid && !(at < runes.Length && runes[at].Value == ']' && ranges.Count > 0))
        {
            var low = TakeOfClass(runes, ref at);
            var high = low;
            if (at < runes.Length && runes[at].Value == '-')
            {
                at++;
                high = TakeOfClass(runes, ref at);
            }

            ranges.Add((low, high));
        }

        parts.Add(new(IgnoreGlobKind.Class) { Ranges = ranges, IsNegated = isNegated });
        return at + 1;
    }

    private Rune TakeOfClass(Rune[] runes, ref int at)
    {
        if (at < runes.Length && runes[at].Value == '\\')
            at++;
        else if (at < runes.Length && runes[at].Value is '-' or ']')
            IsValid = false;
        // Something has to follow, if only the bracket that closes.
        IsValid &= at + 1 < runes.Length;
        return IsValid ? runes[at++] : default;
    }
}

/// <summary>A part of a pattern.</summary>
internal sealed record IgnoreGlobPart(IgnoreGlobKind Kind)
{
    private static readonly Rune Slash = new('/');

    /// <summary>Of a literal.</summary>
    public Rune Rune { get; init; }

    /// <summary>Of a class, both ends included.</summary>
    public List<(Rune Low, Rune High)> Ranges { get; init; } = [];

    /// <summary>Of a class: all but the ranges.</summary>
    public bool IsNegated { get; init; }

    /// <summary>The next part's turn may come without a character.</summary>
    public bool CanBeNothing => Kind is IgnoreGlobKind.Name or IgnoreGlobKind.Anything or IgnoreGlobKind.Folders;

    /// <summary>Takes the character and can take another.</summary>
    public bool Stays(Rune rune) =>
        Kind switch
        {
            IgnoreGlobKind.Name => rune != Slash,
            IgnoreGlobKind.Anything or IgnoreGlobKind.InFolders => true,
            _ => false,
        };

    /// <summary>Takes the character, and the next part's turn comes.</summary>
    public bool Advances(Rune rune) =>
        Kind switch
        {
            IgnoreGlobKind.Literal => rune == Rune,
            IgnoreGlobKind.One => rune != Slash,
            IgnoreGlobKind.Class => IsNegated != Ranges.Exists(range => range.Low <= rune && rune <= range.High),
            IgnoreGlobKind.InFolders => rune == Slash,
            _ => false,
        };
}

/// <summary>What a part of a pattern stands for.</summary>
internal enum IgnoreGlobKind
{
    /// <summary>One character.</summary>
    Literal,

    /// <summary><c>?</c>: any character but a slash.</summary>
    One,

    /// <summary><c>[a-z]</c></summary>
    Class,

    /// <summary><c>*</c>: characters other than a slash, or none.</summary>
    Name,

    /// <summary><c>**</c> at the end: anything, or nothing.</summary>
    Anything,

    /// <summary>
    /// <c>**/</c> before more: folders with their slashes, or nothing. <see cref="InFolders"/> always follows.
    /// </summary>
    Folders,

    /// <summary>Inside of those folders; left with a slash.</summary>
    InFolders,
}

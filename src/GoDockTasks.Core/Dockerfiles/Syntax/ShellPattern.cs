using System.Text;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>
/// The patterns of `${name#…}`, `${name%…}` and `${name/…/…}`: `*`, `?` and escaped characters. There are no brackets.
/// </summary>
internal sealed class ShellPattern
{
    private const char Any = '*';
    private const char One = '?';

    // Each a character, with whether it stands for itself.
    private readonly (char Character, bool IsLiteral)[] parts;

    private ShellPattern((char, bool)[] parts) => this.parts = parts;

    /// <summary>Null where it has an escape that means nothing.</summary>
    public static ShellPattern? Parse(string text)
    {
        var parts = new List<(char, bool)>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c != '\\')
            {
                parts.Add((c, c is not (Any or One)));
                continue;
            }

            if (++i == text.Length)
                return null;
            if (text[i] is not (Any or One or '\\' or '}' or '/'))
                return null;
            parts.Add((text[i], true));
        }

        return new([.. parts]);
    }

    public string TrimStart(string value, bool isGreedy)
    {
        var end = Match(value, 0, isGreedy);
        return end < 0 ? value : value[end..];
    }

    public string TrimEnd(string value, bool isGreedy)
    {
        var reversed = new ShellPattern([.. parts.Reverse()]).TrimStart(Reverse(value), isGreedy);
        return Reverse(reversed);
    }

    public string Replace(string value, string replacement, bool isAll)
    {
        var result = new StringBuilder();
        var at = 0;
        while (at <= value.Length)
        {
            var end = Match(value, at, isGreedy: true);
            if (end < 0 || (end == at && at == value.Length && result.Length > 0 && parts.Length > 0))
            {
                if (at < value.Length)
                    result.Append(value[at]);
                at++;
                continue;
            }

            result.Append(replacement);
            if (end == at && at < value.Length)
                result.Append(value[at]);
            at = Math.Max(end, at + 1);
            if (!isAll)
                break;
        }

        return at < value.Length ? result.Append(value, at, value.Length - at).ToString() : result.ToString();
    }

    /// <summary>
    /// Where the match that begins at <paramref name="start"/> ends, -1 for none: all ends that are possible, advanced
    /// part by part.
    /// </summary>
    private int Match(string value, int start, bool isGreedy)
    {
        var ends = new bool[value.Length - start + 1];
        ends[0] = true;
        foreach (var (character, isLiteral) in parts)
        {
            var next = new bool[ends.Length];
            var reached = false;
            for (var i = 0; i < ends.Length; i++)
            {
                if (!isLiteral && character == Any)
                    next[i] = reached |= ends[i];
                else if (i > 0 && ends[i - 1] && (!isLiteral || value[start + i - 1] == character))
                    next[i] = true;
            }

            ends = next;
        }

        var end = isGreedy ? Array.LastIndexOf(ends, true) : Array.IndexOf(ends, true);
        return end < 0 ? -1 : start + end;
    }

    private static string Reverse(string text)
    {
        var characters = text.ToCharArray();
        Array.Reverse(characters);
        return new(characters);
    }
}

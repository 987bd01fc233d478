using System.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>
/// The head of a Go file: everything up to the end of its last import. Nothing after it can change what a module
/// requires. Source: Go's language specification, "Source file organization", and cmd/go/internal/imports, which reads
/// no further either.
/// </summary>
internal ref struct GoFileHead(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> text = text;
    private int at;

    /// <summary>Told of each import path with its quotes: offset and length in bytes.</summary>
    public delegate void ImportFound(int offset, int length);

    /// <summary>
    /// How many bytes the head takes, or -1 where <paramref name="text"/> ends inside it or isn't Go: the caller then
    /// takes more, or all of the file.
    /// </summary>
    public static int Measure(ReadOnlySpan<byte> text, ImportFound? import = null) =>
        new GoFileHead(text).Measure(import);

    /// <summary>
    /// The package that the file belongs to; null where <paramref name="text"/> ends before its name or isn't Go.
    /// </summary>
    public static string? PackageName(ReadOnlySpan<byte> text) => new GoFileHead(text).PackageName();

    private string? PackageName()
    {
        if (text.StartsWith("\uFEFF"u8))
            at = 3;
        if (!SkipBlank() || !TakeWord("package"u8) || !SkipBlank())
            return null;
        var start = at;
        return TakeIdentifier() > 0 ? Encoding.UTF8.GetString(text[start..at]) : null;
    }

    private int Measure(ImportFound? import)
    {
        if (text.StartsWith("\uFEFF"u8))
            at = 3;
        if (!SkipBlank() || !TakeWord("package"u8) || !SkipBlank() || TakeIdentifier() == 0)
            return -1;

        var end = at;
        while (true)
        {
            // So little is left that a cut may have gone through the word or through the start of a comment.
            if (!SkipBlank(alsoSemicolons: true) || text.Length - at <= "import".Length)
                return -1;
            if (!TakeWord("import"u8))
                return end;
            if (!TakeImport(import))
                return -1;
            end = at;
        }
    }

    private readonly bool IsInside => at < text.Length;

    private bool TakeImport(ImportFound? import)
    {
        if (!SkipBlank() || !IsInside)
            return false;
        if (text[at] != (byte)'(')
            return TakeSpec(import);

        at++;
        while (SkipBlank(alsoSemicolons: true) && IsInside)
        {
            if (text[at] == (byte)')')
            {
                at++;
                return true;
            }

            if (!TakeSpec(import))
                return false;
        }

        return false;
    }

    private bool TakeSpec(ImportFound? import)
    {
        if (IsInside && text[at] == (byte)'.')
            at++;
        else
            TakeIdentifier();
        if (!SkipBlank() || !IsInside || text[at] is not ((byte)'"' or (byte)'`'))
            return false;

        var start = at;
        var quote = text[at++];
        var length =
            quote == (byte)'"'
                ? text[at..].IndexOfAny((byte)'"', (byte)'\\', (byte)'\n')
                : text[at..].IndexOf((byte)'`');
        if (length < 0 || text[at + length] != quote)
            return false;
        at += length + 1;
        import?.Invoke(start, at - start);
        return true;
    }

    // A word must be followed by something that can't belong to it, so that a cut file doesn't read as a shorter word.
    private bool TakeWord(ReadOnlySpan<byte> word)
    {
        var start = at;
        if (TakeIdentifier() == word.Length && text.Slice(start, word.Length).SequenceEqual(word) && IsInside)
            return true;
        at = start;
        return false;
    }

    private int TakeIdentifier()
    {
        var start = at;
        while (IsInside && (text[at] == (byte)'_' || text[at] >= 0x80 || char.IsAsciiLetterOrDigit((char)text[at])))
            at++;
        return at - start;
    }

    // False where a comment isn't closed.
    private bool SkipBlank(bool alsoSemicolons = false)
    {
        while (IsInside)
        {
            if (
                text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'
                || (alsoSemicolons && text[at] == (byte)';')
            )
                at++;
            else if (text[at..].StartsWith("//"u8))
                at = text[at..].IndexOf((byte)'\n') is var line and >= 0 ? at + line + 1 : text.Length;
            else if (!text[at..].StartsWith("/*"u8))
                return true;
            else if (text[(at + 2)..].IndexOf("*/"u8) is var close and >= 0)
                at += close + 4;
            else
                return false;
        }

        return true;
    }
}

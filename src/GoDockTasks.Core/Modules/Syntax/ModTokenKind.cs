namespace GoDockTasks.Core.Modules;

internal enum ModTokenKind
{
    EndOfFile,
    EndOfLine,

    /// <summary>A comment that has a line for itself; its end is the line's end.</summary>
    LineComment,

    /// <summary>A comment after something; its end is the line's end.</summary>
    SuffixComment,

    Word,

    /// <summary>In quotes, which are part of the text.</summary>
    String,

    /// <summary>One of <c>( ) [ ] { } ,</c>.</summary>
    Punctuation,

    /// <summary>Has been reported; the statement it belongs to means nothing.</summary>
    Invalid,
}

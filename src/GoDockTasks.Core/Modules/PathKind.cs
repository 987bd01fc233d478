namespace GoDockTasks.Core.Modules;

/// <summary>Which characters an element of a path may have.</summary>
internal enum PathKind
{
    Module,
    Import,

    /// <summary>
    /// A file's name; ASCII alone, since what is checked by this gets escaped, which no other character can be.
    /// </summary>
    AsciiFile,
}

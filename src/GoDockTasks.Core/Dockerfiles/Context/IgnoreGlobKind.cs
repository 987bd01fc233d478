namespace GoDockTasks.Core.Dockerfiles.Context;

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

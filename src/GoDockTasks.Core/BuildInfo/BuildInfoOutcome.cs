namespace GoDockTasks.Core.BuildInfo;

/// <summary>What looking for build info in a file comes to.</summary>
public enum BuildInfoOutcome
{
    Found,

    /// <summary>No executable, or nothing in it is Go's.</summary>
    NotGo,

    /// <summary>Go's linker made it, as other traits show, but the build info is gone or empty.</summary>
    Removed,

    /// <summary>An executable or a build info that breaks the rules of its own format.</summary>
    Damaged,

    /// <summary>The file system didn't let us look.</summary>
    Unreadable,
}

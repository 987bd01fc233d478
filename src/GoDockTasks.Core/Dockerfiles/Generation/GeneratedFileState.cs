namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>What stands where a generated file belongs.</summary>
internal enum GeneratedFileState
{
    Missing,

    /// <summary>Has our header, and is as it should be.</summary>
    Current,

    /// <summary>Has our header, and is not as it should be.</summary>
    Outdated,

    /// <summary>As <see cref="Outdated"/>, and a newer version of this package made it.</summary>
    OfNewerVersion,

    /// <summary>Has no header of ours: somebody wrote it by hand.</summary>
    Users,

    /// <summary>A bake file that was generated for another project, which is still there.</summary>
    OfOtherProject,

    /// <summary>Can't be read.</summary>
    Unreadable,
}

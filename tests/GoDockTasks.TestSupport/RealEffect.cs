namespace GoDockTasks.TestSupport;

/// <summary>What really happens with a Dockerfile that has a fault; tests with a real BuildKit show it.</summary>
public enum RealEffect
{
    /// <summary>Nothing that could be run: advice, or a fault that needs a network.</summary>
    NotRun,

    /// <summary>The build fails and prints <see cref="RuleCase.Extract"/>; that of the fixed one succeeds.</summary>
    BuildFails,

    /// <summary>Both builds succeed, and that of the fault prints <see cref="RuleCase.Extract"/>.</summary>
    BuildSays,

    /// <summary>The container's process is root; of the fixed one it isn't.</summary>
    RunsAsRoot,

    /// <summary>The go.mod in the image has lost its requirements.</summary>
    RequirementsStripped,

    /// <summary>
    /// The container fails and prints <see cref="RuleCase.Extract"/>; that of the fixed one doesn't.
    /// </summary>
    ContainerFails,

    /// <summary>
    /// A change of one Go line runs the step again that prints <see cref="RuleCase.Extract"/>; not in the fixed one.
    /// </summary>
    CacheMissed,

    /// <summary>
    /// <see cref="RuleCase.Extract"/> is in the image's history or configuration; not in the fixed one's.
    /// </summary>
    InHistory,

    /// <summary>
    /// The path <see cref="RuleCase.Extract"/> is in the image (or, with a mode behind a blank, has that mode); not in
    /// the fixed one.
    /// </summary>
    InImage,

    /// <summary>The container's health check fails; that of the fixed one succeeds.</summary>
    Unhealthy,

    /// <summary>
    /// After a release of example.com/tool and /text the same build makes a container that prints
    /// <see cref="RuleCase.Extract"/>; not the fixed one.
    /// </summary>
    AnotherProgram,

    /// <summary>
    /// After the image's release <see cref="RuleCase.Extract"/> the build makes other files; not the fixed one.
    /// </summary>
    AnotherBase,

    /// <summary>
    /// After a release, which the host in HOST tells of, the build makes other files; not the fixed one.
    /// </summary>
    AnotherDownload,

    /// <summary>Built in another folder of the image, the same sources make other files; not the fixed one.</summary>
    AnotherFolder,
}

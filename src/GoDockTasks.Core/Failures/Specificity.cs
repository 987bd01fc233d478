namespace GoDockTasks.Core.Failures;

/// <summary>
/// How close a sentence is to the cause. Go wraps one error in the next ("cannot find module providing package P:
/// reading URL: 404 Not Found"), and prints several when it goes on after the first; the sentence that explains most
/// wins, and the earlier one where two explain the same much.
/// </summary>
internal enum Specificity
{
    /// <summary>It fits anything.</summary>
    Nothing,

    /// <summary>It says where something is wrong, in words of no one cause: a position, a package's name.</summary>
    Place,

    /// <summary>
    /// It stands around or before a cause, which go adds where it knows one. "requires go >= X" is one of these: where
    /// go may fetch a newer Go, what kept it from doing so comes after.
    /// </summary>
    Wrapper,

    /// <summary>
    /// The system, a server or git said it; go met it while doing something that another sentence may name better.
    /// </summary>
    Outside,

    /// <summary>Go says it for this one cause.</summary>
    Cause,

    /// <summary>It may be an attack, so nothing else is worth telling first.</summary>
    Alarm,
}

using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>A failure in a folder of its own: as few files as show it, and where it was seen again.</summary>
/// <param name="Directory">Absolute.</param>
/// <param name="Code">The failure that it is about.</param>
/// <param name="Size">Of what was written.</param>
/// <param name="OriginalSize">Of what it was made from; never smaller.</param>
public sealed record Reproduction(string Directory, string Code, FileAmount Size, FileAmount OriginalSize)
{
    /// <summary>What was tried, in which order.</summary>
    public ImmutableArray<ReproductionPlace> Places { get; init; } = [];

    /// <summary>It fails with the same code as what it was made from.</summary>
    public bool IsReproduced { get; init; }

    /// <summary>
    /// What made the failure vanish: <c>network</c>, <c>user</c>, <c>version</c> or <c>files</c>; null where that isn't
    /// known, or nothing vanished.
    /// </summary>
    public string? Vanished { get; init; }

    /// <summary>The two commands that show it, the one for this machine first.</summary>
    public ImmutableArray<string> Commands { get; init; } = [];

    /// <summary>Commands to copy, which show more: of the builder's debugger, and of kubectl for a pod.</summary>
    public ImmutableArray<string> DebugCommands { get; init; } = [];

    /// <summary>
    /// GDT5008 where there was nothing to try it in, GDT5009 where it doesn't fail, GDT1012 where it can't be written.
    /// </summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];
}

/// <summary>Where something was tried, and how it ended.</summary>
/// <param name="Name">Such as <c>host</c> or <c>minimal image</c>.</param>
/// <param name="Runs">How often it was tried.</param>
/// <param name="Failures">How often it failed.</param>
/// <param name="Code">Why, the first time; null where it never did.</param>
/// <param name="Time">On average.</param>
/// <param name="ImageBytes">Of the image that was made; null for none.</param>
public sealed record ReproductionPlace(
    string Name,
    int Runs,
    int Failures,
    string? Code,
    TimeSpan Time,
    long? ImageBytes
)
{
    /// <summary><c>steady</c>, <c>now and then</c> or <c>never</c>.</summary>
    public string How =>
        Failures == 0 ? "never"
        : Failures == Runs ? "steady"
        : "now and then";

    internal static ReproductionPlace Of(string name, IReadOnlyList<Trial> trials) =>
        new(
            name,
            trials.Count,
            trials.Count(trial => trial.Code is not null),
            trials.Select(trial => trial.Code).FirstOrDefault(code => code is not null),
            trials.Aggregate(TimeSpan.Zero, (sum, trial) => sum + trial.Time) / Math.Max(1, trials.Count),
            trials.Select(trial => trial.ImageBytes).LastOrDefault(bytes => bytes is not null)
        );
}

/// <summary>One of several tries.</summary>
/// <param name="Code">Why it failed; null where it didn't.</param>
internal sealed record Trial(string? Code, TimeSpan Time)
{
    public long? ImageBytes { get; init; }

    /// <summary>The line of the Dockerfile that the builder points at; null for none.</summary>
    public int? Line { get; init; }

    /// <summary>What a build or a container said of why it failed; null where it said nothing.</summary>
    public FoundCause? Cause { get; init; }

    /// <summary>Why it failed can lie in the network.</summary>
    public bool IsOfNetwork => Cause?.Descriptor.IsNetwork == true;
}

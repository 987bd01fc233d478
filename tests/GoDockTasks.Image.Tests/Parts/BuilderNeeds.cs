namespace GoDockTasks.Image.Tests.Parts;

/// <summary>What a builder image has beside Go.</summary>
[Flags]
internal enum BuilderNeeds
{
    Nothing = 0,

    /// <summary>A C compiler with glibc, for cgo.</summary>
    Gcc = 1,

    /// <summary>For modules that come from their repository.</summary>
    Git = 2,
}

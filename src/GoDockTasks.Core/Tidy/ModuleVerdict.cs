namespace GoDockTasks.Core.Tidy;

/// <summary>What became of a module's check.</summary>
public enum ModuleVerdict
{
    /// <summary>`go mod tidy` would change nothing.</summary>
    Tidy,

    /// <summary>It would change go.mod or go.sum.</summary>
    Untidy,

    /// <summary>It can't succeed: the module itself, the toolchain or the settings are wrong.</summary>
    Failed,

    /// <summary>Nobody knows: no Go, no network, or something that tidy can't see.</summary>
    NotChecked,
}

using System.Collections.Immutable;
using static GoDockTasks.Core.Diagnostics.DiagnosticCatalogue;
using static GoDockTasks.Core.Failures.Specificity;

namespace GoDockTasks.Core.Failures;

/// <summary>Disks, rights and programs: cmd/go/internal/cache, modfetch/cache, work, and the systems' own words.</summary>
internal static class SystemPatterns
{
    public static readonly ImmutableArray<FailurePattern> All =
    [
        new(NoSpace, Cause, "no space left on device"),
        new(NoSpace, Cause, "disk quota exceeded"),
        new(NoSpace, Cause, "not enough space on the disk"),

        new(NoAccess, Cause, "could not create module cache: "),
        new(NoAccess, Cause, "failed to initialize build cache at "),
        new(NoAccess, Cause, "build cache is required, but could not be located"),
        new(NoAccess, Cause, "build cache is disabled by GOCACHE=off"),
        new(NoAccess, Cause, "module cache not found: "),
        new(NoAccess, Cause, "entry is relative; must be absolute path"),
        new(NoAccess, Cause, "creating work dir: "),

        new(ReadOnly, Cause, "updating go.{*}permission denied"),
        new(ReadOnly, Cause, "updating go.{*}read-only file system"),
        new(ReadOnly, Cause, "updating go.{*}Access is denied"),
        new(ReadOnly, Wrapper, "updating go.mod: "),
        new(ReadOnly, Wrapper, "updating go.sum: "),

        new(CCompiler, Cause, "C compiler {*} not found"),
        new(CCompiler, Cause, "exec: \"gcc\": executable file not found"),
        new(CCompiler, Cause, "exec: \"g++\": executable file not found"),
        new(CCompiler, Cause, "exec: \"clang\": executable file not found"),
        new(CCompiler, Cause, "exec: \"pkg-config\": executable file not found"),
        new(CCompiler, Cause, "requires external (cgo) linking, but cgo is not enabled"),
        new(CCompiler, Cause, "requires cgo; enable cgo by setting CGO_ENABLED=1"),
    ];

    /// <summary>Words that fit many situations, after those that name one.</summary>
    public static readonly ImmutableArray<FailurePattern> Last =
    [
        new(ReadOnly, Outside, "read-only file system"),
        new(NoAccess, Outside, "permission denied"),
        new(NoAccess, Outside, "operation not permitted"),
        new(NoAccess, Outside, "Access is denied"),
    ];
}

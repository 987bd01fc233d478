using System.Collections.Immutable;
using static GoDockTasks.Core.Diagnostics.DiagnosticCatalogue;
using static GoDockTasks.Core.Failures.Specificity;

namespace GoDockTasks.Core.Failures;

/// <summary>
/// Disks, rights and programs: cmd/go/internal/cache, modfetch/cache, work, and the systems' own words.
/// </summary>
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
        new(NoAccess, Cause, "entry is relative; must be absolute path")
        {
            Advice = "set GOPATH to the absolute path of a folder",
        },
        new(NoAccess, Cause, "creating work dir: "),
        new(OutOfResources, Cause, "signal: killed"),
        new(OutOfResources, Cause, "ld terminated with signal 9"),
        new(OutOfResources, Cause, "cannot allocate memory"),
        new(OutOfResources, Cause, "fatal error: runtime: out of memory"),
        new(OutOfResources, Cause, "fatal error: failed to reserve "),
        new(OutOfResources, Cause, "runtime: failed to create new OS thread"),
        new(OutOfResources, Cause, "too many open files"),
        new(OutOfResources, Outside, "resource temporarily unavailable"),
        new(ReadOnly, Cause, "updating go.{*}permission denied"),
        new(ReadOnly, Cause, "updating go.{*}read-only file system"),
        new(ReadOnly, Cause, "updating go.{*}Access is denied"),
        new(ReadOnly, Wrapper, "updating go.mod: "),
        new(ReadOnly, Wrapper, "updating go.sum: "),
        new(CCompiler, Cause, "C compiler {*} not found"),
        new(CCompiler, Cause, "exec: \"gcc\": executable file not found"),
        new(CCompiler, Cause, "exec: \"g++\": executable file not found"),
        new(CCompiler, Cause, "exec: \"clang\": executable file not found"),
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

using System.Collections.Immutable;
using static GoDockTasks.Core.Diagnostics.DiagnosticCatalogue;
using static GoDockTasks.Core.Failures.Specificity;

namespace GoDockTasks.Core.Failures;

/// <summary>Which Go is there, and which would be needed: cmd/go/internal/toolchain, gover, modcmd/tidy.</summary>
internal static class ToolchainPatterns
{
    public static readonly ImmutableArray<FailurePattern> All =
    [
        new(ToolchainUnavailable, Cause, "download go{go} for {*}: toolchain not available"),
        // A proxy that lacks the toolchain is asked for its versions where a dependency needs a newer Go.
        new(ToolchainUnavailable, Cause, "switching to go >= {go}: module golang.org/toolchain: {*}: 404"),
        new(ToolchainUnavailable, Cause, "switching to go >= {go}: module golang.org/toolchain: {*}: 410"),
        new(ToolchainUnavailable, Cause, "golang.org/toolchain@{*}: 404"),
        new(ToolchainUnavailable, Cause, "golang.org/toolchain@{*}: 410"),
        new(ToolchainUnavailable, Cause, "no releases found for go >= {go}"),
        new(ToolchainUnavailable, Cause, "invalid toolchain: go{go} is a language version"),
        new(ToolchainUnavailable, Cause, "invalid GOTOOLCHAIN "),
        new(ToolchainUnavailable, Wrapper, "download go{go}: "),
        new(ToolchainTooOld, Cause, "cannot find \"go{go}\" in PATH"),
        new(WorkspaceMember, Cause, "listed in go.work file requires go >= {go}")
        {
            Advice = "'go work use' raises the go line of go.work; or set GOWORK=off to build without it",
        },
        new(ToolchainTooOld, Wrapper, ".mod requires go >= {go}"),
        new(ToolchainTooOld, Wrapper, ".work requires go >= {go}"),
        new(ToolchainTooOld, Wrapper, "indicates go {go}, but maximum version supported by tidy is"),
        new(DependencyNeedsNewerGo, Wrapper, "{module}@{version} requires go >= {go}"),
        new(DependencyNeedsNewerGo, Wrapper, "{module} in {*} requires go >= {go}"),
        new(DependencyNeedsNewerGo, Wrapper, " requires go >= {go}"),
        // Said where a package that came with a later Go is missing; the module cache's folders hold an @.
        new(DependencyNeedsNewerGo, Cause, " imports {*} imports {*}note: imported by a module that requires go {go}"),
        new(DependencyNeedsNewerGo, Cause, "@{*}.go:{*}note: imported by a module that requires go {go}"),
        new(ToolchainTooOld, Cause, "note: imported by a module that requires go {go}"),
    ];

    /// <summary>Before 1.21 go only said so where the code didn't compile.</summary>
    public static readonly ImmutableArray<FailurePattern> Notes =
    [
        new(DependencyNeedsNewerGo, Cause, "@{*}.go:{*}note: module requires Go {go}"),
        new(ToolchainTooOld, Cause, "note: module requires Go {go}"),
    ];
}

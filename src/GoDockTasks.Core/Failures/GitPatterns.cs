using System.Collections.Immutable;
using static GoDockTasks.Core.Diagnostics.DiagnosticCatalogue;
using static GoDockTasks.Core.Failures.Specificity;

namespace GoDockTasks.Core.Failures;

/// <summary>Version control: cmd/go/internal/vcs and modfetch/codehost, and what git says through them.</summary>
internal static class GitPatterns
{
    public static readonly ImmutableArray<FailurePattern> All =
    [
        new(GitMissing, Cause, "exec: \"git\": executable file not found"),
        new(GitMissing, Cause, "missing Git command"),
        // The other four that go knows fail in the same way.
        new(GitMissing, Cause, "exec: \"hg\": executable file not found"),
        new(GitMissing, Cause, "exec: \"svn\": executable file not found"),
        new(GitMissing, Cause, "exec: \"bzr\": executable file not found"),
        new(GitMissing, Cause, "exec: \"fossil\": executable file not found"),
        new(DubiousOwnership, Cause, "detected dubious ownership"),
        new(DubiousOwnership, Cause, "is owned by someone else"),
        new(VcsNotAllowed, Cause, "GOVCS disallows using {*} for {*} {package}; see"),
        new(VcsNotAllowed, Cause, "GOVCS disallows using "),
        new(VcsNotAllowed, Cause, " entry in GOVCS"),
        new(VcsNotAllowed, Cause, " in GOVCS: "),
        new(VcsStamp, Wrapper, "error obtaining VCS status: "),
        new(GitAuth, Cause, "terminal prompts disabled"),
        new(GitAuth, Cause, "could not read Username"),
        new(GitAuth, Cause, "could not read Password"),
        new(GitAuth, Cause, "Authentication failed for "),
        new(GitAuth, Cause, "The requested URL returned error: 401"),
        new(GitAuth, Cause, "The requested URL returned error: 403"),
        // Who may not see a repository is told that there is none.
        new(GitAuth, Cause, "fatal: repository '{*}' not found"),
        new(GitAuth, Outside, "remote: Repository not found"),
        new(GitSsh, Cause, "Permission denied (publickey"),
        new(GitSsh, Cause, "Host key verification failed"),
        new(GitSsh, Cause, "REMOTE HOST IDENTIFICATION HAS CHANGED"),
        new(GitSsh, Cause, "cannot run {*}ssh"),
        new(GitSsh, Wrapper, "Could not read from remote repository"),
    ];
}

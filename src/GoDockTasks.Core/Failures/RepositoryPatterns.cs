using System.Collections.Immutable;
using static GoDockTasks.Core.Diagnostics.DiagnosticCatalogue;
using static GoDockTasks.Core.Failures.Specificity;

namespace GoDockTasks.Core.Failures;

/// <summary>
/// Hosts of repositories, which go asks where no proxy is to be asked: cmd/go/internal/vcs. It fetches
/// "https://PATH?go-get=1" and looks for a go-import tag in the page; for a path with .git in it, it tries git's
/// protocols one after the other and keeps to itself what git said.
/// </summary>
internal static class RepositoryPatterns
{
    private const string Credentials =
        "give go credentials for {host}: 'machine {host} login … password …' in .netrc, or GOAUTH (Go 1.24 and newer)";

    private const string Page =
        "'https://{path}?go-get=1' gives a page without a repository: a sign-in page or a wrong path; "
        + Credentials
        + ", or end the repository's path in .git";

    private const string Later = "{host} failed: try again later, or take the module from a proxy in GOPROXY";

    private const string Missing =
        "check the module's path; a host that hides what one may not see says the same: " + Credentials;

    /// <summary>Before the words that proxies are known by.</summary>
    public static readonly ImmutableArray<FailurePattern> All =
    [
        new(NoSecureProtocol, Cause, "no secure protocol found for repository"),
        new(NoSecureProtocol, Cause, "no protocol found for repository"),
        // 1.19, where no protocol answers: it goes on with the first in its list, which is git's own, and prints what
        // git says of that one.
        new(NoSecureProtocol, Cause, ".git{*}: git ls-remote -q origin {*}unable to look up {*} (port 9418)"),
        new(NoSecureProtocol, Cause, ".git{*}: git ls-remote -q origin {*}unable to connect to {*}errno="),
        Answer("404", Missing),
        Answer("410", Missing),
        Answer("429", Later),
        Answer("5", Later),
        Answer("203", Page),
        Answer("", Credentials),
        new(RepositoryHost, Cause, "no go-import meta tag") { Advice = Page },
        new(RepositoryHost, Cause, "unrecognized import path \"{package}\": parsing ") { Advice = Page },
        new(RepositoryHost, Cause, " disagree about go-import for ") { Advice = Page },
        new(RepositoryHost, Outside, "The requested URL returned error: 5") { Advice = Later },
        new(RepositoryHost, Outside, "The requested URL returned error: 429") { Advice = Later },
        new(RepositoryHost, Outside, "unrecognized import path \"{package}\": {*}redirected from secure URL")
        {
            Advice = Page,
        },
        new(RepositoryHost, Outside, "?go-get=1\": stopped after 10 redirects") { Advice = Page },
    ];

    private static FailurePattern Answer(string status, string advice) =>
        new(RepositoryHost, Outside, "reading {*}?go-get=1: " + status) { Advice = advice };
}

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
        // Behind what git says of it; what fails after it would have failed without.
        new(VcsStamp, Cause, "error obtaining VCS status: "),
    ];
}

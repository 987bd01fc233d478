using System.Collections.Concurrent;
using System.Collections.Immutable;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>Asks git, once for each repository.</summary>
/// <param name="environment">The process's.</param>
internal sealed class GitReader(
    IProcessRunner runner,
    IReadOnlyDictionary<string, string> environment,
    TimeSpan timeout
)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<GitState?>>> repositories = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<DateTimeOffset?>>> times = new(StringComparer.Ordinal);

    // It reads only: git status would otherwise write its index, at the same time as somebody else's git.
    private readonly Dictionary<string, string> variables = new(environment, StringComparer.Ordinal)
    {
        ["GIT_OPTIONAL_LOCKS"] = "0",
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["LC_ALL"] = "C",
    };

    /// <param name="folder">Absolute.</param>
    /// <returns>Null where it lies in no repository with a commit, or there is no git.</returns>
    public async Task<GitState?> ReadAsync(string folder, CancellationToken cancellationToken) =>
        Root(folder) is { } root && Find() is { } git
            ? await repositories
                .GetOrAdd(root, key => new(() => AskAsync(git, key, cancellationToken)))
                .Value.ConfigureAwait(false)
            : null;

    /// <summary>When HEAD was committed.</summary>
    /// <param name="folder">Absolute.</param>
    /// <returns>Null as <see cref="ReadAsync"/>.</returns>
    public async Task<DateTimeOffset?> CommitTimeAsync(string folder, CancellationToken cancellationToken) =>
        Root(folder) is { } root && Find() is { } git
            ? await times
                .GetOrAdd(root, key => new(() => AskTimeAsync(git, key, cancellationToken)))
                .Value.ConfigureAwait(false)
            : null;

    private async Task<DateTimeOffset?> AskTimeAsync(string git, string root, CancellationToken cancellationToken) =>
        UnixTime.Parse(
            (
                await RunAsync(git, root, cancellationToken, "rev-list", "-1", "--timestamp", "HEAD")
                    .ConfigureAwait(false)
            )?.Split(' ')[0]
        );

    private async Task<GitState?> AskAsync(string git, string root, CancellationToken cancellationToken)
    {
        if (
            (await RunAsync("rev-parse", "HEAD", "HEAD^{tree}").ConfigureAwait(false))?.Split('\n')
            is not [var commit, var tree]
        )
            return null;
        var reference = await RunAsync("symbolic-ref", "-q", "HEAD").ConfigureAwait(false);
        if (
            reference is null
            && await RunAsync("describe", "--tags", "--exact-match", "HEAD").ConfigureAwait(false) is { } tag
        )
            reference = "refs/tags/" + tag;
        var changed = await RunAsync("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
            .ConfigureAwait(false);
        return new(root, commit, tree)
        {
            Uri = WithoutCredentials(await RunAsync("config", "--get", "remote.origin.url").ConfigureAwait(false)),
            Ref = reference,
            // Each is two letters, a blank and the path.
            Changed = changed is null
                ? null
                :
                [
                    .. changed
                        .Split('\0')
                        .Where(entry => entry.Length > 3)
                        .Select(entry => Path.GetFullPath(entry[3..], root)),
                ],
        };

        Task<string?> RunAsync(params ImmutableArray<string> arguments) =>
            this.RunAsync(git, root, cancellationToken, arguments);
    }

    private async Task<string?> RunAsync(
        string git,
        string root,
        CancellationToken cancellationToken,
        params ImmutableArray<string> arguments
    )
    {
        var outcome = await runner
            .RunAsync(new(git, arguments, root, variables, timeout), cancellationToken)
            .ConfigureAwait(false);
        // Cut in the middle, a list of changes is still one.
        return outcome.Succeeded ? outcome.StandardOutput.TrimEnd('\n', '\r') : null;
    }

    private string? Find() => ProgramSearch.Find("git", environment);

    // A work tree of another repository, and a submodule, has a file of that name.
    private static string? Root(string folder)
    {
        for (
            var candidate = Path.TrimEndingDirectorySeparator(folder);
            candidate is not null;
            candidate = Path.GetDirectoryName(candidate)
        )
        {
            if (Path.Exists(Path.Combine(candidate, ".git")))
                return candidate;
        }

        return null;
    }

    // A query or a fragment says nothing of where a repository is, and is where some hosts take a token.
    private static string? WithoutCredentials(string? url)
    {
        if (url is null)
            return null;
        var end = url.Contains("://", StringComparison.Ordinal) ? url.AsSpan().IndexOfAny('?', '#') : -1;
        return Secrets.Redact(end < 0 ? url : url[..end]).Replace("***@", "", StringComparison.Ordinal);
    }
}

/// <summary>What git says of a repository.</summary>
/// <param name="Root">Absolute path of its folder.</param>
/// <param name="Commit">The hash of HEAD.</param>
/// <param name="Tree">The hash of its tree.</param>
internal sealed record GitState(string Root, string Commit, string Tree)
{
    /// <summary>Where it is cloned from, without credentials; null for none.</summary>
    public string? Uri { get; init; }

    /// <summary>The branch, or the tag that HEAD stands at; null for neither.</summary>
    public string? Ref { get; init; }

    /// <summary>
    /// Absolute paths of files that differ from HEAD; untracked ones among them, ignored ones not. Null where git
    /// couldn't tell.
    /// </summary>
    public ImmutableArray<string>? Changed { get; init; }

    /// <summary>Whether a file of one of these folders differs; true, too, where nobody knows.</summary>
    public bool IsDirty(IEnumerable<string> folders) =>
        Changed is not { } changed
        || folders.Any(folder =>
            changed.Any(path =>
                path.StartsWith(
                    Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar,
                    StringComparison.Ordinal
                )
            )
        );
}

namespace GoDockTasks.Core.Failures;

/// <summary>Whether go asked a repository's host rather than a proxy, and which.</summary>
internal static class RepositoryHosts
{
    private const string Query = "?go-get=1";

    // modfetch/codehost runs these, on the repository's own URL.
    private static readonly string[] Commands =
    [
        "git ls-remote ",
        "git fetch ",
        "git clone ",
        "hg pull ",
        "hg clone ",
        "svn ",
        "unrecognized import path ",
    ];

    // git's, of a repository's URL.
    private static readonly string[] Refusals =
    [
        "unable to access '",
        "could not read Username for '",
        "could not read Password for '",
        "Authentication failed for '",
    ];

    /// <summary>The host that a message is about; null where it isn't about one.</summary>
    /// <param name="module">
    /// The module's path, whose first part is the host where no URL tells more; null where go names none.
    /// </param>
    public static string? In(string text, string? module)
    {
        var query = text.IndexOf(Query, StringComparison.Ordinal);
        if (query >= 0 && text.LastIndexOf("://", query, StringComparison.Ordinal) is var scheme && scheme >= 0)
            return Host(text.AsSpan(scheme + 3, query - scheme - 3));
        foreach (var refusal in Refusals)
        {
            var at = text.IndexOf(refusal, StringComparison.Ordinal);
            if (at >= 0 && text.IndexOf("://", at, StringComparison.Ordinal) is var start && start >= 0)
                return Host(text.AsSpan(start + 3));
        }

        var isRepository =
            query >= 0 || Array.Exists(Commands, command => text.Contains(command, StringComparison.Ordinal));
        return module is null || !isRepository ? null : Host(module);
    }

    private static string? Host(ReadOnlySpan<char> address)
    {
        var end = address.IndexOfAny("/?' \"");
        var host = end < 0 ? address : address[..end];
        host = host[(host.LastIndexOf('@') + 1)..];
        return host.IsEmpty ? null : host.ToString();
    }
}

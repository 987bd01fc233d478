namespace GoDockTasks.Core.Proxies;

/// <summary>An entry of GOPROXY that go asks.</summary>
/// <param name="Number">Its place in the list, from 1, blank ones counted.</param>
/// <param name="Text">What go makes of it, with the scheme it adds; may hold credentials.</param>
/// <param name="FallsBackOnAnyError">
/// A <c>|</c> follows: the next entry is asked whatever goes wrong. Otherwise only after 404 and 410.
/// </param>
public sealed record GoProxyEntry(int Number, GoProxyEntryKind Kind, string Text, bool FallsBackOnAnyError)
{
    /// <summary>Null for direct and off.</summary>
    internal GoUrl? Url { get; init; }

    /// <summary>The entry for a message, without credentials.</summary>
    public string Display => UrlCredentials.Hide(Text);
}

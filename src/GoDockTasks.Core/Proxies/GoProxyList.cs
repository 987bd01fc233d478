using System.Collections.Immutable;

namespace GoDockTasks.Core.Proxies;

/// <summary>GOPROXY as go reads it (proxyList and newProxyRepo in src/cmd/go/internal/modfetch/proxy.go).</summary>
/// <param name="Entries">What go asks, in order, up to direct, off or the entry that makes it stop.</param>
/// <param name="Refusal">Why go stops as soon as it needs a download; null where it doesn't.</param>
/// <param name="Oddities">What go passes over and the writer can't have meant.</param>
internal sealed record GoProxyList(
    ImmutableArray<GoProxyEntry> Entries,
    GoProxyProblem? Refusal,
    ImmutableArray<GoProxyProblem> Oddities
)
{
    /// <summary>Reads a list. Any text is a list, though perhaps one that go refuses.</summary>
    public static GoProxyList Parse(string value) => new GoProxyListReader().Read(value);
}

/// <summary>An entry of GOPROXY that go asks.</summary>
/// <param name="Number">Its place in the list, from 1, blank ones counted.</param>
/// <param name="Text">What go makes of it, with the scheme it adds; may hold credentials.</param>
/// <param name="FallsBackOnAnyError">
/// A <c>|</c> follows: the next entry is asked whatever goes wrong. Otherwise only after 404 and 410.
/// </param>
internal sealed record GoProxyEntry(int Number, GoProxyEntryKind Kind, string Text, bool FallsBackOnAnyError)
{
    /// <summary>Null for direct and off.</summary>
    internal GoUrl? Url { get; init; }

    /// <summary>The entry for a message, without credentials.</summary>
    public string Display => UrlCredentials.Hide(Text);
}

/// <summary>What an entry of GOPROXY is.</summary>
internal enum GoProxyEntryKind
{
    /// <summary>A proxy over https or http.</summary>
    Server,

    /// <summary>A proxy that is a folder (file://).</summary>
    Folder,

    /// <summary>The modules' own repositories.</summary>
    Direct,

    /// <summary>No download at all.</summary>
    Off,
}

/// <summary>Something wrong with an entry of GOPROXY.</summary>
/// <param name="Number">The entry's place in the list, from 1, blank ones counted; 0 for the whole list.</param>
/// <param name="Text">The entry; may hold credentials or a piece of one, so never show it as it is.</param>
/// <param name="Reason">
/// For <see cref="GoProxyProblemKind.BadUrl"/>: why, in words that hold nothing of the entry; empty otherwise.
/// </param>
internal sealed record GoProxyProblem(GoProxyProblemKind Kind, int Number, string Text, string Reason = "");

/// <summary>What can be wrong with a GOPROXY list. The first four make go stop, the others it passes over.</summary>
internal enum GoProxyProblemKind
{
    /// <summary>Nothing but separators and blanks.</summary>
    NoEntries,

    /// <summary>A word that is neither direct nor off, or a path.</summary>
    MissingScheme,

    /// <summary>Neither https, http nor file.</summary>
    UnknownScheme,

    /// <summary>No URL to Go, or one without a host.</summary>
    BadUrl,

    /// <summary>Two separators in a row, or one at an end.</summary>
    BlankEntry,

    /// <summary>An entry behind direct or off, which nobody ever asks.</summary>
    AfterEnd,

    /// <summary>Blanks around an entry.</summary>
    OuterBlanks,

    /// <summary>A host without a scheme, for which go takes https.</summary>
    ImpliedScheme,
}

namespace GoDockTasks.Core.Proxies;

/// <summary>What can be wrong with a GOPROXY list. The first four make go stop, the others it passes over.</summary>
public enum GoProxyProblemKind
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

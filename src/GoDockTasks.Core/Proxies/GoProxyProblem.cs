namespace GoDockTasks.Core.Proxies;

/// <summary>Something wrong with an entry of GOPROXY.</summary>
/// <param name="Number">The entry's place in the list, from 1, blank ones counted; 0 for the whole list.</param>
/// <param name="Text">The entry; may hold credentials or a piece of one, so never show it as it is.</param>
/// <param name="Reason">
/// For <see cref="GoProxyProblemKind.BadUrl"/>: why, in words that hold nothing of the entry; empty otherwise.
/// </param>
public sealed record GoProxyProblem(GoProxyProblemKind Kind, int Number, string Text, string Reason = "");

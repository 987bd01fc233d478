using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>One line of go.sum.</summary>
/// <param name="Version">Without the <c>/go.mod</c> that marks hashes of a go.mod alone.</param>
/// <param name="IsGoMod">The hash is that of the module's go.mod, not of the module.</param>
/// <param name="Hash">With its kind in front: <c>h1:…</c>.</param>
/// <param name="Position">The path.</param>
public sealed record GoSumEntry(string Path, string Version, bool IsGoMod, string Hash, TextPosition Position);

using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary><c>retract [v1.0.0, v1.1.0] // reason</c></summary>
/// <param name="Low">
/// As written, unquoted: parsing doesn't make these versions canonical, the same as <c>go mod edit</c>.
/// </param>
/// <param name="High">The same as <paramref name="Low"/> for a single version.</param>
/// <param name="Rationale">
/// Its comments, or those of its block if it has none; lines separated by \n; null if there are none.
/// </param>
/// <param name="Position">First token of its line: the word retract, or the version or bracket inside a block.</param>
public sealed record RetractDirective(string Low, string High, string? Rationale, TextPosition Position);

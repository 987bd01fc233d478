using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary><c>module example.com/m</c></summary>
/// <param name="Deprecated">
/// What follows "Deprecated:" in its comments, up to the end of that paragraph; null if there is none.
/// </param>
/// <param name="Position">First token of its line.</param>
public sealed record ModuleDirective(string Path, string? Deprecated, TextPosition Position);

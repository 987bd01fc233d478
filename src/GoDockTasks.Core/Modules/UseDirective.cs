using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary><c>use ./m</c> of a go.work.</summary>
/// <param name="Path">A module's folder, absolute or relative to the folder of go.work.</param>
/// <param name="Position">First token of its line: the word use, or the path inside a block.</param>
public sealed record UseDirective(string Path, TextPosition Position);

using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary><c>tool example.com/m/cmd/x</c></summary>
/// <param name="Path">A package path.</param>
/// <param name="Position">First token of its line: the word tool, or the path inside a block.</param>
public sealed record ToolDirective(string Path, TextPosition Position);

using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary><c>ignore ./node_modules</c></summary>
/// <param name="Path">
/// A folder: relative to the module with a leading <c>./</c>, else wherever that name appears.
/// </param>
/// <param name="Position">First token of its line: the word ignore, or the path inside a block.</param>
public sealed record IgnoreDirective(string Path, TextPosition Position);

using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary><c>godebug key=value</c></summary>
/// <param name="Position">First token of its line: the word godebug, or the key inside a block.</param>
public sealed record GodebugDirective(string Key, string Value, TextPosition Position);

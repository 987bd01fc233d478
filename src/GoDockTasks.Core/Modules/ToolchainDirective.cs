using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary><c>toolchain go1.24.4</c></summary>
/// <param name="Name"><c>default</c>, or a name that starts with <c>go1</c>.</param>
/// <param name="Position">First token of its line.</param>
public sealed record ToolchainDirective(string Name, TextPosition Position);

using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary><c>exclude example.com/m v1.2.3</c></summary>
/// <param name="Version">Canonical.</param>
/// <param name="Position">First token of its line: the word exclude, or the path inside a block.</param>
public sealed record ExcludeDirective(string Path, string Version, TextPosition Position);

using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary><c>go 1.24.0</c></summary>
/// <param name="Version">As written: <c>1.24</c>, <c>1.24rc1</c> or <c>1.24.0</c>.</param>
/// <param name="Position">First token of its line.</param>
/// <param name="VersionPosition">The version.</param>
public sealed record GoDirective(string Version, TextPosition Position, TextPosition VersionPosition);

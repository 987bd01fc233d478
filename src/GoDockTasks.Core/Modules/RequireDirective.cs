using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary><c>require example.com/m v1.2.3 // indirect</c></summary>
/// <param name="Version">
/// Canonical: <c>v1.2</c> is written, <c>v1.2.0</c> is here; or a query such as <c>main</c>, where those are accepted.
/// </param>
/// <param name="Indirect">Its comment says <c>indirect</c>, or <c>indirect;</c> and more.</param>
/// <param name="Position">First token of its line: the word require, or the path inside a block.</param>
/// <param name="VersionPosition">The version.</param>
public sealed record RequireDirective(
    string Path,
    string Version,
    bool Indirect,
    TextPosition Position,
    TextPosition VersionPosition
);

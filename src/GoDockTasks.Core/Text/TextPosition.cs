using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Text;

/// <summary>A place in a text: line and column count from 1, the column in UTF-16 code units.</summary>
public readonly record struct TextPosition(int Line, int Column);

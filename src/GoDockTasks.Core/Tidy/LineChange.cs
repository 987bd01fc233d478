namespace GoDockTasks.Core.Tidy;

/// <summary>One line that differs between a file as it is and as it should be.</summary>
/// <param name="Line">
/// The line in the file as it is, from 1; for a line to add, the one it goes before (the last one at the end of the
/// file).
/// </param>
/// <param name="Old">The line as it is, without blanks around; null where one is to be added.</param>
/// <param name="New">The line as it should be; null where it is to be removed.</param>
/// <param name="Column">Where the line's text starts, from 1.</param>
internal readonly record struct LineChange(int Line, int Column, string? Old, string? New);

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>`--name=value` between an instruction's keyword and its arguments.</summary>
/// <param name="Name">Without the dashes, as written: flags are case-sensitive.</param>
/// <param name="Value">Unquoted; null where there is no `=`.</param>
/// <param name="Source">The whole flag.</param>
public sealed record InstructionFlag(string Name, string? Value, Word Source);

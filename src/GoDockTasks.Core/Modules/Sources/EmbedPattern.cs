namespace GoDockTasks.Core.Modules.Sources;

/// <summary>A pattern of a go:embed line.</summary>
/// <param name="Path">Relative to the package's folder, without quotes and `all:`; may have `*`, `?` and `[…]`.</param>
/// <param name="IncludesHidden">It was written with `all:`: files in a folder count, too, whose names start with a dot or an underscore.</param>
internal sealed record EmbedPattern(string Path, bool IncludesHidden);

using System.Collections.Immutable;

namespace GoDockTasks.Core.Modules.Layout;

/// <summary>Which replacement applies to which version (cmd/go/internal/modload's replacement).</summary>
internal sealed class Replacements
{
    private readonly Dictionary<string, ReplaceDirective> byOld = new(StringComparer.Ordinal);

    public Replacements(ImmutableArray<ReplaceDirective> replace)
    {
        foreach (var directive in replace)
            byOld[Key(directive.OldPath, directive.OldVersion)] = directive;
    }

    /// <summary>One for this version before one for all of them; null if there is neither.</summary>
    public ReplaceDirective? For(string path, string? version) =>
        byOld.GetValueOrDefault(Key(path, version)) ?? byOld.GetValueOrDefault(Key(path, null));

    public static string Key(string path, string? version) => version is null ? path : path + '@' + version;
}

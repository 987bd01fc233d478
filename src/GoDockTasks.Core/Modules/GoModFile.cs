using System.Collections.Immutable;

namespace GoDockTasks.Core.Modules;

/// <summary>A go.mod, every directive in the order of the file, duplicates included.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="NewerDirectives">One for each directive newer than Go 1.19 that the file has.</param>
public sealed record GoModFile(
    string Path,
    ModuleDirective? Module,
    GoDirective? Go,
    ToolchainDirective? Toolchain,
    ImmutableArray<GodebugDirective> Godebug,
    ImmutableArray<RequireDirective> Require,
    ImmutableArray<ExcludeDirective> Exclude,
    ImmutableArray<ReplaceDirective> Replace,
    ImmutableArray<RetractDirective> Retract,
    ImmutableArray<ToolDirective> Tool,
    ImmutableArray<IgnoreDirective> Ignore,
    ImmutableArray<NewerDirective> NewerDirectives
)
{
    /// <summary>
    /// go build refuses it until <c>go mod tidy</c> has put a version into each place where a branch, <c>latest</c> or
    /// the like stands.
    /// </summary>
    public bool HasQueries =>
        Require.Any(require => ModuleVersion.IsQuery(require.Version))
        || Replace.Any(replace => replace.NewVersion is { } version && ModuleVersion.IsQuery(version));

    /// <summary>Reads what <c>go mod edit -json</c> of the newest Go reads, and refuses what that refuses.</summary>
    /// <param name="text">Content of the file, a byte order mark included: go refuses it.</param>
    /// <param name="path">The file, for positions.</param>
    /// <param name="acceptQueries">
    /// Versions may be queries (<see cref="ModuleVersion.IsQuery"/>), as in the main module's go.mod for go mod tidy;
    /// go mod edit refuses them.
    /// </param>
    public static Parsed<GoModFile> Parse(string text, string path, bool acceptQueries = false)
    {
        var errors = new SyntaxErrors(path);
        var file = new GoModBuilder(errors, acceptQueries).Read(text, path);
        return new(file, errors.ToImmutable());
    }
}

/// <summary>Questions about what a go.mod requires.</summary>
internal static class GoModRequirements
{
    /// <summary>
    /// The requirements that go downloads under their own names: no folder or other module stands in for them.
    /// </summary>
    public static IEnumerable<RequireDirective> DownloadedRequirements(this GoModFile module)
    {
        foreach (var require in module.Require)
        {
            if (!IsReplaced(module, require))
                yield return require;
        }
    }

    private static bool IsReplaced(GoModFile module, RequireDirective require)
    {
        foreach (var replace in module.Replace)
        {
            if (
                replace.OldPath == require.Path
                && (replace.OldVersion is null || replace.OldVersion == require.Version)
            )
                return true;
        }

        return false;
    }
}

namespace GoDockTasks.Core.Modules;

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

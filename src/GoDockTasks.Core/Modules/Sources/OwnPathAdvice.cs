namespace GoDockTasks.Core.Modules.Sources;

/// <summary>Imports of the module's own packages by a path that isn't quite the module's.</summary>
internal static class OwnPathAdvice
{
    /// <summary>
    /// The import that was meant, where the module has such a folder: <c>example.com/m/v2/sub</c> for
    /// <c>example.com/m/sub</c>, <c>example.com/m/sub</c> for <c>Example.com/M/sub</c>. Null where none was.
    /// </summary>
    /// <param name="package">The import path that no module provides.</param>
    public static string? Of(string package, GoModFile goMod)
    {
        if (
            goMod.Module?.Path is not { Length: > 0 } own
            || goMod.Require.Any(require => LocalPackages.IsIn(package, require.Path))
        )
            return null;
        foreach (var start in new[] { own, WithoutMajor(own) })
        {
            if (
                package.Length <= start.Length
                || package[start.Length] != '/'
                || !package.StartsWith(start, StringComparison.OrdinalIgnoreCase)
                || LocalPackages.IsIn(package, own)
            )
                continue;
            var folder = package[(start.Length + 1)..];
            if (Directory.Exists(Path.Combine(Path.GetDirectoryName(goMod.Path)!, folder)))
                return $"this module is called '{own}', and has a folder '{folder}': import \"{own}/{folder}\"";
        }

        return null;
    }

    // "example.com/m/v2" is "example.com/m" with a major version.
    private static string WithoutMajor(string path)
    {
        var slash = path.LastIndexOf('/');
        var last = path[(slash + 1)..];
        return slash > 0 && last.Length > 1 && last[0] == 'v' && last.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0
            ? path[..slash]
            : path;
    }
}

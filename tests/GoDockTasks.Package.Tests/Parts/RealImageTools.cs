namespace GoDockTasks.Package.Tests.Parts;

/// <summary>The real docker (with buildx, without a daemon), crane and skopeo for a tree's builds.</summary>
internal static class RealImageTools
{
    /// <summary>
    /// Makes a PATH on which there are these tools and no others, and a home folder in which skopeo is told that the
    /// registry has no TLS.
    /// </summary>
    public static void Put(SourceTree tree, Registry registry, params string[] tools)
    {
        var home = Directory.CreateDirectory(tree.Beside("home")).FullName;
        var containers = Directory.CreateDirectory(Path.Combine(home, ".config", "containers")).FullName;
        File.WriteAllText(
            Path.Combine(containers, "registries.conf"),
            $"[[registry]]\nlocation = \"{registry.Host}\"\ninsecure = true\n"
        );
        File.WriteAllText(
            Path.Combine(home, "config.json"),
            $$"""{"cliPluginsExtraDirs": ["{{Tool.Find("docker", "cli-plugins")}}"]}"""
        );

        tree.Environment["HOME"] = home;
        tree.Environment["DOCKER_CONFIG"] = home;
        tree.Environment["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1";
        tree.Environment["PATH"] = string.Join(
            Path.PathSeparator,
            [.. tools.Select(tool => Tool.Find(tool, "bin")), ProgramsOfScripts(tree)]
        );
    }

    // Our skopeo is a script around a program; the system's folders may hold a docker.
    private static string ProgramsOfScripts(SourceTree tree)
    {
        var folder = Directory.CreateDirectory(tree.Beside("programs")).FullName;
        foreach (var program in new[] { "dirname", "readlink" })
            File.CreateSymbolicLink(Path.Combine(folder, program), "/usr/bin/" + program);
        return folder;
    }
}

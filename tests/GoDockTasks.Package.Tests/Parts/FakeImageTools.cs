using System.Diagnostics.CodeAnalysis;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>
/// Programs that stand in the place of docker, crane and skopeo: shell scripts, first on the PATH of a tree's builds.
/// </summary>
[SuppressMessage("Interoperability", "CA1416", Justification = "Tests with fake tools don't run on Windows")]
internal static class FakeImageTools
{
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;

    /// <summary>
    /// Puts scripts for bash on PATH; a tool that isn't among them fails, so that no real one is asked.
    /// </summary>
    public static void Put(SourceTree tree, params (string Name, string Script)[] tools)
    {
        var folder = Directory.CreateDirectory(tree.Beside("image tools")).FullName;
        foreach (var name in new[] { "docker", "crane", "skopeo" })
        {
            var script = tools.FirstOrDefault(tool => tool.Name == name).Script
                ?? $"echo '{name} has nothing to say' >&2; exit 1";
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, $"#!/bin/bash\n# A fake {name}.\n{script}\n");
            File.SetUnixFileMode(path, Executable);
        }

        tree.Environment["PATH"] = folder + Path.PathSeparator + tree.Environment["PATH"];
    }
}

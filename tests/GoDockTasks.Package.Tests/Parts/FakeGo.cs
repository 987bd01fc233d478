using System.Diagnostics.CodeAnalysis;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>Programs that stand in the place of go and misbehave: shell scripts, each beside the tree.</summary>
[SuppressMessage("Interoperability", "CA1416", Justification = "Tests with a fake go don't run on Windows")]
internal static class FakeGo
{
    /// <summary>For a script: go on as the real one.</summary>
    public static string Real =>
        $"exec '{RealGo.Get().Executable.Replace("'", "'\\''", StringComparison.Ordinal)}' \"$@\"";

    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Runs the script for every go command.</summary>
    /// <returns>Absolute path of the program.</returns>
    public static string Write(SourceTree tree, string name, string script)
    {
        var path = tree.Beside(name);
        File.WriteAllText(path, $"#!/bin/bash\n# A fake go.\n{script}\n");
        File.SetUnixFileMode(path, Executable);
        return path;
    }

    /// <summary>Answers `go env` as the real one does, and runs the script for everything else.</summary>
    /// <returns>Absolute path of the program.</returns>
    public static string WriteForTidy(SourceTree tree, string name, string script) =>
        Write(tree, name, $"if [ \"$1\" = env ]; then {Real}; fi\n{script}");
}

using System.Buffers;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Shell;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>
/// Whether programs that go starts are in the image in which it runs. Source: the images' own Dockerfiles: golang has
/// git and gcc, but its Alpine variants have neither.
/// </summary>
internal static class ImagePrograms
{
    private static readonly SearchValues<char> VersionSeparators = SearchValues.Create("=~<>@:");

    /// <summary>Null where it can't be known.</summary>
    public static bool? HasGit(GoCommand command) => Has(command, "git", ["git"]);

    /// <summary>A C compiler; null where it can't be known.</summary>
    public static bool? HasCompiler(GoCommand command) =>
        command.Variable("CC") is not null
            ? null
            : Has(command, "gcc", ["gcc", "g++", "build-base", "alpine-sdk", "clang"]);

    /// <summary>What apk, apt-get and apt install before a step's end; null where a name isn't known.</summary>
    public static HashSet<string>? Installed(IEnumerable<ShellCommand> commands)
    {
        var packages = new HashSet<string>(StringComparer.Ordinal);
        foreach (var command in commands)
        {
            var words = command.Words.Skip(1).ToList();
            var verb = words.FindIndex(word => word.Text is "add" or "install");
            if (command.Program is not ("apk" or "apt-get" or "apt") || verb < 0)
                continue;
            foreach (var word in words.Skip(verb + 1))
            {
                if (word.Text is not { } name)
                    return null;
                var end = name.AsSpan().IndexOfAny(VersionSeparators);
                packages.Add(end < 0 ? name : name[..end]);
            }
        }

        return packages;
    }

    /// <summary>The commands of a command's image that have run before it.</summary>
    public static IEnumerable<ShellCommand> CommandsBefore(GoCommand command) =>
        command
            .StepsBefore()
            .SelectMany(step => step.Commands)
            .Concat(command.Step.Commands.TakeWhile(other => !ReferenceEquals(other, command.Command)));

    private static bool? Has(GoCommand command, string program, string[] packages)
    {
        var image = command.Stage.Base.Root;
        if (image.IsGolang && !image.IsAlpine && image.Tag.Length > 0)
            return image.Tag.Contains("server", StringComparison.Ordinal) ? null : true;
        if (
            !image.IsAlpine
            || image.ShortName is not ("golang" or "alpine")
            || Installed(CommandsBefore(command)) is not { } installed
        )
            return null;
        if (packages.Any(installed.Contains))
            return true;
        // Something else than the package manager may have brought it.
        return command.Step.Files.Find("/usr/bin/" + program).IsAbsent ? false : null;
    }
}

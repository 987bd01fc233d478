using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>A flag of a go command.</summary>
/// <param name="Name">Without dashes.</param>
/// <param name="Value">Null where it has none, or it can't be known.</param>
/// <param name="Start">Offset in the Dockerfile's text.</param>
internal readonly record struct GoFlag(string Name, string? Value, int Start);

/// <summary>The words of a go command, read as cmd/go reads them.</summary>
/// <param name="Verb">`build`, `mod tidy` …; "" where it can't be known.</param>
/// <param name="Operands">What is neither verb nor flag.</param>
/// <param name="Directory">Where it works, -C considered; null where unknown.</param>
/// <param name="At">The word to point at: the verb, or go itself.</param>
internal sealed record GoArguments(
    string Verb,
    ImmutableArray<GoFlag> Flags,
    ImmutableArray<ShellWord> Operands,
    string? Directory,
    ShellWord At
)
{
    // Flags of build and its relatives that stand without a value (go help build); all others have one.
    private static readonly ImmutableHashSet<string> Switches =
    [
        "a",
        "n",
        "v",
        "x",
        "race",
        "msan",
        "asan",
        "cover",
        "work",
        "linkshared",
        "modcacherw",
        "trimpath",
        "buildvcs",
        "json",
        "c",
        "short",
        "u",
        "t",
        "d",
        "e",
        "diff",
        "m",
        "insecure",
        "i",
    ];

    public GoFlag? Flag(string name)
    {
        foreach (var flag in Flags)
        {
            if (flag.Name == name)
                return flag;
        }

        return null;
    }

    public static GoArguments Read(ShellCommand command)
    {
        var (words, at) = (command.Words, 1);
        var directory = command.Directory;
        if (command.Argument(at) is { } first && first.StartsWith("-C", StringComparison.Ordinal))
        {
            var target = first.Length > 2 ? first[2..].TrimStart('=') : command.Argument(++at);
            directory = target is null || directory is null ? null : ImagePath.Combine(directory, target);
            at++;
        }

        if (command.Argument(at) is not { } verb)
            return new("", [], [], null, words[0]);
        var start = words[at++];
        if (verb is "mod" or "work" or "tool" && command.Argument(at) is { } second)
        {
            verb = $"{verb} {second}";
            at++;
        }

        var (flags, operands) = Arguments(words, at, ref directory);
        return new(verb, flags, operands, directory, start);
    }

    private static (ImmutableArray<GoFlag>, ImmutableArray<ShellWord>) Arguments(
        ImmutableArray<ShellWord> words,
        int at,
        ref string? directory
    )
    {
        var flags = ImmutableArray.CreateBuilder<GoFlag>();
        while (at < words.Length && words[at].Raw.StartsWith('-') && words[at].Raw.Length > 1)
        {
            var word = words[at++];
            var (name, value) = Split(word.Text ?? word.Raw);
            if (value is null && !Switches.Contains(name) && at < words.Length)
                value = words[at++].Text;
            else if (word.Text is null)
                value = null;
            flags.Add(new(name, value, word.Start));
            if (name == "C")
                directory = value is null || directory is null ? null : ImagePath.Combine(directory, value);
        }

        return (flags.ToImmutable(), words[at..]);
    }

    public static (string Name, string? Value) Split(string flag)
    {
        var name = flag.TrimStart('-');
        var equals = name.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (name, null) : (name[..equals], name[(equals + 1)..]);
    }
}

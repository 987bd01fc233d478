using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>
/// A call of go in a RUN, read as cmd/go would: its verb, its flags, its packages, and the module that it works with.
/// </summary>
internal sealed record GoCommand(StageTrace Stage, BuildStep Step, ShellCommand Command)
{
    /// <summary>`build`, `test`, `mod tidy`, `work sync` …; "" where it can't be known.</summary>
    public string Verb { get; private init; } = "";

    public ImmutableArray<GoFlag> Flags { get; private init; } = [];

    /// <summary>What is neither verb nor flag: packages, modules.</summary>
    public ImmutableArray<ShellWord> Operands { get; private init; } = [];

    /// <summary>Where it works, -C considered; null where unknown.</summary>
    public string? Directory { get; private init; }

    /// <summary>
    /// The go.mod that counts there: in the folder or above it. Absent where none is found and none can be hidden.
    /// </summary>
    public FoundFile GoMod { get; private init; } = FoundFile.Unknown;

    /// <summary>The folder of that go.mod in the image; null where it isn't present.</summary>
    public string? ModuleDirectory { get; private init; }

    /// <summary>The go.work that counts, likewise; absent too where GOWORK=off.</summary>
    public FoundFile GoWork { get; private init; } = FoundFile.Unknown;

    /// <summary>The folder of that go.work in the image; null where it isn't present.</summary>
    public string? WorkspaceDirectory { get; private init; }

    /// <summary>The word to point at: the verb, or go itself.</summary>
    public ShellWord At { get; private init; }

    /// <summary>It compiles what it is given.</summary>
    public bool Compiles => Verb is "build" or "install" or "test" or "run" or "vet" or "generate";

    /// <summary>
    /// The file that `go build -o` writes, absolute; null where it isn't said, or can't be known, or names a folder.
    /// </summary>
    public string? Output =>
        Verb == "build"
        && Flag("o")?.Value is { Length: > 0 } path
        && !path.EndsWith('/')
        && (Directory is not null || path.StartsWith('/'))
            ? ImagePath.Combine(Directory ?? "/", path)
            : null;

    /// <summary>
    /// It works with the module: needs a go.mod. `go install path@version` and `go run path@version` don't.
    /// </summary>
    public bool NeedsModule =>
        (Compiles || Verb is "list" or "get" || Verb.StartsWith("mod ", StringComparison.Ordinal) && Verb != "mod init")
        && !IsVersioned;

    /// <summary>What it is given is a module of its own: `path@version`.</summary>
    public bool IsVersioned =>
        Operands.Any(word => word.Raw.Contains('@', StringComparison.Ordinal)) && Verb is "install" or "run";

    /// <summary>A flag of the command line, or else of GOFLAGS; null where it isn't given.</summary>
    public GoFlag? Flag(string name)
    {
        foreach (var flag in Flags)
        {
            if (flag.Name == name)
                return flag;
        }

        foreach (var word in (Variable("GOFLAGS")?.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (flag, value) = GoArguments.Split(word);
            if (flag == name)
                return new(flag, value, At.Start);
        }

        return null;
    }

    /// <summary>As it is for this command; null where it isn't set.</summary>
    public VariableValue? Variable(string name) =>
        Command.Variable(name) ?? (Step.Before.HasUnknownEnvironment ? VariableValue.Unknown : null);

    /// <summary>A file in the image as the command sees it.</summary>
    public FoundFile Find(string directory, string name) => Step.Files.Find(ImagePath.Combine(directory, name));

    /// <summary>The calls of go in a stage.</summary>
    public static IEnumerable<GoCommand> In(StageTrace stage, BuildContext context)
    {
        foreach (var step in stage.Steps)
        {
            var files = step.Files;
            foreach (var (command, content) in step.CommandsWithContent(context))
            {
                if (command.Program == "go" && command.Words.Length > 1)
                    yield return Read(stage, step with { Files = files, Content = content }, command);
                files = CommandEffects.Apply(files, [command]);
            }
        }
    }

    private static GoCommand Read(StageTrace stage, BuildStep step, ShellCommand command)
    {
        var read = GoArguments.Read(command);
        return new GoCommand(stage, step, command)
        {
            Verb = read.Verb,
            Flags = read.Flags,
            Operands = read.Operands,
            Directory = read.Directory,
            At = read.At,
        }.WithModule();
    }

    private GoCommand WithModule()
    {
        if (Directory is null)
            return this;
        var (goMod, at) = FindAbove("go.mod");
        var (goWork, workspace) = Variable("GOWORK") is { } set
            ? (set.Text == "off" ? FoundFile.Absent : FoundFile.Unknown, null)
            : FindAbove("go.work");
        return this with { GoMod = goMod, ModuleDirectory = at, GoWork = goWork, WorkspaceDirectory = workspace };
    }

    private (FoundFile File, string? Directory) FindAbove(string name)
    {
        var found = FoundFile.Absent;
        for (var folder = Directory!; ; folder = ImagePath.ParentOf(folder))
        {
            var file = Step.Files.Find(ImagePath.Combine(folder, name));
            if (file.IsPresent)
                return found.IsAbsent ? (file, folder) : (FoundFile.Unknown, null);
            if (!file.IsAbsent)
                found = FoundFile.Unknown;
            if (folder == "/")
                return (found, null);
        }
    }
}

using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Sources;
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

/// <summary>Which packages of its module a go command is told to work on.</summary>
internal static class BuiltPackages
{
    /// <summary>The words that name them; none means the folder that it runs in.</summary>
    public static IEnumerable<ShellWord> Operands(GoCommand command) =>
        // What follows the package of `go run` goes to the program.
        command.Verb == "run"
        && command.Operands is [{ Raw: var first }, ..]
        && !first.EndsWith(".go", StringComparison.Ordinal)
            ? command.Operands.Take(1)
            : command.Operands;

    /// <summary>
    /// The folder in the image that an operand stands for; null where it isn't one of the module's, or can't be known.
    /// </summary>
    /// <param name="modulePath">The module's path; null where unknown.</param>
    public static string? FolderOf(GoCommand command, string operand, string? modulePath)
    {
        if (
            operand is "." or ".."
            || operand.StartsWith("./", StringComparison.Ordinal)
            || operand.StartsWith("../", StringComparison.Ordinal)
            || operand.StartsWith('/')
        )
            return command.Directory is null ? null : ImagePath.Combine(command.Directory, operand);
        if (modulePath is null || command.ModuleDirectory is null)
            return null;
        if (operand == modulePath)
            return command.ModuleDirectory;
        return operand.StartsWith(modulePath + "/", StringComparison.Ordinal)
            ? ImagePath.Combine(command.ModuleDirectory, operand[(modulePath.Length + 1)..])
            : null;
    }

    /// <summary>
    /// The packages that are compiled, those included that the named ones import; null where that can't be known.
    /// </summary>
    public static ImmutableHashSet<string>? Compiled(LintedDockerfile file, GoCommand command)
    {
        if (
            !command.Compiles
            || command.IsVersioned
            || command is not { ModuleDirectory: { } moduleDirectory, Directory: { } directory }
            || file.Module(command) is not { Module.Path: { } modulePath }
            || file.Packages(command) is not { IsComplete: true } packages
        )
        {
            return null;
        }

        var named = new List<string>();
        foreach (var word in Operands(command).Select(word => word.Text).DefaultIfEmpty("."))
        {
            if (word is null or "all")
                return null;
            var operand = word.EndsWith(".go", StringComparison.Ordinal)
                ? "./" + (word.Contains('/', StringComparison.Ordinal) ? word[..word.LastIndexOf('/')] : "")
                : word;
            var dots = operand.IndexOf("...", StringComparison.Ordinal);
            if (FolderOf(command, dots < 0 ? operand : operand[..dots], modulePath) is not { } folder)
                continue;
            if (ImagePath.Below(moduleDirectory, folder) is not { } relative)
                return null;
            if (dots < 0)
                named.Add(relative);
            else
                named.AddRange(
                    packages.Folders.Where(candidate =>
                        relative.Length == 0
                        || candidate == relative
                        || candidate.StartsWith(relative + "/", StringComparison.Ordinal)
                    )
                );
        }

        var reached = packages.Reachable(named, modulePath);
        return packages.IsComplete ? reached : null;
    }
}

using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Shell;

/// <summary>
/// Reads the commands of a script in order, following `cd`, assignments and `export`. It doesn't run anything: what
/// stands in conditions, loops and functions is marked as conditional.
/// </summary>
internal sealed class ShellScript
{
    // More than any RUN has.
    private const int MaxCommands = 2000;

    private readonly List<ShellCommand> commands = [];
    private readonly LogicalLine script;
    private ImmutableDictionary<string, VariableValue> shell;
    private string? directory;
    private int conditions;
    private bool stopsAtErrors;

    private ShellScript(
        LogicalLine script,
        ImmutableDictionary<string, VariableValue> environment,
        string? directory
    ) => (this.script, shell, this.directory) = (script, environment, directory);

    /// <param name="script">Its text, and where that stands in the Dockerfile.</param>
    /// <param name="environment">What the shell starts with.</param>
    /// <param name="directory">Where it starts; null for unknown.</param>
    /// <param name="stopsAtErrors">The shell was started with -e.</param>
    public static ImmutableArray<ShellCommand> Read(
        LogicalLine script,
        ImmutableDictionary<string, VariableValue> environment,
        string? directory,
        bool stopsAtErrors = false
    )
    {
        var reader = new ShellScript(script, environment, directory) { stopsAtErrors = stopsAtErrors };
        reader.Read();
        return [.. reader.commands];
    }

    private void Read()
    {
        var lexer = new ShellLexer(script.Text);
        var words = new List<ShellToken>();
        ShellToken? output = null;
        var isAlternative = false;
        var scopes =
            new Stack<(string? Directory, ImmutableDictionary<string, VariableValue> Shell, bool IsSubshell)>();
        while (commands.Count < MaxCommands)
        {
            var token = lexer.Next();
            if (token.Kind == ShellTokenKind.Word)
            {
                words.Add(token);
                continue;
            }

            if (token.Kind == ShellTokenKind.Redirection)
            {
                var file = token.Text.EndsWith('-') ? token : lexer.Next();
                if (
                    token.Text.Contains('>', StringComparison.Ordinal)
                    && !token.Text.EndsWith('&')
                    && !token.Text.StartsWith('2')
                )
                    output = file;
                continue;
            }

            var isFunction = token.Text == "(" && words.Count == 1;
            if (!isFunction)
                End(words, output, isAlternative || token.Text is "|" or "&", token.Text);
            words.Clear();
            output = null;
            if (token.Kind == ShellTokenKind.End)
                return;
            if (token.Text == "(")
                scopes.Push((directory, shell, true));
            else if (token.Text == ")" && scopes.TryPop(out var scope) && scope.IsSubshell)
                (directory, shell) = (scope.Directory, scope.Shell);
            isAlternative = token.Text == "||" || (token.Text == "&&" && (isAlternative || IsQuestion()));
        }
    }

    // What follows `test -f go.mod &&` may not run.
    private bool IsQuestion() =>
        commands.Count > 0 && commands[^1].Program is "test" or "[" or "[[" or "command" or "which" or "grep";

    private void End(List<ShellToken> words, ShellToken? output, bool isConditional, string follower)
    {
        var at = 0;
        while (at < words.Count && TakeKeyword(words[at].Text))
            at++;
        var own = shell;
        while (at < words.Count && Assignment(words[at].Text) is { } assignment)
        {
            own = own.SetItem(assignment.Name, new(ShellExpander.Expand(assignment.Value, own)));
            at++;
        }

        if (at == words.Count)
        {
            shell = conditions == 0 && !isConditional ? own : Forget(shell, own);
            return;
        }

        var command = new ShellCommand([.. words.Skip(at).Select(word => ToWord(word, own))])
        {
            Environment = own,
            Directory = directory,
            IsConditional = isConditional || conditions > 0,
            IsFailureIgnored = follower is "||" or "|" or "&" || (follower is ";" or "\n" && !stopsAtErrors),
            Output = output is { } file ? ToWord(file, own) : null,
        };
        Follow(command);
        commands.Add(command);
    }

    /// <summary>True for a word of the shell's own grammar, behind which a command may stand.</summary>
    private bool TakeKeyword(string word)
    {
        switch (word)
        {
            case "if" or "while" or "until" or "for" or "case":
                conditions++;
                return word is not ("for" or "case");
            case "fi" or "done" or "esac":
                conditions = Math.Max(0, conditions - 1);
                return true;
            case "then" or "else" or "elif" or "do" or "{" or "}" or "!" or "time" or "in" or "":
                return true;
            default:
                return false;
        }
    }

    private void Follow(ShellCommand command)
    {
        var program = command.Program;
        if (
            program == "set"
            && command
                .Words.Skip(1)
                .Any(word =>
                    word.Text is { } text
                    && text.StartsWith('-')
                    && !text.StartsWith("--", StringComparison.Ordinal)
                    && text.Contains('e', StringComparison.Ordinal)
                )
        )
            stopsAtErrors = true;
        else if (program is "cd" or "pushd")
            ChangeDirectory(command);
        else if (program is "export" or "readonly" or "local" or "declare")
            Export(command);
        else if (program == "unset")
            shell = shell.RemoveRange(command.Words.Skip(1).Select(word => word.Text).OfType<string>());
        else if (program is "." or "source" or "eval" or null)
            directory = command.Program is null ? directory : null;
    }

    private void ChangeDirectory(ShellCommand command)
    {
        var target = command.Words.Length == 2 ? command.Words[1].Text : null;
        directory =
            target is null or "-"
            || target.StartsWith('~')
            || command.IsConditional
            || (directory is null && !target.StartsWith('/'))
                ? null
                : ImagePath.Combine(directory ?? "/", target);
    }

    private void Export(ShellCommand command)
    {
        foreach (var word in command.Words.Skip(1))
        {
            if (Assignment(word.Raw) is { } assignment)
                shell = shell.SetItem(
                    assignment.Name,
                    command.IsConditional ? VariableValue.Unknown : new(ShellExpander.Expand(assignment.Value, shell))
                );
        }
    }

    // What is assigned under a condition may or may not hold afterwards.
    private static ImmutableDictionary<string, VariableValue> Forget(
        ImmutableDictionary<string, VariableValue> before,
        ImmutableDictionary<string, VariableValue> after
    )
    {
        foreach (var (name, value) in after)
        {
            if (before.GetValueOrDefault(name) != value)
                before = before.SetItem(name, VariableValue.Unknown);
        }

        return before;
    }

    private ShellWord ToWord(ShellToken token, ImmutableDictionary<string, VariableValue> variables) =>
        new(
            ShellExpander.Expand(token.Text, variables),
            token.Text,
            script.ToSource(Math.Min(token.Start, script.Length))
        );

    private static (string Name, string Value)? Assignment(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || !(char.IsAsciiLetter(word[0]) || word[0] == '_'))
            return null;
        foreach (var c in word.AsSpan(0, equals))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
                return null;
        }

        return (word[..equals], word[(equals + 1)..]);
    }
}

/// <summary>One simple command of a RUN: a program and its arguments.</summary>
/// <param name="Words">Program first; redirections and assignments left out. Never empty.</param>
internal sealed record ShellCommand(ImmutableArray<ShellWord> Words)
{
    /// <summary>
    /// What the program sees of variables: those of the image, of ARG, of `export` and of `NAME=value program`.
    /// </summary>
    public required ImmutableDictionary<string, VariableValue> Environment { get; init; }

    /// <summary>Where it runs, after any `cd` before it; null where that can't be known.</summary>
    public required string? Directory { get; init; }

    /// <summary>It may not run: it stands in an if or a loop, or behind `||`.</summary>
    public bool IsConditional { get; init; }

    /// <summary>
    /// Its failure doesn't fail the RUN: `|| true`, or followed by `;` where the shell doesn't stop at errors.
    /// </summary>
    public bool IsFailureIgnored { get; init; }

    /// <summary>What its output is written to; null where it isn't redirected to a file.</summary>
    public ShellWord? Output { get; init; }

    /// <summary>Its last path element, such as `go` for /usr/local/go/bin/go; null where it can't be known.</summary>
    public string? Program => Words[0].Text is { } text ? text[(text.LastIndexOf('/') + 1)..] : null;

    /// <summary>Null where there is no such word, or it can't be known.</summary>
    public string? Argument(int index) => index < Words.Length ? Words[index].Text : null;

    /// <summary>The value of a variable: null where it isn't set.</summary>
    public VariableValue? Variable(string name) => Environment.GetValueOrDefault(name);
}

/// <summary>A word of a shell command.</summary>
/// <param name="Text">
/// With quotes gone and known variables replaced; null where it depends on something that only a build knows.
/// </param>
/// <param name="Raw">As written.</param>
/// <param name="Start">Offset of its first character in the Dockerfile's text.</param>
internal readonly record struct ShellWord(string? Text, string Raw, int Start)
{
    public override string ToString() => Text ?? Raw;
}

namespace GoDockTasks.Core.Modules;

/// <summary>
/// Makes a directive of each line and reports those that go refuses, by the rules of (*File).add and (*WorkFile).add in
/// Go's golang.org/x/mod/modfile, with versions checked as <c>go mod edit</c> does.
/// </summary>
/// <param name="acceptQueries">A version may also be what go mod tidy resolves.</param>
internal sealed partial class DirectiveReader(SyntaxErrors errors, bool acceptQueries)
{
    public GoDirective? Go(ModLine line, GoDirective? earlier)
    {
        if (earlier is not null)
            return Fail(
                line,
                $"the go version is already set in line {earlier.Position.Line}; delete one of the two lines",
                earlier
            );
        if (line.Count != 1)
            return Fail<GoDirective>(line, "a go line takes one version, such as go 1.24");
        if (!GoVersion.IsDirectiveVersion(line[0].Text))
            return Fail<GoDirective>(
                line[0],
                $"{Quoted.Value(line[0].Text)} is no Go version; write it as 1.24, 1.24rc1 or 1.24.0"
            );
        return new(line[0].Text, line.Position, line[0].Position);
    }

    public ToolchainDirective? Toolchain(ModLine line, ToolchainDirective? earlier)
    {
        if (earlier is not null)
            return Fail(
                line,
                $"the toolchain is already set in line {earlier.Position.Line}; delete one of the two lines",
                earlier
            );
        if (line.Count != 1)
            return Fail<ToolchainDirective>(line, "a toolchain line takes one name, such as toolchain go1.24.4");
        var name = line[0].Text;
        if (name is not ("default" or "go1") && !name.StartsWith("go1.", StringComparison.Ordinal))
            return Fail<ToolchainDirective>(
                line[0],
                $"{Quoted.Value(name)} is no toolchain; write it as go1.24.4, or default"
            );
        return new(name, line.Position);
    }

    public ModuleDirective? Module(ModLine line, ModuleDirective? earlier)
    {
        if (earlier is not null)
            return Fail(
                line,
                $"the module path is already set in line {earlier.Position.Line}; delete one of the two lines",
                earlier
            );
        if (line.Count != 1)
            return Fail<ModuleDirective>(line, "a module line takes one path, such as module example.com/m");
        return TryText(line[0], out var path) ? new(path, Deprecation(line.CommentText), line.Position) : null;
    }

    public GodebugDirective? Godebug(ModLine line)
    {
        var text = line.Count == 1 ? line[0].Text : "";
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || text.AsSpan().IndexOfAny("\"`',") >= 0)
            return Fail<GodebugDirective>(line, "a godebug line takes one key=value, without quotes, commas or blanks");
        return new(text[..equals], text[(equals + 1)..], line.Position);
    }

    public string? SinglePath(ModLine line, string example)
    {
        if (line.Count != 1)
            return Fail<string>(line, $"a {line.Verb} line takes one path, such as {line.Verb} {example}");
        return TryText(line[0], out var path) ? path : null;
    }

    public void UnknownDirective(ModLine line) =>
        errors.Add(
            line.Position,
            line.Verb == ")"
                ? "this closing parenthesis closes nothing; delete it"
                : $"go knows no directive {Quoted.Value(line.Verb)} here; correct its spelling or delete the line"
        );

    public void UnknownBlock(ModStatement block)
    {
        var words = new List<string>();
        foreach (var token in block.Tokens)
            words.Add(token.Text);
        errors.Add(
            block.Position,
            $"go knows no block of {Quoted.Value(string.Join(' ', words))} here; only some directives can "
                + $"stand in parentheses, and nothing but their word before them"
        );
    }

    /// <summary>The first paragraph that starts with "Deprecated:", without that.</summary>
    private static string? Deprecation(string comment)
    {
        const string Mark = "Deprecated:";
        var start = comment.StartsWith(Mark, StringComparison.Ordinal)
            ? 0
            : comment.IndexOf("\n\n" + Mark, StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += (start == 0 && comment[0] != '\n' ? 0 : 2) + Mark.Length;
        var end = comment.IndexOf("\n\n", start, StringComparison.Ordinal);
        var message = comment[start..(end < 0 ? comment.Length : end)].TrimStart(' ');
        return message.Length == 0 ? null : message;
    }

    private bool TryText(ModToken token, out string text)
    {
        text = token.Text;
        if (text.StartsWith('"'))
        {
            if (GoString.TryUnquote(token.Text, out text))
                return true;
            errors.Add(token.Position, $"{Quoted.Value(token.Text)} is no valid string; check its escapes");
            return false;
        }

        if (text.AsSpan().IndexOfAny("\"'`") < 0)
            return true;
        errors.Add(
            token.Position,
            $"{Quoted.Value(text)} holds a quote; leave quotes out, or put the whole into double quotes"
        );
        return false;
    }

    private T? Fail<T>(ModLine line, string message, T? result = null)
        where T : class
    {
        errors.Add(line.Position, message);
        return result;
    }

    private T? Fail<T>(ModToken token, string message)
        where T : class
    {
        errors.Add(token.Position, message);
        return null;
    }
}

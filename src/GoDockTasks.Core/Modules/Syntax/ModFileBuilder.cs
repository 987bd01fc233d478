using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>What reading go.mod and go.work have in common.</summary>
internal abstract class ModFileBuilder
{
    private readonly SyntaxErrors errors;

    protected ModFileBuilder(SyntaxErrors errors, bool acceptQueries)
    {
        this.errors = errors;
        Reader = new(errors, acceptQueries);
    }

    protected DirectiveReader Reader { get; }

    protected List<NewerDirective> Newer { get; } = [];

    protected void ReadStatements(string text)
    {
        var statements = new ModStatementReader(new ModLexer(MergeConflicts.Hide(text, errors), errors), errors);
        while (!errors.IsFull && statements.Next() is { } statement)
        {
            if (statement.Lines is not null)
                AddBlock(statement, statement.Lines);
            else if (!statement.IsInvalid)
                AddLine(new(statement.Tokens[0].Text, statement, null));
        }
    }

    /// <summary>Whether lines of this directive can stand in a block.</summary>
    protected abstract bool HasBlocks(string verb);

    /// <returns>False if there is no such directive.</returns>
    protected abstract bool TryAdd(ModLine line);

    protected static void Add<T>(List<T> directives, T? directive)
        where T : class
    {
        if (directive is not null)
            directives.Add(directive);
    }

    private void AddBlock(ModStatement block, List<ModStatement> lines)
    {
        if (block.IsInvalid)
            return;
        var verb = block.Tokens[0].Text;
        if (block.Tokens.Count > 1 || !HasBlocks(verb))
        {
            Reader.UnknownBlock(block);
            return;
        }

        AddNewer(verb, block.Position);
        foreach (var line in lines)
        {
            if (!line.IsInvalid && !errors.IsFull)
                AddLine(new(verb, line, block));
        }
    }

    private void AddLine(ModLine line)
    {
        var earlier = errors.Count;
        if (TryAdd(line))
            AddNewer(line.Verb, line.Position);
        else
            Reader.UnknownDirective(line);
        if (errors.Count > earlier && line.IsMergeMarker)
            errors.ReplaceFrom(
                earlier,
                line.Position,
                "a merge conflict is left over; keep what is right and delete the line"
            );
    }

    // cmd/vendor/golang.org/x/mod/modfile of the releases.
    private void AddNewer(string verb, TextPosition position)
    {
        var since = verb switch
        {
            "toolchain" => "1.21",
            "godebug" => "1.23",
            "tool" => "1.24",
            "ignore" => "1.25",
            _ => null,
        };
        if (since is null)
            return;
        foreach (var directive in Newer)
        {
            if (directive.Name == verb)
                return;
        }

        Newer.Add(new(verb, since, position));
    }
}

/// <summary>Collects the directives of a go.mod.</summary>
internal sealed class GoModBuilder(SyntaxErrors errors, bool acceptQueries) : ModFileBuilder(errors, acceptQueries)
{
    private readonly List<GodebugDirective> godebug = [];
    private readonly List<RequireDirective> require = [];
    private readonly List<ExcludeDirective> exclude = [];
    private readonly List<ReplaceDirective> replace = [];
    private readonly List<RetractDirective> retract = [];
    private readonly List<ToolDirective> tool = [];
    private readonly List<IgnoreDirective> ignore = [];
    private ModuleDirective? module;
    private GoDirective? go;
    private ToolchainDirective? toolchain;

    public GoModFile Read(string text, string path)
    {
        ReadStatements(text);
        return new(
            path,
            module,
            go,
            toolchain,
            [.. godebug],
            [.. require],
            [.. exclude],
            [.. replace],
            [.. retract],
            [.. tool],
            [.. ignore],
            [.. Newer]
        );
    }

    protected override bool HasBlocks(string verb) =>
        verb is "module" or "godebug" or "require" or "exclude" or "replace" or "retract" or "tool" or "ignore";

    protected override bool TryAdd(ModLine line)
    {
        switch (line.Verb)
        {
            case "module":
                module = Reader.Module(line, module);
                return true;
            case "go":
                go = Reader.Go(line, go);
                return true;
            case "toolchain":
                toolchain = Reader.Toolchain(line, toolchain);
                return true;
            default:
                return TryAddToList(line);
        }
    }

    private bool TryAddToList(ModLine line)
    {
        switch (line.Verb)
        {
            case "godebug":
                Add(godebug, Reader.Godebug(line));
                return true;
            case "require":
                Add(require, Reader.Require(line));
                return true;
            case "exclude":
                Add(exclude, Reader.Exclude(line));
                return true;
            case "replace":
                Add(replace, Reader.Replace(line));
                return true;
            case "retract":
                Add(retract, Reader.Retract(line));
                return true;
            case "tool":
                Add(
                    tool,
                    Reader.SinglePath(line, "example.com/m/cmd/x") is { } package ? new(package, line.Position) : null
                );
                return true;
            case "ignore":
                Add(ignore, Reader.SinglePath(line, "./folder") is { } folder ? new(folder, line.Position) : null);
                return true;
            default:
                return false;
        }
    }
}

/// <summary>Collects the directives of a go.work.</summary>
internal sealed class GoWorkBuilder(SyntaxErrors errors) : ModFileBuilder(errors, acceptQueries: false)
{
    private readonly List<GodebugDirective> godebug = [];
    private readonly List<UseDirective> use = [];
    private readonly List<ReplaceDirective> replace = [];
    private GoDirective? go;
    private ToolchainDirective? toolchain;

    public GoWorkFile Read(string text, string path)
    {
        ReadStatements(text);
        return new(path, go, toolchain, [.. godebug], [.. use], [.. replace], [.. Newer]);
    }

    protected override bool HasBlocks(string verb) => verb is "godebug" or "use" or "replace";

    protected override bool TryAdd(ModLine line)
    {
        switch (line.Verb)
        {
            case "go":
                go = Reader.Go(line, go);
                return true;
            case "toolchain":
                toolchain = Reader.Toolchain(line, toolchain);
                return true;
            case "godebug":
                Add(godebug, Reader.Godebug(line));
                return true;
            case "use":
                Add(use, Reader.SinglePath(line, "./folder") is { } folder ? new(folder, line.Position) : null);
                return true;
            case "replace":
                Add(replace, Reader.Replace(line));
                return true;
            default:
                return false;
        }
    }
}

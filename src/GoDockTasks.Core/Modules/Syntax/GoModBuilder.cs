namespace GoDockTasks.Core.Modules;

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

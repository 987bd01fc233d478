namespace GoDockTasks.Core.Modules;

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

using System.Collections.Immutable;

namespace GoDockTasks.Core.Modules;

/// <summary>A go.work, every directive in the order of the file, duplicates included.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="NewerDirectives">One for each directive newer than Go 1.19 that the file has.</param>
public sealed record GoWorkFile(
    string Path,
    GoDirective? Go,
    ToolchainDirective? Toolchain,
    ImmutableArray<GodebugDirective> Godebug,
    ImmutableArray<UseDirective> Use,
    ImmutableArray<ReplaceDirective> Replace,
    ImmutableArray<NewerDirective> NewerDirectives
)
{
    /// <summary>Reads what <c>go work edit -json</c> of the newest Go reads, and refuses what that refuses.</summary>
    /// <param name="text">Content of the file, a byte order mark included: go refuses it.</param>
    /// <param name="path">The file, for positions.</param>
    public static Parsed<GoWorkFile> Parse(string text, string path)
    {
        var errors = new SyntaxErrors(path);
        var file = new GoWorkBuilder(errors).Read(text, path);
        return new(file, errors.ToImmutable());
    }
}

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

/// <summary>Finds the go.work that applies in a folder (cmd/go/internal/modload's FindGoWork).</summary>
internal static class WorkspaceFinder
{
    /// <param name="folder">Absolute.</param>
    /// <param name="goWork">
    /// GOWORK: null, empty or <c>auto</c> to look in the folder and those above it, <c>off</c>, or a file.
    /// </param>
    /// <param name="goRoot">GOROOT, which the way up doesn't enter from below; null if it isn't known.</param>
    /// <returns>
    /// The file, absolute; null if none applies. A file that GOWORK names is given back even where there is none, and,
    /// as go refuses relative ones, as it is.
    /// </returns>
    public static string? Find(string folder, string? goWork, string? goRoot = null)
    {
        if (goWork == "off")
            return null;
        if (!string.IsNullOrEmpty(goWork) && goWork != "auto")
            return goWork;
        for (
            var candidate = Path.TrimEndingDirectorySeparator(folder);
            candidate is not null;
            candidate = Path.GetDirectoryName(candidate)
        )
        {
            if (goRoot is not null && candidate != folder && candidate == Path.TrimEndingDirectorySeparator(goRoot))
                return null;
            var file = Path.Combine(candidate, "go.work");
            if (File.Exists(file))
                return file;
        }

        return null;
    }
}

/// <summary>A module of a workspace.</summary>
/// <param name="Use">The line of go.work that names it.</param>
/// <param name="Folder">The module's folder, absolute.</param>
/// <param name="File">Its go.mod; null if it is missing or can't be read.</param>
internal sealed record WorkspaceMember(UseDirective Use, string Folder, Parsed<GoModFile>? File)
{
    /// <summary>Its go.mod as it is; null if it is missing or can't be read.</summary>
    internal string? Text { get; private init; }

    /// <summary>Reads the go.mod of each <c>use</c> line, in their order.</summary>
    /// <param name="read">The go.mod in a folder.</param>
    public static ImmutableArray<WorkspaceMember> ReadAll(GoWorkFile work, Func<string, ModuleFileText>? read = null)
    {
        var root = Path.GetDirectoryName(work.Path)!;
        var members = ImmutableArray.CreateBuilder<WorkspaceMember>(work.Use.Length);
        foreach (var use in work.Use)
        {
            // No path can hold a zero, but a quoted string can.
            var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(use.Path.Replace('\0', '\uFFFD'), root));
            var path = Path.Combine(folder, "go.mod");
            var text = (read?.Invoke(folder) ?? ModuleFileReader.Read(path, ModuleFileReader.MaxModBytes)).Text;
            members.Add(
                new(use, folder, text is null ? null : GoModFile.Parse(text, path, acceptQueries: true)) { Text = text }
            );
        }

        return members.MoveToImmutable();
    }
}

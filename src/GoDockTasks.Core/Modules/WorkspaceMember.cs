using System.Collections.Immutable;

namespace GoDockTasks.Core.Modules;

/// <summary>A module of a workspace.</summary>
/// <param name="Use">The line of go.work that names it.</param>
/// <param name="Folder">The module's folder, absolute.</param>
/// <param name="File">Its go.mod; null if it is missing or can't be read.</param>
public sealed record WorkspaceMember(UseDirective Use, string Folder, Parsed<GoModFile>? File)
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

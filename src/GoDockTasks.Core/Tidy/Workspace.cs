using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Layout;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tidy;

/// <summary>A go.work that applies to modules of the build, read once for all of them.</summary>
/// <param name="File">What it says.</param>
/// <param name="Members">Its modules.</param>
/// <param name="Diagnostics">What is wrong with it.</param>
internal sealed record Workspace(
    GoWorkFile File,
    ImmutableArray<WorkspaceMember> Members,
    ImmutableArray<Diagnostic> Diagnostics
)
{
    /// <summary>go.work as it is; null where it can't be read.</summary>
    public string? Text { get; private init; }

    /// <summary>go.work.sum: what its modules need beyond what their own go.sum files list.</summary>
    public GoSumFile ReadSums(SourceView view)
    {
        var path = File.Path + ".sum";
        var text = Path.IsPathFullyQualified(path) ? view.Text(path, ModuleFileReader.MaxSumBytes).Text : null;
        return GoSumFile.Parse(text ?? "", path).Value;
    }

    /// <summary>Reads the workspaces of the modules: null for a module without.</summary>
    public static Workspace?[] Of(string[] moduleDirectories, CheckedGo go, SourceView view)
    {
        var workspaces = new Workspace?[moduleDirectories.Length];
        Dictionary<string, Workspace>? read = null;
        for (var i = 0; i < workspaces.Length; i++)
        {
            if (
                WorkspaceFinder.Find(moduleDirectories[i], go.Settings["GOWORK"].Value, go.Toolchain?["GOROOT"])
                is not { } path
            )
                continue;
            read ??= new(StringComparer.Ordinal);
            if (!read.TryGetValue(path, out workspaces[i]))
                read[path] = workspaces[i] = Read(path, go, view);
        }

        return workspaces;
    }

    /// <summary>
    /// The member, other than that in <paramref name="directory"/>, whose module has the package or is the module; null
    /// for none.
    /// </summary>
    public WorkspaceMember? Provider(string directory, string packageOrModule)
    {
        foreach (var member in Members)
        {
            if (
                member.Folder != directory
                && member.File?.Value.Module?.Path is { } path
                && (packageOrModule == path || packageOrModule.StartsWith(path + "/", StringComparison.Ordinal))
            )
                return member;
        }

        return null;
    }

    private static Workspace Read(string path, CheckedGo go, SourceView view)
    {
        var text = Path.IsPathFullyQualified(path)
            ? view.Text(path, ModuleFileReader.MaxModBytes)
            : new(path, null, null);
        if (text.Text is null)
            return new(GoWorkFile.Parse("", path).Value, [], [text.Diagnostic ?? Missing(path, go)]);

        var work = GoWorkFile.Parse(text.Text, path);
        var members = WorkspaceMember.ReadAll(work.Value, folder => GoModule.At(folder, view).GoModFile);
        return new(
            work.Value,
            members,
            [
                .. work.Diagnostics,
                .. ModuleLayout.CheckWorkspace(work.Value, members),
                .. ModuleLayout.CheckReplacements(work.Value, members),
                .. go.Toolchain is null ? [] : ModuleLayout.CheckDirectives(work.Value, go.Toolchain.Version),
            ]
        )
        {
            Text = text.Text,
        };
    }

    private static Diagnostic Missing(string path, CheckedGo go) =>
        new(
            DiagnosticCatalogue.WorkspaceMember,
            go.Settings["GOWORK"].Location,
            $"GOWORK names '{path}', which "
                + $"{(Path.IsPathFullyQualified(path) ? "doesn't exist" : "isn't an absolute path")}; correct it, or "
                + $"`go env -u GOWORK`."
        );
}

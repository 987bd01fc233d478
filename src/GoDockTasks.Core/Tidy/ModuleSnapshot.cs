using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Layout;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tidy;

/// <summary>What can be known of a module without starting anything.</summary>
/// <param name="Files">Its go.mod and go.sum.</param>
/// <param name="Seen">What was found by looking.</param>
/// <param name="Checked">
/// The outcome, where `go mod tidy` needn't be asked: stored, or senseless to ask. Null where it has to be.
/// </param>
internal sealed record ModuleSnapshot(GoModule Files, ImmutableArray<Diagnostic> Seen, CheckedModule? Checked)
{
    /// <summary>Its Go files; null where nothing more is to be done with them.</summary>
    public ModuleContent? Content { get; private init; }

    /// <summary>The verdict's name in the store; null where it can't be stored.</summary>
    public string? Key { get; private init; }

    /// <summary>The workspace that it is a member of.</summary>
    public Workspace? Workspace { get; private init; }

    /// <summary>See <see cref="CheckedModule.State"/>.</summary>
    public string State { get; private init; } = "";

    /// <summary>The <see cref="State"/> of a module now.</summary>
    public static string StateOf(string directory, Workspace? workspace, CheckedGo go, SourceView view)
    {
        var files = GoModule.At(directory, view);
        return StateOf(files, files.AreUnusable ? null : ReadContent(files, workspace, view), workspace, go);
    }

    /// <summary>Reads and looks.</summary>
    public static ModuleSnapshot Of(
        string directory,
        Workspace? workspace,
        CheckedGo go,
        ModuleCheckRequest request,
        VerdictStore? store,
        SourceView view
    )
    {
        var files = GoModule.At(directory, view);
        if (files.AreUnusable)
            return Done(files, ModuleVerdict.Failed, files.Diagnostics) with
            {
                State = StateOf(files, null, workspace, go),
            };

        var content = ReadContent(files, workspace, view);
        return Of(files, content, workspace, go, request, store) with
        {
            State = StateOf(files, content, workspace, go),
        };
    }

    private static ModuleSnapshot Of(
        GoModule files,
        ModuleContent content,
        Workspace? workspace,
        CheckedGo go,
        ModuleCheckRequest request,
        VerdictStore? store
    )
    {
        var seen = files
            .Diagnostics.AddRange(content.Diagnostics)
            .AddRange(StaticModuleChecks.Check(files, content, workspace, go, request));
        if (go.Toolchain is not { } toolchain)
            return Done(files, ModuleVerdict.NotChecked, seen);
        if (ToolchainRequirement.Check(files.GoMod, toolchain.Version, go.Settings["GOTOOLCHAIN"].Value) is { } tooOld)
            return Done(
                files,
                tooOld.Severity == DiagnosticSeverity.Error ? ModuleVerdict.Failed : ModuleVerdict.NotChecked,
                seen.Add(tooOld)
            );
        if (content.Digest is null || HasFatal(seen))
            return Done(files, ModuleVerdict.Failed, seen);

        var key = go.IsShim ? null : VerdictKey.Of(content.Digest, toolchain, go.Settings);
        if (key is not null && store?.Find(key) is { } remarks)
            return Done(files, ModuleVerdict.Tidy, seen, remarks);
        if (request.OnlyFromStore)
            return Done(files, ModuleVerdict.NotChecked, seen.Add(NotUpToDate(files)));
        return new(files, seen, null)
        {
            Content = content,
            Key = key,
            Workspace = workspace,
        };
    }

    private static ModuleContent ReadContent(GoModule files, Workspace? workspace, SourceView view) =>
        ModuleContent.Read(files, view, LocalPackages.Of(files.GoMod, files.Directory, workspace?.Members ?? []));

    private static string StateOf(GoModule files, ModuleContent? content, Workspace? workspace, CheckedGo go)
    {
        using var digest = new ContentHash();
        digest.Add("go.mod", files.GoModText);
        digest.Add("go.sum", files.GoSumHash);
        digest.Add("modules.txt", files.VendorText);
        digest.Add("content", content?.Digest);
        digest.Add("go.work", workspace?.Text);
        foreach (var member in workspace?.Members ?? [])
            digest.Add("member", member.Text);
        foreach (var (package, _) in content?.MissingPackages(files.GoMod, go) ?? [])
            digest.Add("missing", $"{package.Package} {package.Kind}");
        return digest.Finish();
    }

    private static bool HasFatal(ImmutableArray<Diagnostic> seen)
    {
        foreach (var diagnostic in seen)
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Descriptor.StopsTidy)
                return true;
        }

        return false;
    }

    private static Diagnostic NotUpToDate(GoModule files) =>
        new(
            DiagnosticCatalogue.NotChecked,
            new(files.GoModPath),
            "Not up to date: this module wasn't checked since it changed; build without -question."
        )
        {
            Severity = DiagnosticSeverity.Error,
        };

    private static ModuleSnapshot Done(
        GoModule files,
        ModuleVerdict verdict,
        ImmutableArray<Diagnostic> seen,
        string[]? remarks = null
    ) => new(files, seen, new(files.Directory, verdict, seen, [.. remarks ?? []], files.GoMod));
}

/// <summary>The name of a verdict: a hash over everything that it depends on.</summary>
internal static class VerdictKey
{
    // The settings that can change what a successful `go mod tidy` writes. Proxies and checksum settings can't: they
    // decide whether a module arrives, and go.sum says what it must be.
    private static readonly string[] KeyVariables = ["GOTOOLCHAIN", "GOFLAGS", "GO111MODULE", "GOEXPERIMENT"];

    /// <summary>The key, or null where the verdict also depends on something that isn't looked at here.</summary>
    /// <param name="digest">The module's content, from <see cref="ModuleContent"/>.</param>
    public static string? Of(string digest, GoToolchain toolchain, GoSettings settings)
    {
        // An overlay brings in files from anywhere, a toolchain from PATH may be any.
        if (
            settings["GOFLAGS"].Value.Contains("-overlay", StringComparison.Ordinal)
            || settings["GOTOOLCHAIN"].Value.Contains("path", StringComparison.Ordinal)
        )
            return null;

        using var hash = new ContentHash();
        hash.Add("content", digest);
        hash.Add("toolchain", toolchain["GOVERSION"]);
        foreach (var name in KeyVariables)
            hash.Add(name, settings[name].Value);
        return hash.Finish();
    }
}

/// <summary>A module and what was found.</summary>
/// <param name="Directory">Absolute path of its folder.</param>
/// <param name="Verdict">Whether it is tidy.</param>
/// <param name="Diagnostics">What to tell the user.</param>
/// <param name="Remarks">What go itself remarked while it succeeded.</param>
/// <param name="GoMod">What go.mod says; empty where it couldn't be read.</param>
public sealed record CheckedModule(
    string Directory,
    ModuleVerdict Verdict,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> Remarks,
    GoModFile GoMod
)
{
    /// <summary>A hash over what was looked at; empty where nothing was.</summary>
    internal string State { get; init; } = "";
}

/// <summary>What became of a module's check.</summary>
public enum ModuleVerdict
{
    /// <summary>`go mod tidy` would change nothing.</summary>
    Tidy,

    /// <summary>It would change go.mod or go.sum.</summary>
    Untidy,

    /// <summary>It can't succeed: the module itself, the toolchain or the settings are wrong.</summary>
    Failed,

    /// <summary>Nobody knows: no Go, no network, or something that tidy can't see.</summary>
    NotChecked,
}

/// <summary>What is wrong with a module by the looks of it, in every build and without any program.</summary>
internal static class StaticModuleChecks
{
    public static ImmutableArray<Diagnostic> Check(
        GoModule files,
        ModuleContent content,
        Workspace? workspace,
        CheckedGo go,
        ModuleCheckRequest request
    )
    {
        var module = files.GoMod;
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        diagnostics.AddRange(ModuleLayout.CheckMainModule(module));
        if (go.Toolchain is not null)
            diagnostics.AddRange(ModuleLayout.CheckDirectives(module, go.Toolchain.Version));
        Add(ToolchainRequirement.CheckForm(module, request.Go.Version));
        diagnostics.AddRange(ModuleLayout.CheckGoPath(module, go.GoPath));
        if (workspace is null)
            diagnostics.AddRange(
                ModuleLayout.CheckTemporaryFolder(module, Path.TrimEndingDirectorySeparator(request.TemporaryDirectory))
            );
        diagnostics.AddRange(ModuleLayout.CheckReplacements(module, files.IsVendored));
        diagnostics.AddRange(
            ModuleLayout.CheckGoSum(module, files.HasGoSum, files.IsVendored, workspace?.Members ?? [])
        );
        diagnostics.AddRange(CheckVendor(files, content, workspace, go));
        if (workspace is not null)
        {
            diagnostics.AddRange(ModuleLayout.CheckMembership(module, workspace.File, workspace.Members));
            Add(
                GoFlagsCheck.CheckWorkspace(
                    go.Settings["GOFLAGS"].Value,
                    go.Settings["GOFLAGS"].Location,
                    workspace.File.Path
                )
            );
        }

        if (!content.WorldWritable.IsEmpty)
            diagnostics.AddRange(ModuleLayout.CheckPermissions(module, content.WorldWritable));
        diagnostics.AddRange(go.PrivateNames.Check(module));
        foreach (var (package, import) in content.MissingPackages(module, go))
        {
            // A module of its own may have been published: tidy knows. And what is to be mended may be mended by it.
            if (package.Kind != MissingPackageKind.NestedModule && !request.Fix)
                diagnostics.Add(new(DiagnosticCatalogue.PackageNotFound, import, package.Describe(content.Sources)));
        }

        return diagnostics.ToImmutable();

        void Add(Diagnostic? diagnostic)
        {
            if (diagnostic is not null)
                diagnostics.Add(diagnostic);
        }
    }

    // GDT1010, unless go doesn't look into the module's vendor folder, or not with this go.mod.
    private static ImmutableArray<Diagnostic> CheckVendor(
        GoModule files,
        ModuleContent content,
        Workspace? workspace,
        CheckedGo go
    )
    {
        var goFlags = go.Settings["GOFLAGS"].Value;
        if (
            !files.IsVendored
            || workspace is not null
            || GoFlagsCheck.Mod(goFlags) is not (null or "vendor")
            || goFlags.Contains("-overlay", StringComparison.Ordinal)
            || goFlags.Contains("-modfile", StringComparison.Ordinal)
        )
            return [];
        if (files.GoMod.HasQueries)
            return [];
        var contradictions = ModuleLayout.CheckVendor(files.GoMod, files.Vendored);
        if (!contradictions.IsEmpty || files.Vendored is not { } vendored)
            return contradictions;
        using var digest = new ContentHash();
        digest.Add("go.mod", files.GoModText);
        digest.Add("modules.txt", files.VendorText);
        var missing = ImmutableArray<Diagnostic>.Empty;
        content.View.Derive(files.Directory, "vendor has what is imported", digest.Finish(), _ =>
            (missing = ModuleLayout.CheckVendoredImports(files.GoMod, vendored, content.Sources)).IsEmpty ? [] : null
        );
        return missing;
    }
}

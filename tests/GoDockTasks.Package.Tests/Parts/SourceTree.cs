using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>
/// A repository of a user's, in a folder with all that paths may hold, on a machine of its own: no GO* variable, CI
/// marker or verdict store but those that the test puts there, and no network (GOPROXY=off).
/// </summary>
internal sealed class SourceTree : IDisposable
{
    private readonly TemporaryFolder folder = new("go dock @'测试'");
    private ImmutableArray<string> launcher = [];
    private int builds;

    public SourceTree()
    {
        Directory.CreateDirectory(Root);
        Environment = Sdk.Environment();
        TestSession.Compiler.Serve(Environment);
        foreach (
            var (name, value) in RealGo
                .Environment(TestSession.Folder)
                .Where(variable => variable.Key.StartsWith("GO", StringComparison.Ordinal))
        )
            Environment[name] = value;
        Environment["GOCACHE"] = RealGo.Get().BuildCache;
        Environment["NUGET_PACKAGES"] = TestSession.Package.PackagesFolder;
        Environment["GoDockCacheDir"] = CacheFolder;
        Environment["PATH"] =
            System.IO.Path.GetDirectoryName(RealGo.Get().Executable)
            + System.IO.Path.PathSeparator
            + Environment["PATH"];
    }

    /// <summary>The tree; what a build needs beside it lies outside.</summary>
    public string Root => folder.Path("tree");

    /// <summary>GoDockCacheDir, unless the test changes that.</summary>
    public string CacheFolder => folder.Path("verdicts");

    public Dictionary<string, string> Environment { get; }

    /// <summary>Absolute path of something in the tree.</summary>
    public string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>Absolute path of something beside the tree.</summary>
    public string Beside(string relative) => folder.Path(relative);

    /// <summary>Writes a file of the tree, with its folders.</summary>
    public string Write(string relative, string content) => folder.Write("tree/" + relative, content);

    /// <summary>Writes the files of a Go module into a folder of the tree.</summary>
    public void Add(string relative, GoModule module)
    {
        foreach (var (name, content) in module.Files)
            Write($"{relative}/{name}", content);
    }

    /// <summary>Writes a project, restored.</summary>
    public async Task AddAsync(string relative, DotnetProject project) =>
        await RestoredProject.CopyToAsync(Write(relative, project.ToString()), project);

    /// <summary>`dotnet build` of a project or solution of the tree, without restoring.</summary>
    public Task<BuildResult> BuildAsync(string what, params ImmutableArray<string> arguments) =>
        RunAsync(["build", Path(what), "--no-restore", .. arguments]);

    /// <summary>Only the check, as `dotnet build -t:GoModTidyCheck` does it.</summary>
    public Task<BuildResult> CheckAsync(string what, params ImmutableArray<string> arguments) =>
        BuildAsync(what, ["-t:GoModTidyCheck", .. arguments]);

    /// <summary>Sets a file's mode, where the system has such.</summary>
    [SuppressMessage("Interoperability", "CA1416", Justification = "File modes are for systems that have them")]
    public void SetMode(string relative, UnixFileMode mode) => File.SetUnixFileMode(Path(relative), mode);

    /// <summary>
    /// From now on builds run as a user for whom file modes count, which they don't for root: the one with the highest
    /// number, who owns nothing.
    /// </summary>
    [SuppressMessage("Interoperability", "CA1416", Justification = "File modes are for systems that have them")]
    public void BecomeOrdinaryUser()
    {
        if (System.Environment.IsPrivilegedProcess)
            launcher = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
        Environment["HOME"] = folder.Path("home");
        // The server's pipe is for who started it.
        Environment["UseSharedCompilation"] = "false";
        Environment["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1";
        Directory.CreateDirectory(Environment["HOME"]);
        // The store of verdicts is made by that user: one that everybody may write to isn't believed.
        foreach (
            var path in (string[])
                [
                    folder.Root,
                    Environment["HOME"],
                    .. Directory.GetDirectories(Root, "obj", SearchOption.AllDirectories),
                ]
        )
            File.SetUnixFileMode(path, (UnixFileMode)0b111_111_111);
    }

    /// <summary>Any dotnet command that takes MSBuild's switches, run in the tree, with a binary log.</summary>
    public async Task<BuildResult> RunAsync(
        ImmutableArray<string> arguments,
        CancellationToken cancellationToken = default
    )
    {
        var log = folder.Path(
            string.Create(CultureInfo.InvariantCulture, $"build-{Interlocked.Increment(ref builds)}.binlog")
        );
        ProcessOutcome process = await Sdk.RunAsync(
            Root,
            Environment,
            [.. launcher, Sdk.Executable, .. arguments, "-nologo", "-nr:false", "-tl:off", "-bl:" + log],
            cancellationToken
        );
        return new BinaryLog(Root).Read(process, log);
    }

    public void Dispose() => folder.Dispose();
}

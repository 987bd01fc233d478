using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sbom;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tests.Building;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Sbom;

/// <summary>Go programs that real Go built of modules of every kind, and documents about them.</summary>
internal sealed class ListedFolder(string goVersion = RealGo.Newest) : IDisposable
{
    private readonly List<ProgramFile> programs = [];

    public BuiltFolder Built { get; } = new(goVersion);

    /// <summary>The app that ships them, or none.</summary>
    public SbomApp? App { get; set; }

    /// <summary>
    /// `orders` is linked of a required module, of one that a fork replaces, of one that a folder replaces, and of one
    /// that those bring along; it requires one more that isn't linked.
    /// </summary>
    public ListedFolder WithOrders()
    {
        var store = new ModuleStore(Built.Folder.Path("store"))
            .Add("example.com/Log", "v1.0.0", ("log.go", "package log\n\nconst Name = \"log\"\n"))
            .Add("example.com/old", "v1.2.0", ("old.go", "package old\n\nconst Name = \"old\"\n"))
            .Add("example.com/unused", "v1.0.0", ("unused.go", "package unused\n\nconst Name = \"unused\"\n"))
            .Add("example.com/near", "v0.1.0", ("near.go", "package near\n\nconst Name = \"near\"\n"))
            .Add(
                "example.com/fork",
                "v1.3.0",
                ("go.mod", "module example.com/old\n\ngo 1.19\n\nrequire example.com/deep v0.0.1\n"),
                ("old.go", "package old\n\nimport \"example.com/deep\"\n\nconst Name = deep.Name\n")
            )
            .Add("example.com/deep", "v0.0.1", ("deep.go", "package deep\n\nconst Name = \"deep\"\n"));
        Built.Environment["GOPROXY"] = store.Url;
        Built
            .With("near/go.mod", "module example.com/near\n\ngo 1.19\n")
            .With("near/near.go", "package near\n\nconst Name = \"nearer\"\n")
            .With(
                "orders/go.mod",
                "module example.com/orders\n\ngo 1.19\n\nrequire (\n\texample.com/Log v1.0.0\n"
                    + "\texample.com/near v0.1.0\n\texample.com/old v1.2.0\n\texample.com/unused v1.0.0\n)\n\n"
                    + "replace example.com/old => example.com/fork v1.3.0\n\n"
                    + "replace example.com/near => ../near\n"
            )
            .With(
                "orders/main.go",
                "package main\n\nimport (\n\t\"example.com/Log\"\n\t\"example.com/near\"\n\t\"example.com/old\"\n)\n\n"
                    + "func main() { println(log.Name, near.Name, old.Name) }\n"
            )
            .With("orders/only_test.go", "package main\n\nimport _ \"example.com/unused\"\n");
        return this;
    }

    public Task GoAsync(params string[] arguments) => RunGoAsync("orders", arguments);

    private async Task<string> RunGoAsync(string folder, params string[] arguments)
    {
        var outcome = await Built.Go.RunAsync(Built.Folder.Path(folder), Built.Environment, arguments);
        Assert.IsTrue(outcome.Succeeded, outcome.StandardError);
        return outcome.StandardOutput;
    }

    public async Task GitAsync(string arguments)
    {
        Built.Environment["HOME"] = Built.Folder.Root;
        var outcome = await new ProcessRunner().RunAsync(
            new(
                ProgramSearch.Find("git", Built.Environment)!,
                [.. arguments.Split(' ')],
                Built.Folder.Root,
                Built.Environment,
                TimeSpan.FromMinutes(1)
            ),
            CancellationToken.None
        );
        Assert.IsTrue(outcome.Succeeded, outcome.StandardError);
    }

    /// <summary>Builds a sidecar.</summary>
    /// <returns>Its binary.</returns>
    public async Task<string> BuildAsync(Sidecar sidecar)
    {
        var report = await Built.BuildAsync(sidecar);
        Assert.IsEmpty(report.Diagnostics.Select(diagnostic => diagnostic.Message + diagnostic.Detail));
        return Add(sidecar, report.Programs.Single().Path);
    }

    /// <summary>Takes a binary of somebody else's.</summary>
    public string Add(Sidecar sidecar, string binary)
    {
        programs.RemoveAll(program => program.Path == binary);
        programs.Add(new(new(sidecar, "."), binary));
        return binary;
    }

    public async Task<(ImmutableArray<GeneratedSbom> Documents, ImmutableArray<Diagnostic> Diagnostics)> ListAsync() =>
        await new SbomGenerator(
            new(
                Built,
                new()
                {
                    Programs = [.. programs.Select(program => program.Program)],
                    ProjectFile = Built.Request.ProjectFile,
                    Settings = GoSettingsReader.Read(
                        Built.Environment,
                        Built.Request.ProjectFile,
                        GoProperties.None,
                        toolchain: null
                    ),
                    GeneratorVersion = "1.0.0",
                    Timeout = TimeSpan.FromMinutes(1),
                }
            ),
            SbomFormat.All,
            "1.0.0"
        )
        {
            App = App,
        }.RunAsync([.. programs], CancellationToken.None);

    /// <summary>Makes the documents of all programs, and reads the one with that name.</summary>
    public async Task<JsonObject> ReadAsync(string name)
    {
        var (documents, diagnostics) = await ListAsync();
        Assert.IsEmpty(diagnostics.Select(diagnostic => diagnostic.Message));
        var document = documents.Single(document => Path.GetFileName(document.Path) == name);
        return JsonNode.Parse(await File.ReadAllBytesAsync(document.Path))!.AsObject();
    }

    /// <summary>
    /// Modules as `go version -m` lists them: PATH VERSION HASH, the replacement in the place of the replaced.
    /// </summary>
    public async Task<string[]> LinkedAsync(string binary)
    {
        var linked = new List<string>();
        foreach (var line in (await RunGoAsync(".", "version", "-m", binary)).Split('\n'))
        {
            switch (line.Split('\t', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                // A member of the workspace.
                case ["dep", var path, "(devel)", ..]:
                    linked.Add(path);
                    break;
                case ["dep", .. var module]:
                    linked.Add(string.Join(' ', module));
                    break;
                case ["=>", var folder, .. var rest] when rest is [] or ["(devel)", ..]:
                    linked[^1] = $"{linked[^1].Split(' ')[0]} from {folder}";
                    break;
                case ["=>", .. var module]:
                    linked[^1] = string.Join(' ', module);
                    break;
            }
        }

        return [.. linked.Order(StringComparer.Ordinal)];
    }

    public void Dispose() => Built.Dispose();
}

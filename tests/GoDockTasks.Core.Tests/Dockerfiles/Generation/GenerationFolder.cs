using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Tests.Dockerfiles.Generation;

/// <summary>A tree with a project, app/app.csproj, and Go modules for which Dockerfiles are made.</summary>
internal sealed class GenerationFolder : IDisposable
{
    public const string Program = "package main\n\nfunc main() {}\n";

    private readonly TemporaryFolder folder;

    public GenerationFolder(string name = "godock tests")
    {
        folder = new(name);
        ProjectFile = Write("app/app.csproj", "<Project />\n");
    }

    public string ProjectFile { get; }

    public string Root => folder.Root;

    public string Path(string relative) => folder.Path(relative);

    public string Write(string relative, string content) => folder.Write(relative, content);

    /// <summary>A module that needs nothing: go.mod and a main package.</summary>
    public GenerationFolder Module(
        string path,
        string goMod = "module example.com/service\n\ngo 1.27\n",
        string main = "main.go"
    )
    {
        Write($"{path}/go.mod", goMod);
        Write($"{path}/{main}", Program);
        return this;
    }

    /// <summary>A library in a folder.</summary>
    public GenerationFolder Library(string path, string name, string go = "1.27")
    {
        Write($"{path}/go.mod", $"module {name}\n\ngo {go}\n");
        Write($"{path}/library.go", "package library\n");
        return this;
    }

    /// <summary>Items of the project: a path from the tree's root and metadata each.</summary>
    public GenerationRequest Request(params (string Path, string[] Metadata)[] items)
    {
        var read = SidecarReader.Read(
            items.Select(item => Item(item.Path, item.Metadata)),
            System.IO.Path.GetDirectoryName(ProjectFile)!
        );
        Assert.IsEmpty(read.Diagnostics.Select(diagnostic => diagnostic.Message));
        return new()
        {
            Sidecars = read.Sidecars,
            ProjectFile = ProjectFile,
            Version = "1.2.3",
        };
    }

    public GenerationRequest Request(string path, params string[] metadata) => Request((path, metadata));

    /// <summary>
    /// Makes the files of one sidecar, without writing them; each <paramref name="metadata"/> is <c>Name=value</c>.
    /// </summary>
    public Generated Generate(string path, params string[] metadata) => Generate(Request(path, metadata));

    public Generated Generate(GenerationRequest request) => new(Root, DockerfileGenerator.Generate(request));

    public void Dispose() => folder.Dispose();

    private SidecarItem Item(string path, string[] metadata) =>
        new(
            "../" + path,
            metadata
                .Select(each => each.Split('=', 2))
                .ToDictionary(each => each[0], each => each[1], StringComparer.OrdinalIgnoreCase),
            "",
            ProjectFile
        );
}

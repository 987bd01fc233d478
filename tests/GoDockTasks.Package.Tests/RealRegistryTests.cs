using GoDockTasks.Core.Images;

namespace GoDockTasks.Package.Tests;

/// <summary>
/// `dotnet build -t:UpdateBaseImages` with the real docker, crane and skopeo, which ask a real registry.
/// </summary>
[TestClass]
[NeedsDocker]
public sealed class RealRegistryTests
{
    private const string Project = "src/Shop/Shop.csproj";
    private const string LockFile = "src/Shop/godock.lock.json";

    [TestMethod]
    [DataRow("docker")]
    [DataRow("crane")]
    [DataRow("skopeo")]
    public async Task Each_tool_alone_finds_the_digest_of_the_index_and_of_an_image_for_another_platform(string tool)
    {
        await using var registry = await Registry.StartAsync();
        var index = await registry.PushIndexAsync("library/golang", "1.27", "first");
        var manifest = await registry.PushManifestAsync("distroless/static", "latest", "first");
        using var tree = await TreeAsync(
            registry,
            $"BuilderImage=\"{registry.Host}/library/golang:1.27\" RuntimeImage=\"{registry.Host}/distroless/static\"",
            tool
        );

        (await UpdateAsync(tree)).ShouldSucceed();

        var images = Read(tree);
        Assert.AreEqual(await registry.DigestAsync("library/golang", "1.27"), index);
        Assert.AreEqual(
            (index, manifest),
            (
                images.GetValueOrDefault($"{registry.Host}/library/golang:1.27"),
                images.GetValueOrDefault($"{registry.Host}/distroless/static:latest")
            )
        );
        Assert.HasCount(2, images);
    }

    [TestMethod]
    public async Task A_moved_tag_changes_its_entry_and_a_tag_that_is_gone_changes_nothing()
    {
        await using var registry = await Registry.StartAsync();
        var first = await registry.PushIndexAsync("golang", "1.27", "first");
        using var tree = await TreeAsync(
            registry,
            $"BuilderImage=\"{registry.Host}/golang:1.27\" RuntimeImage=\"scratch\"",
            "docker",
            "crane",
            "skopeo"
        );
        (await UpdateAsync(tree)).ShouldSucceed();
        var before = Read(tree);

        var second = await registry.PushIndexAsync("golang", "1.27", "second");
        var moved = (await UpdateAsync(tree)).ShouldSucceed();
        var after = Read(tree);

        Assert.AreEqual((first, second), (before.Values.Single(), after.Values.Single()));
        Assert.HasCount(
            1,
            moved.Messages.Where(message =>
                message.Contains(first, StringComparison.Ordinal) && message.Contains(second, StringComparison.Ordinal)
            )
        );

        tree.Write(
            Project,
            ProjectWith($"BuilderImage=\"{registry.Host}/golang:1.27\" RuntimeImage=\"{registry.Host}/golang:none\"")
                .ToString()
        );
        var sources = TreeSnapshot.Take(tree.Root);
        var gone = (await UpdateAsync(tree)).ShouldFail();

        Assert.AreSequenceEqual(["GDT4001"], gone.Diagnostics.Select(diagnostic => diagnostic.Code));
        foreach (var tool in new[] { "docker: ", "crane: ", "skopeo: " })
            Assert.Contains(tool, gone.Diagnostics[0].Message);
        Assert.AreSequenceEqual(sources, TreeSnapshot.Take(tree.Root));
    }

    private static async Task<SourceTree> TreeAsync(Registry registry, string metadata, params string[] tools)
    {
        var tree = new SourceTree();
        RealImageTools.Put(tree, registry, tools);
        tree.Add("sidecars/orders", GoModule.Tidy);
        await tree.AddAsync(Project, ProjectWith(metadata));
        return tree;
    }

    private static DotnetProject ProjectWith(string metadata) =>
        new()
        {
            BuildsSidecars = true,
            Xml = $"  <ItemGroup><GoSidecar Include=\"../../sidecars/orders\" {metadata} /></ItemGroup>",
        };

    private static Task<BuildResult> UpdateAsync(SourceTree tree) => tree.BuildAsync(Project, "-t:UpdateBaseImages");

    private static IReadOnlyDictionary<string, string> Read(SourceTree tree)
    {
        var read = DigestLockFile.Read(tree.Path(LockFile));
        Assert.IsEmpty(read.Diagnostics);
        return read.Lock.Images;
    }
}

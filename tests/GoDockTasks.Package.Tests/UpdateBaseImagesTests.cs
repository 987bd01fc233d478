namespace GoDockTasks.Package.Tests;

/// <summary>`dotnet build -t:UpdateBaseImages` with tools that misbehave, or answer what the test says.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class UpdateBaseImagesTests
{
    private const string One = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
    private const string Two = "sha256:2222222222222222222222222222222222222222222222222222222222222222";
    private const string Project = "src/Shop/Shop.csproj";
    private const string LockFile = "src/Shop/godock.lock.json";

    // golang:1.27 has one digest, everything else another.
    private const string Answering = $"case $2 in */golang:1.27) echo {Two};; *) echo {One};; esac";

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task Digests_are_written_beside_the_project_and_returned()
    {
        using var tree = await TreeAsync(
            "BuilderImage=\"golang:1.27\" RuntimeImage=\"gcr.io/distroless/static-debian12:nonroot\"",
            ("crane", Answering)
        );
        tree.Write(LockFile, Lock(("alpine:3", One), ("golang:1.27", One)));

        var update = (await UpdateAsync(tree, "-getTargetResult:UpdateBaseImages")).ShouldSucceed();

        Assert.AreEqual(
            Lock(("gcr.io/distroless/static-debian12:nonroot", One), ("golang:1.27", Two)),
            await File.ReadAllTextAsync(tree.Path(LockFile))
        );
        Assert.Contains("\"Identity\": \"golang:1.27\"", update.Console);
        Assert.Contains($"\"Digest\": \"{Two}\"", update.Console);
        Assert.IsEmpty(update.Found);
        foreach (var image in new[] { "alpine:3 ", "gcr.io/distroless/static-debian12:nonroot ", "golang:1.27 " })
            Assert.HasCount(
                1,
                update.Messages.Where(message => message.StartsWith(image, StringComparison.Ordinal)),
                image
            );
    }

    [TestMethod]
    public async Task Images_that_nobody_chose_are_looked_up_too_and_generated_Dockerfiles_have_their_digests()
    {
        using var tree = await TreeAsync("", ("crane", Answering));

        (await UpdateAsync(tree)).ShouldSucceed();
        var generated = (await tree.BuildAsync(Project, "-t:GenerateDockerfile")).ShouldSucceed();

        Assert.AreEqual(
            Lock(("gcr.io/distroless/static-debian12:nonroot", One), ("golang:1.27-bookworm", One)),
            await File.ReadAllTextAsync(tree.Path(LockFile))
        );
        var dockerfile = await File.ReadAllTextAsync(tree.Path("sidecars/orders/Dockerfile"));
        Assert.Contains($"golang:1.27-bookworm@{One}", dockerfile);
        Assert.Contains($"gcr.io/distroless/static-debian12:nonroot@{One}", dockerfile);
        Assert.IsEmpty(generated.Found);
    }

    [TestMethod]
    public async Task A_second_update_writes_nothing_and_a_build_asks_nobody()
    {
        using var tree = await TreeAsync("BuilderImage=\"golang:1.27\" RuntimeImage=\"scratch\"", ("crane", Answering));
        (await UpdateAsync(tree)).ShouldSucceed();
        var before = TreeSnapshot.Take(tree.Root);

        (await UpdateAsync(tree)).ShouldSucceed();
        var build = (await tree.BuildAsync(Project)).ShouldSucceed();

        Assert.AreSequenceEqual(before, TreeSnapshot.Take(tree.Root));
        Assert.DoesNotContain("Shop:UpdateBaseImages", build.Tasks);
    }

    [TestMethod]
    public async Task Tools_that_print_garbage_or_too_much_or_fail_leave_the_lock_file_as_it_was()
    {
        using var tree = await TreeAsync(
            "RuntimeImage=\"scratch\" BuilderImage=\"golang:1.27\"",
            ("docker", "head -c 100000000 /dev/zero | tr '\\0' x"),
            ("crane", "echo '<html>Sign in</html>'"),
            ("skopeo", "head -c 100000000 /dev/zero | tr '\\0' y >&2; echo 'no such host' >&2; exit 1")
        );
        tree.Write(LockFile, Lock(("golang:1.27", One)) + "   ");
        var before = TreeSnapshot.Take(tree.Root);

        var update = (await UpdateAsync(tree, "-v:diag")).ShouldFail();

        Assert.AreSequenceEqual([$"error GDT4001 {Project}({new DotnetProject().FirstLineOfXml},80)"], update.Found);
        Assert.IsLessThan(1000, update.Diagnostics[0].Message.Length);
        Assert.IsLessThan(2 * 1024 * 1024, update.Console.Length);
        Assert.AreSequenceEqual(before, TreeSnapshot.Take(tree.Root));
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public async Task A_tool_that_hangs_is_ended_and_the_next_one_is_asked()
    {
        using var docker = new HangingGo();
        using var tree = await TreeAsync(
            "BuilderImage=\"golang:1.27\" RuntimeImage=\"scratch\"",
            ("docker", docker.Script),
            ("crane", Answering)
        );

        var updating = UpdateAsync(tree, "-p:GoDockTimeoutSeconds=2");
        using var run = await docker.StartedAsync(TestContext.CancellationToken);
        (await updating).ShouldSucceed();
        await run.EndedAsync(TestContext.CancellationToken);

        Assert.AreEqual(Lock(("golang:1.27", Two)), await File.ReadAllTextAsync(tree.Path(LockFile)));
    }

    [TestMethod]
    public async Task A_reference_that_is_none_and_a_lock_file_that_is_none_are_said_at_their_place()
    {
        using var tree = await TreeAsync("BuilderImage=\"Golang:1.27\" RuntimeImage=\"scratch\"", ("crane", Answering));
        tree.Write(LockFile, "{\n  \"version\": 1,\n<<<<<<< HEAD\n");

        var reference = (await UpdateAsync(tree)).ShouldFail();
        tree.Write(Project, ProjectWith("BuilderImage=\"golang:1.27\" RuntimeImage=\"scratch\"").ToString());
        var lockFile = (await UpdateAsync(tree)).ShouldFail();

        Assert.AreSequenceEqual([$"error GDT0003 {Project}({new DotnetProject().FirstLineOfXml},57)"], reference.Found);
        Assert.AreSequenceEqual([$"error GDT4002 {LockFile}(3,1)"], lockFile.Found);
        Assert.IsEmpty(reference.GoCommands.Concat(lockFile.GoCommands));
    }

    [TestMethod]
    public async Task One_lock_file_for_several_projects_holds_the_images_of_all()
    {
        using var tree = await TreeAsync("BuilderImage=\"golang:1.27\" RuntimeImage=\"scratch\"", ("crane", Answering));
        await tree.AddAsync(
            "src/Admin/Admin.csproj",
            new()
            {
                BuildsSidecars = true,
                IsMultiTargeted = true,
                Xml = Sidecar("BuilderImage=\"golang:1.26\" RuntimeImage=\"scratch\""),
            }
        );
        await tree.AddAsync("src/Plain/Plain.csproj", new());
        tree.Write(
            "Directory.Build.props",
            "<Project><PropertyGroup><GoDockLockFile>$(MSBuildThisFileDirectory)images.json</GoDockLockFile></PropertyGroup></Project>"
        );
        tree.Write("Shop.slnx", Solution.Slnx(Project, "src/Admin/Admin.csproj", "src/Plain/Plain.csproj"));

        var update = (await tree.BuildAsync("Shop.slnx", "-t:UpdateBaseImages", "-m")).ShouldSucceed();

        Assert.AreEqual(
            Lock(("golang:1.26", One), ("golang:1.27", Two)),
            await File.ReadAllTextAsync(tree.Path("images.json"))
        );
        CollectionAssert.AreEquivalent(
            new[] { "Shop:UpdateBaseImages", "Admin:UpdateBaseImages" },
            update.Tasks.Where(task => task.EndsWith(":UpdateBaseImages", StringComparison.Ordinal)).ToArray()
        );
    }

    private static async Task<SourceTree> TreeAsync(string metadata, params (string Name, string Script)[] tools)
    {
        var tree = new SourceTree();
        FakeImageTools.Put(tree, tools);
        tree.Add("sidecars/orders", GoModule.Tidy);
        await tree.AddAsync(Project, ProjectWith(metadata));
        return tree;
    }

    private static DotnetProject ProjectWith(string metadata) =>
        new() { BuildsSidecars = true, Xml = Sidecar(metadata) };

    private static string Sidecar(string metadata) =>
        $"  <ItemGroup><GoSidecar Include=\"../../sidecars/orders\" {metadata} /></ItemGroup>";

    private static Task<BuildResult> UpdateAsync(SourceTree tree, params string[] arguments) =>
        tree.BuildAsync(Project, ["-t:UpdateBaseImages", .. arguments]);

    private static string Lock(params (string Image, string Digest)[] images) =>
        "{\n  \"version\": 1,\n  \"images\": {\n"
        + string.Join(",\n", images.Select(image => $"    \"{image.Image}\": \"{image.Digest}\""))
        + "\n  }\n}\n";
}

using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Images.Building;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Tests.Fingerprints.BuildInfo;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Images.Building;

/// <summary>With a docker that says what real ones said; real builds are in the tests of images.</summary>
[TestClass]
public sealed class ImageBuilderTests
{
    public const string Lost =
        "#6 [2/2] RUN go build\n#6 0.115 tick\nERROR: failed to receive status: rpc error: code = Unavailable desc = "
        + "error reading from server: EOF\n";

    public const string Classic =
        "#0 building with \"default\" instance using docker driver\nERROR: OCI exporter is not supported for the "
        + "docker driver.\nSwitch to a different driver, or turn on the containerd image store, and try again.\n";

    public const string Context = "ERROR: use `docker --context=farm buildx` to switch to context \"farm\"\n";

    public const string Deadline =
        "#2 [internal] waiting for connection\n#2 ERROR: context deadline exceeded\n------\n > [internal] waiting for "
        + "connection:\n------\nERROR: context deadline exceeded\n";

    public static string Farm(string arm = "running") =>
        ScriptedBuildx.Builder(
            "farm",
            "remote",
            ScriptedBuildx.Node("amd", "tcp://build1.example.com:1234", "running"),
            ScriptedBuildx.Node("arm", "tcp://me:secret@build2.example.com:1234", arm)
        );

    [TestMethod]
    public async Task One_bake_builds_all_and_says_what_is_known_of_the_sources()
    {
        using var buildx = new ScriptedBuildx { Metadata = ["TimeZone=Europe/Berlin", "Version=1.4.0"] };

        var report = await buildx.BuildAsync("shop", "linux/arm64;linux/amd64");

        Assert.IsEmpty(report.Diagnostics.Select(each => each.Message));
        var bake = buildx.Started.Last();
        Assert.AreSequenceEqual(
            ["buildx", "bake", "--progress", "plain", "--builder", "shop", "--file"],
            bake.Arguments.Take(7)
        );
        Assert.AreEqual("orders", bake.Arguments[^1]);
        Assert.AreEqual(buildx.Folder.Path("sidecars/orders"), bake.WorkingDirectory);
        foreach (
            var setting in (string[])
                [
                    "*.platform=linux/arm64,linux/amd64",
                    "*.labels.org.opencontainers.image.created=2023-11-14T22:13:20Z",
                    "orders.labels.org.opencontainers.image.version=1.4.0",
                ]
        )
            Assert.Contains(setting, bake.Arguments);
        Assert.AreEqual("1700000000", bake.Environment["SOURCE_DATE_EPOCH"]);
        Assert.AreEqual("2023-11-14T22:13:20Z", bake.Environment["CREATED"]);
        var output = bake.Arguments.Single(each => each.StartsWith("orders.output=", StringComparison.Ordinal));
        Assert.EndsWith(",tar=false,rewrite-timestamp=true", output);
        var image = Assert.ContainsSingle(report.Images);
        Assert.AreEqual(("orders", Path.Combine(buildx.Images, "orders")), (image.Name, image.Folder));
        Assert.AreEqual(image.Digest, ImageLayout.Read(image.Folder).Layout!.Root.Digest);
        Assert.AreSequenceEqual([buildx.Images], Directory.GetFileSystemEntries(buildx.Folder.Path("app/obj/godock")));
    }

    [TestMethod]
    public async Task Nodes_of_one_builder_build_a_platform_each_into_one_image()
    {
        using var buildx = new ScriptedBuildx().Inspect(Farm());

        var report = await buildx.BuildAsync("farm", "linux/amd64;linux/arm64");

        Assert.IsEmpty(report.Diagnostics.Select(each => each.Message));
        Assert.HasCount(2, buildx.Started.Where(each => each.Arguments[1] == "bake"));
        var image = Assert.ContainsSingle(report.Images);
        Assert.AreSequenceEqual(["linux/amd64", "linux/arm64"], image.Platforms);
        Assert.AreSequenceEqual([new("linux/amd64", "amd64"), new("linux/arm64", "arm64")], image.Nodes);
        var layout = ImageLayout.Read(image.Folder).Layout!;
        Assert.IsNull(layout.Verify(CancellationToken.None));
        Assert.AreSequenceEqual(
            layout.Images.Select(each => each.Manifest.Digest),
            layout.Attestations.Select(each => each.Subject)
        );
        Assert.AreEqual(MediaTypes.Index, layout.Root.MediaType);
        // The indexes of both parts are gone.
        Assert.HasCount(
            layout.Contents.Length + layout.Manifests.Length,
            Directory.GetFiles(Path.Combine(image.Folder, "blobs/sha256"))
        );
        var again = (await buildx.BuildAsync("farm", "linux/amd64;linux/arm64")).Images.Single();
        Assert.AreEqual(image.Digest, again.Digest);
    }

    [TestMethod]
    [DataRow(null, DisplayName = "no file")]
    [DataRow("")]
    [DataRow("{\"orders\":{\"buildx.build.ref\":\"farm/amd64/1\"}", DisplayName = "cut off")]
    [DataRow("[]")]
    [DataRow("{\"pricing\":{\"buildx.build.ref\":\"farm/amd64/1\"}}")]
    [DataRow("{\"orders\":\"farm/amd64/1\"}")]
    [DataRow("{\"orders\":{\"buildx.build.ref\":1}}")]
    [DataRow("{\"orders\":{\"buildx.build.ref\":\"amd64/1\"}}")]
    [DataRow("{\"orders\":{\"buildx.build.ref\":\"farm//1\"}}")]
    [DataRow("{\"orders\":{\"buildx.build.ref\":\"farm/a;b=c/1\"}}")]
    [DataRow("{\"orders\":{\"buildx.build.ref\":\"farm/amd64\\n/1\"}}")]
    public async Task A_node_that_buildx_does_not_name_is_unknown_and_no_error(string? written)
    {
        using var buildx = new ScriptedBuildx { Written = _ => written };

        var report = await buildx.BuildAsync();

        Assert.IsEmpty(report.Diagnostics.Select(each => each.Message));
        Assert.AreSequenceEqual([new("linux/amd64", "unknown")], Assert.ContainsSingle(report.Images).Nodes);
    }

    [TestMethod]
    [DataRow(1000, "amd64")]
    [DataRow(16 * 1024 * 1024, "unknown")]
    public async Task Of_a_node_not_more_is_read_than_buildx_writes(int blanks, string node)
    {
        using var buildx = new ScriptedBuildx();
        var written = buildx.Written("amd64");
        buildx.Written = _ => written + new string(' ', blanks);

        Assert.AreSequenceEqual([new("linux/amd64", node)], (await buildx.BuildAsync()).Images.Single().Nodes);
    }

    [TestMethod]
    public async Task Images_say_which_inputs_the_programs_in_them_have()
    {
        using var buildx = new ScriptedBuildx { Program = Elf };
        buildx.Inputs = Inputs(buildx);

        var report = await buildx.BuildAsync(null, "linux/amd64;linux/arm64");

        Assert.IsEmpty(report.Diagnostics.Select(each => each.Message));
        // All of it, and then a platform each.
        Assert.HasCount(3, buildx.Started.Where(each => each.Arguments[1] == "bake"));
        var image = Assert.ContainsSingle(report.Images);
        var layout = ImageLayout.Read(image.Folder).Layout!;
        Assert.AreSequenceEqual(["linux/amd64", "linux/arm64"], image.Platforms);
        Assert.AreSequenceEqual(
            [await DigestAsync(buildx.Inputs, Elf("amd64")), await DigestAsync(buildx.Inputs, Elf("arm64"))],
            layout.Images.Select(each => each.Config.Labels["godocktasks.inputs-digest"])
        );

        // What isn't Go has none, and is baked once.
        buildx.Started.Clear();
        buildx.Program = _ => "#!/bin/sh\n"u8.ToArray();
        layout = ImageLayout.Read((await buildx.BuildAsync()).Images.Single().Folder).Layout!;
        Assert.HasCount(1, buildx.Started.Where(each => each.Arguments[1] == "bake"));
        Assert.IsFalse(layout.Images[0].Config.Labels.ContainsKey("godocktasks.inputs-digest"));
    }

    [TestMethod]
    public async Task A_failed_build_leaves_no_image_behind()
    {
        using var buildx = new ScriptedBuildx("FROM scratch\nCOPY none /\n");
        Assert.IsEmpty((await buildx.BuildAsync()).Diagnostics);
        buildx.BakeFails =
            "#5 [1/1] COPY none /\n#5 ERROR: failed to calculate checksum of ref x: \"/none\": not found\n"
            + "Dockerfile:2\n--------------------\n   1 |     FROM scratch\n   2 | >>> COPY none /\n"
            + "--------------------\nERROR: failed to solve: failed to compute cache key: failed to calculate checksum "
            + "of ref x: \"/none\": not found\n";

        var report = await buildx.BuildAsync();

        Assert.IsEmpty(report.Images);
        var error = Assert.ContainsSingle(report.Diagnostics);
        Assert.AreEqual(
            ("GDT2107", buildx.Folder.Path("sidecars/orders/Dockerfile"), 2),
            (error.Code, error.Location.File, error.Location.Line)
        );
        Assert.AreEqual(Core.Diagnostics.DiagnosticSeverity.Error, error.Severity);
        Assert.IsEmpty(Directory.GetFileSystemEntries(buildx.Images));
    }

    [TestMethod]
    [DataRow("ERROR: no builder \"shop\" found\n", "GDT4102")]
    [DataRow("docker: unknown command: docker buildx\n\nRun 'docker --help' for more information", "GDT4106")]
    public async Task A_builder_that_cannot_be_asked_for_is_told_before_anything_is_built(string said, string code)
    {
        using var buildx = new ScriptedBuildx { InspectFails = said };

        Assert.AreEqual(code, Assert.ContainsSingle((await buildx.BuildAsync("shop")).Diagnostics).Code);
        Assert.HasCount(1, buildx.Started);
    }

    [TestMethod]
    [DataRow(Classic, "GDT4105")]
    [DataRow("ERROR: Multi-platform build is not supported for the docker driver.\n", "GDT4105")]
    [DataRow(Context, "GDT4103")]
    [DataRow(Lost, "GDT4107")]
    public async Task A_builder_that_cannot_build_is_told(string said, string code)
    {
        using var buildx = new ScriptedBuildx { BakeFails = said };

        Assert.AreEqual(code, Assert.ContainsSingle((await buildx.BuildAsync("farm")).Diagnostics).Code);
    }

    [TestMethod]
    public async Task What_a_step_prints_is_no_word_of_the_builder()
    {
        using var buildx = new ScriptedBuildx
        {
            BakeFails =
                "#9 [build 4/4] RUN go build\n"
                + string.Concat(
                    $"{Lost}{Classic}{Context}ERROR: no builder \"x\" found\n"
                        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                        .Select(line => $"#9 0.1 {line}\n")
                )
                + "#9 0.2 main.go:3:2: no required module provides package example.com/greet; to add it:\n"
                + "#9 ERROR: process \"/bin/sh -c go build\" did not complete successfully: exit code: 1\n",
        };

        Assert.AreEqual("GDT1001", (await buildx.BuildAsync()).Diagnostics[0].Code);
    }

    [TestMethod]
    public async Task A_node_that_answered_and_does_not_any_more_is_named()
    {
        using var buildx = new ScriptedBuildx { BakeFails = "ERROR: context canceled" }.Inspect(
            Farm(),
            Farm("inactive")
        );

        var error = Assert.ContainsSingle((await buildx.BuildAsync("farm")).Diagnostics);

        Assert.AreEqual("GDT4107", error.Code);
        Assert.Contains("'arm'", error.Message);
        Assert.DoesNotContain("'amd'", error.Message);
        Assert.DoesNotContain("secret", error.Message);
    }

    [TestMethod]
    public async Task A_node_that_never_answered_is_unreachable_unless_a_step_failed()
    {
        using var buildx = new ScriptedBuildx { BakeFails = Deadline }.Inspect(Farm("inactive"));

        var error = Assert.ContainsSingle((await buildx.BuildAsync("farm")).Diagnostics);
        Assert.AreEqual("GDT4104", error.Code);
        Assert.Contains("'arm'", error.Message);

        buildx.BakeFails =
            "#9 [build 4/4] RUN go build\n#9 ERROR: process \"/bin/sh -c go build\" did not complete "
            + "successfully: exit code: 1\n------\n > [build 4/4] RUN go build:\n0.1 main.go:3:2: no required module "
            + "provides package example.com/greet; to add it:\n0.1 \tgo get example.com/greet\n------\n";
        Assert.AreEqual("GDT1001", (await buildx.BuildAsync("farm")).Diagnostics[0].Code);
    }

    [TestMethod]
    public async Task A_daemon_that_does_not_run_is_a_node_that_cannot_be_reached()
    {
        const string Said = "Cannot connect to the Docker daemon at unix:///run/d.sock. Is the docker daemon running?";
        using var buildx = new ScriptedBuildx { BakeFails = $"ERROR: {Said}\n" }.Inspect(
            $"Name:          default\nDriver:        \nError:         {Said}\n"
        );

        var error = Assert.ContainsSingle((await buildx.BuildAsync()).Diagnostics);

        Assert.AreEqual("GDT4104", error.Code);
        Assert.Contains("'default'", error.Message);
    }

    [TestMethod]
    public async Task Without_docker_or_time_nothing_is_built()
    {
        using var buildx = new ScriptedBuildx();
        Assert.AreEqual("GDT4106", (await buildx.BuildAsync(isThere: false)).Diagnostics.Single().Code);
        Assert.IsEmpty(buildx.Started);

        buildx.BakeEnds = ProcessEnd.TimedOut;
        Assert.AreEqual("GDT4111", (await buildx.BuildAsync()).Diagnostics.Single().Code);
        buildx.BakeEnds = ProcessEnd.NotStarted;
        Assert.AreEqual("GDT4106", (await buildx.BuildAsync()).Diagnostics.Single().Code);
    }

    [TestMethod]
    public async Task What_is_asked_for_has_to_be_there()
    {
        using var buildx = new ScriptedBuildx();
        Assert.AreEqual("GDT4110", (await buildx.BuildAsync(null, "linux")).Diagnostics.Single().Code);
        File.Delete(buildx.Folder.Path("sidecars/orders/Dockerfile"));

        var error = Assert.ContainsSingle((await buildx.BuildAsync()).Diagnostics);

        Assert.AreEqual(("GDT4109", buildx.Folder.ProjectFile), (error.Code, error.Location.File));
        Assert.IsEmpty(buildx.Started);
    }

    [TestMethod]
    public async Task A_bake_file_of_ones_own_is_taken_and_an_old_one_of_ours_is_not()
    {
        using var buildx = new ScriptedBuildx { Metadata = ["Context=../"] };
        var own = buildx.Folder.Write("sidecars/orders/docker-bake.json", "{}");

        await buildx.BuildAsync();
        Assert.Contains(own, buildx.Started.Last().Arguments);
        Assert.Contains($"orders.context={buildx.Folder.Root}", buildx.Started.Last().Arguments);

        var ours = DockerfileGenerator.Generate(buildx.Folder.Request("sidecars/orders")).Files[^1];
        File.WriteAllText(own, ours.Text.Replace("latest", "old", StringComparison.Ordinal));
        await buildx.BuildAsync();
        Assert.DoesNotContain(own, buildx.Started.Last().Arguments);
        Assert.AreEqual(Path.GetDirectoryName(own), buildx.Started.Last().WorkingDirectory);
    }

    private static byte[] Elf(string architecture) =>
        new HandmadeElf(true, false).Inline(
            "go1.27.3",
            HandmadeElf.Framed(
                "path\texample.com/service\nmod\texample.com/service\t(devel)\t\n"
                    + $"build\tGOARCH={architecture}\nbuild\tGOOS=linux\n"
            )
        );

    private static async Task<string> DigestAsync(FingerprintCollector collector, byte[] program)
    {
        using var stream = new MemoryStream(program);
        var binary = GoBuildInfoReader.Read(stream).BuildInfo!;
        var (inputs, _) = await collector.CollectAsync(collector.Find("orders")!, binary, CancellationToken.None);
        return StatementWriter.Digest(StatementWriter.Definition(inputs!));
    }

    private static FingerprintCollector Inputs(ScriptedBuildx buildx)
    {
        var sidecars = buildx.Folder.Request("sidecars/orders").Sidecars;
        return new(
            buildx,
            new()
            {
                Programs = [new(sidecars[0], ".")],
                ProjectFile = buildx.Folder.ProjectFile,
                Settings = GoSettingsReader.Read(
                    new Dictionary<string, string>(),
                    buildx.Folder.ProjectFile,
                    GoProperties.None,
                    toolchain: null
                ),
                GeneratorVersion = "1.0.0",
                Timeout = TimeSpan.FromMinutes(1),
            }
        );
    }

    [TestMethod]
    public void A_comma_in_a_folder_does_not_end_the_option()
    {
        var sidecar = new BakedSidecar(new("a", "/m", null, new("m", new Dictionary<string, string>(), "", "/p")), []);

        var command = new BakeCommand("/bake.json", "/a,\"b", [sidecar]);

        Assert.Contains(
            $"a.output=type=oci,\"dest={Path.Combine("/a,\"\"b", "a")}\",tar=false,rewrite-timestamp=true",
            command.Arguments
        );
    }
}

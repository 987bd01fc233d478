using System.Security.Cryptography;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Tests.Images;

[TestClass]
public sealed class BaseImageUpdateTests
{
    private const string One = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
    private const string Two = "sha256:2222222222222222222222222222222222222222222222222222222222222222";
    private const string Index = "{\n  \"schemaVersion\": 2,\n  \"manifests\": []\n}";

    private static readonly string IndexDigest =
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Index)));

    [TestMethod]
    public async Task Each_image_in_use_is_looked_up_once_and_written()
    {
        using var folder = new TemporaryFolder();
        var tools = new ScriptedTools(folder).Add("crane", image =>
            ScriptedTools.Prints((image.Contains("golang", StringComparison.Ordinal) ? One : Two) + "\n")
        );

        var report = await UpdateAsync(
            folder,
            tools,
            "golang:1.27",
            "docker.io/library/golang:1.27",
            "scratch",
            "alpine@" + One,
            "gcr.io/distroless/static-debian12"
        );

        Assert.IsEmpty(report.Diagnostics);
        Assert.AreEqual(Lock(("golang:1.27", One), ("gcr.io/distroless/static-debian12:latest", Two)), Written(folder));
        Assert.AreSequenceEqual(
            ["crane digest docker.io/library/golang:1.27", "crane digest gcr.io/distroless/static-debian12:latest"],
            tools.Started.Order(StringComparer.Ordinal)
        );
    }

    [TestMethod]
    [DataRow("docker", "docker buildx imagetools inspect --raw docker.io/library/golang:1.27")]
    [DataRow("skopeo", "skopeo inspect --raw docker://docker.io/library/golang:1.27")]
    public async Task A_tool_that_prints_the_manifest_gives_the_hash_of_it(string tool, string command)
    {
        using var folder = new TemporaryFolder();
        var tools = new ScriptedTools(folder).Add(tool, _ => ScriptedTools.Prints(Index));

        await UpdateAsync(folder, tools, "golang:1.27");

        Assert.AreEqual(Lock(("golang:1.27", IndexDigest)), Written(folder));
        Assert.AreSequenceEqual([command], tools.Started);
    }

    [TestMethod]
    public async Task Tools_are_asked_in_order_until_one_knows()
    {
        using var folder = new TemporaryFolder();
        var tools = new ScriptedTools(folder)
            .Add("skopeo", _ => ScriptedTools.Prints(Index))
            .Add("crane", _ => ScriptedTools.Fails("no"))
            .Add("docker", _ => ScriptedTools.Fails("docker: unknown command: docker buildx"));

        var report = await UpdateAsync(folder, tools, "golang:1.27");

        Assert.IsEmpty(report.Diagnostics);
        Assert.AreEqual(IndexDigest, report.Lock.Images["golang:1.27"]);
        CollectionAssert.AreEquivalent(
            new[] { "docker", "crane", "skopeo" },
            tools.Started.Select(line => line.Split(' ')[0]).ToArray()
        );
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("not found")]
    [DataRow("sha256:1111")]
    [DataRow(
        "sha256:1111111111111111111111111111111111111111111111111111111111111111\n"
            + "sha256:1111111111111111111111111111111111111111111111111111111111111111"
    )]
    [DataRow("{}")]
    [DataRow("{\"schemaVersion\": 2}")]
    [DataRow("{\"schemaVersion\": 1, \"manifests\": []}")]
    [DataRow("{\"schemaVersion\": 2, \"manifests\": []")]
    [DataRow("{\"schemaVersion\": 2, \"manifests\": []} and more")]
    [DataRow("[{\"schemaVersion\": 2, \"manifests\": []}]")]
    [DataRow("{\"schemaVersion\": 2, \"manifests\": [], \"annotations\": {\"a\": \"\uFFFD\"}}")]
    [DataRow("<html>Sign in</html>")]
    public async Task What_is_neither_digest_nor_manifest_is_no_answer(string output)
    {
        using var folder = new TemporaryFolder();
        var tools = new ScriptedTools(folder);
        foreach (var tool in new[] { "docker", "crane", "skopeo" })
            tools.Add(tool, _ => ScriptedTools.Prints(output));

        var report = await UpdateAsync(folder, tools, "golang:1.27");

        Assert.AreSequenceEqual(["GDT4001"], report.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.IsFalse(File.Exists(folder.Path("godock.lock.json")));
    }

    [TestMethod]
    public async Task Output_that_was_cut_and_a_tool_that_hung_are_no_answer()
    {
        using var folder = new TemporaryFolder();
        var tools = new ScriptedTools(folder)
            .Add("docker", _ => ScriptedTools.Prints(Index) with { Truncated = true })
            .Add("crane", _ => new(ProcessEnd.TimedOut, -1, One, "", false, TimeSpan.FromSeconds(5)))
            .Add("skopeo", _ => new(ProcessEnd.NotStarted, -1, "", "Permission denied", false, TimeSpan.Zero));

        var report = await UpdateAsync(folder, tools, "golang:1.27");

        Assert.AreSequenceEqual(["GDT4001"], report.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.Contains("5 s", report.Diagnostics[0].Message);
        Assert.Contains("Permission denied", report.Diagnostics[0].Message);
    }

    [TestMethod]
    public async Task One_failed_look_up_leaves_the_lock_file_as_it_was_and_says_where_the_image_is_named()
    {
        using var folder = new TemporaryFolder();
        var before = Lock(("golang:1.27", Two)).Replace("\n", "\r\n  ", StringComparison.Ordinal);
        folder.Write("godock.lock.json", before);
        var tools = new ScriptedTools(folder).Add("crane", image =>
            image.Contains("golang", StringComparison.Ordinal)
                ? ScriptedTools.Prints(One)
                : ScriptedTools.Fails("MANIFEST_UNKNOWN")
        );

        var report = await new BaseImageUpdate(tools).RunAsync(
            Request(folder, tools) with
            {
                Images = [Used("golang:1.27"), Used("alpine:none") with { Location = new("/shop.csproj", 7, 9) }],
            },
            CancellationToken.None
        );

        var problem = report.Diagnostics.Single();
        Assert.AreEqual(("GDT4001", new SourceLocation("/shop.csproj", 7, 9)), (problem.Code, problem.Location));
        Assert.AreEqual(before, Written(folder));
        Assert.AreEqual(Two, report.Lock.Images["golang:1.27"]);
    }

    [TestMethod]
    public async Task What_tools_say_is_one_line_of_the_message_and_whole_in_the_detail_without_secrets()
    {
        using var folder = new TemporaryFolder();
        var tools = new ScriptedTools(folder).Add("crane", _ =>
            ScriptedTools.Fails("first\n\u001b[31mGET https://user:hunter2@registry.example.com/v2/ failed\n")
        );

        var problem = (await UpdateAsync(folder, tools, "golang:1.27")).Diagnostics.Single();

        Assert.DoesNotContain('\n', problem.Message);
        Assert.DoesNotContain('\u001b', problem.Message);
        Assert.DoesNotContain("first", problem.Message);
        Assert.Contains("first\n", problem.Detail!);
        Assert.DoesNotContain("hunter2", problem.Message + problem.Detail);
    }

    [TestMethod]
    public async Task A_password_does_not_show_where_the_text_is_cut()
    {
        using var folder = new TemporaryFolder();
        for (var length = 280; length < 310; length++)
        {
            var said = new string('x', length - 30) + " https://user:hunter2@registry.example.com/v2/";
            var tools = new ScriptedTools(folder).Add("crane", _ => ScriptedTools.Fails(said));

            var problem = (await UpdateAsync(folder, tools, "golang:1.27")).Diagnostics.Single();

            Assert.DoesNotContain("hunter", problem.Message + problem.Detail);
        }
    }

    [TestMethod]
    public async Task Without_any_tool_that_is_said()
    {
        using var folder = new TemporaryFolder();

        var report = await UpdateAsync(folder, new ScriptedTools(folder), "golang:1.27");

        Assert.AreSequenceEqual(["GDT4001"], report.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [TestMethod]
    public async Task Entries_that_are_not_in_use_go_and_every_change_is_said()
    {
        using var folder = new TemporaryFolder();
        folder.Write("godock.lock.json", Lock(("golang:1.26", One), ("golang:1.27", One), ("alpine:3", One)));
        var tools = new ScriptedTools(folder).Add("crane", image =>
            ScriptedTools.Prints(image.Contains("alpine", StringComparison.Ordinal) ? One : Two)
        );

        var report = await UpdateAsync(folder, tools, "golang:1.27", "golang:1.28", "alpine:3");

        Assert.AreEqual(Lock(("golang:1.27", Two), ("golang:1.28", Two), ("alpine:3", One)), Written(folder));
        Assert.AreSequenceEqual(
            ["golang:1.26", "golang:1.27", "golang:1.28"],
            report.Remarks[..^1].Select(remark => remark.Split(' ')[0])
        );
    }

    [TestMethod]
    public async Task A_lock_file_outside_the_project_keeps_what_other_projects_put_there()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path("project"));
        folder.Write("godock.lock.json", Lock(("golang:1.26", One), ("golang:1.27", One)));
        var tools = new ScriptedTools(folder).Add("crane", _ =>
        {
            // Another project's update, while this one waits for the registry.
            folder.Write("godock.lock.json", Lock(("golang:1.26", Two), ("golang:1.27", One)));
            return ScriptedTools.Prints(Two);
        });

        await new BaseImageUpdate(tools).RunAsync(
            Request(folder, tools) with
            {
                ProjectDirectory = folder.Path("project"),
                Images = [Used("golang:1.27")],
            },
            CancellationToken.None
        );

        Assert.AreEqual(Lock(("golang:1.26", Two), ("golang:1.27", Two)), Written(folder));
    }

    [TestMethod]
    public async Task Projects_that_update_one_lock_file_at_once_lose_nothing()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path("project"));
        var tools = new ScriptedTools(folder).Add("crane", _ => ScriptedTools.Prints(One));
        string[] images = [.. Enumerable.Range(100, 50).Select(number => $"golang:{number}")];

        await Parallel.ForEachAsync(images, async (image, token) =>
            await new BaseImageUpdate(tools).RunAsync(
                Request(folder, tools) with
                {
                    ProjectDirectory = folder.Path("project"),
                    Images = [Used(image)],
                },
                token
            )
        );

        Assert.AreSequenceEqual(images, DigestLockFile.Read(folder.Path("godock.lock.json")).Lock.Images.Keys);
    }

    [TestMethod]
    public async Task Nothing_in_use_makes_no_file_and_empties_one_that_is_there()
    {
        using var folder = new TemporaryFolder();
        var tools = new ScriptedTools(folder);

        await UpdateAsync(folder, tools, "scratch");
        Assert.IsFalse(File.Exists(folder.Path("godock.lock.json")));

        folder.Write("godock.lock.json", Lock(("golang:1.26", One)));
        await UpdateAsync(folder, tools, "scratch");
        Assert.AreEqual(Lock(), Written(folder));
    }

    [TestMethod]
    public async Task A_lock_file_that_is_not_understood_is_neither_replaced_nor_is_anybody_asked()
    {
        using var folder = new TemporaryFolder();
        folder.Write("godock.lock.json", "<<<<<<< HEAD\n");
        var tools = new ScriptedTools(folder).Add("crane", _ => ScriptedTools.Prints(One));

        var report = await UpdateAsync(folder, tools, "golang:1.27");

        Assert.AreSequenceEqual(["GDT4002"], report.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.AreEqual("<<<<<<< HEAD\n", Written(folder));
        Assert.IsEmpty(tools.Started);
    }

    [TestMethod]
    public async Task A_lock_file_that_cannot_be_written_is_said()
    {
        using var folder = new TemporaryFolder();
        var tools = new ScriptedTools(folder).Add("crane", _ => ScriptedTools.Prints(One));

        var report = await new BaseImageUpdate(tools).RunAsync(
            Request(folder, tools) with
            {
                LockFile = folder.Path("none/godock.lock.json"),
                Images = [Used("golang:1.27")],
            },
            CancellationToken.None
        );

        Assert.AreSequenceEqual(["GDT1012"], report.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.IsEmpty(report.Lock.Images);
    }

    private static Task<BaseImageReport> UpdateAsync(
        TemporaryFolder folder,
        ScriptedTools tools,
        params string[] images
    ) =>
        new BaseImageUpdate(tools).RunAsync(
            Request(folder, tools) with
            {
                Images = [.. images.Select(Used)],
            },
            CancellationToken.None
        );

    private static BaseImageRequest Request(TemporaryFolder folder, ScriptedTools tools) =>
        new()
        {
            Images = [],
            LockFile = folder.Path("godock.lock.json"),
            ProjectDirectory = folder.Root,
            Environment = tools.Environment,
            Timeout = TimeSpan.FromSeconds(5),
        };

    private static UsedImage Used(string image) => new(ImageReference.TryParse(image)!, SourceLocation.None);

    private static string Lock(params (string Image, string Digest)[] entries) =>
        entries
            .Aggregate(DigestLock.Empty, (images, entry) =>
                images.With(ImageReference.TryParse(entry.Image)!, entry.Digest)
            )
            .ToText();

    private static string Written(TemporaryFolder folder) => File.ReadAllText(folder.Path("godock.lock.json"));
}

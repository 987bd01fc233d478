using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Registries;
using GoDockTasks.Core.Release;
using GoDockTasks.Core.Tests.Fingerprints;
using GoDockTasks.Core.Tests.Fingerprints.BuildInfo;
using GoDockTasks.Core.Tests.Gates;
using GoDockTasks.Core.Tests.Registries;

namespace GoDockTasks.Core.Tests.Release;

/// <summary>What a release is held to: the figures that the last ones have left in the registry.</summary>
[TestClass]
public sealed class ReleaseHistoryTests
{
    private const string NeedsRoot = "a registry that ends with the tests needs root";

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    [NeedsRoot(NeedsRoot)]
    public async Task The_fourth_release_is_held_to_the_mean_of_three(bool api)
    {
        await using var registry = api ? await OciRegistry.StartWithReferrersAsync() : await OciRegistry.StartAsync();
        using var folder = await NewAsync();

        var first = await PushAsync(folder, registry.Host, "1.0.0", 0);
        Assert.AreEqual("NoBaseline GDT4026", Size(first));
        Assert.AreSequenceEqual(["GDT4033"], Said(first));
        Assert.AreEqual("NoBaseline GDT4026", Size(await PushAsync(folder, registry.Host, "1.1.0", 3000)));
        // What is held up leaves nothing.
        folder.Gates.Add(ReleasedFolder.Gate("own", ("Report", "none.json")));
        Assert.IsEmpty((await PushAsync(folder, registry.Host, "1.9.0", 2000, isPushed: false)).Pushed);
        folder.Gates.RemoveAll(gate => gate.Name == "own");
        Assert.AreEqual("NoBaseline GDT4026", Size(await PushAsync(folder, registry.Host, "1.10.0", 6000)));

        var fourth = await PushAsync(folder, registry.Host, "1.11.0", 9000);

        Assert.AreEqual("Passed", Size(fourth));
        Assert.IsEmpty(Said(fourth));
        var figures = Assert
            .ContainsSingle(fourth.Report!.Known.Entries)
            .Value.Select(release => release.Figures["programBytes"]);
        var smallest = figures.Min();
        Assert.AreSequenceEqual([0, 3000, 6000], figures.Select(bytes => bytes - smallest));
        // Twice as large is seen, and 1.0.1 comes after 1.0.0 alone.
        Assert.AreEqual("Warned GDT4013", Size(await PushAsync(folder, registry.Host, "2.0.0", (int)smallest)));
        Assert.AreEqual("NoBaseline GDT4026", Size(await PushAsync(folder, registry.Host, "1.0.1", 1)));
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task A_start_is_compared_with_that_of_the_program_in_the_last_image()
    {
        await using var registry = await OciRegistry.StartAsync();
        using var folder = await NewAsync();
        folder.Gates.Add(ReleasedFolder.Gate("start-up", ("Threshold", "100")));

        Assert.AreEqual("NoBaseline GDT4026", StartUp(await PushAsync(folder, registry.Host, "1.0.0", 0)));
        Assert.AreEqual("Passed", StartUp(await PushAsync(folder, registry.Host, "1.1.0", 1)));
        // What a stranger has released isn't started.
        folder.ChangeKey();
        Assert.AreEqual("NoBaseline GDT4026", StartUp(await PushAsync(folder, registry.Host, "1.2.0", 2)));
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task What_another_key_has_signed_is_not_believed_and_the_file_counts()
    {
        await using var registry = await OciRegistry.StartWithReferrersAsync();
        using var folder = await NewAsync();
        for (var release = 0; release < 3; release++)
            await PushAsync(folder, registry.Host, $"1.{release}.0", release);
        folder.ChangeKey();

        folder.Gates.Add(ReleasedFolder.Gate("own", ("Report", "none.json")));
        var strange = await PushAsync(folder, registry.Host, "1.3.0", 3, isPushed: false);
        folder.Gates.RemoveAll(gate => gate.Name == "own");
        Assert.AreEqual("NoBaseline GDT4026", Size(strange));
        Assert.AreSequenceEqual(["GDT4032"], Said(strange));

        folder.BaselineFile = folder.Built.Folder.Path("baselines.json");
        var (measured, passing) = (strange.Report!.Measured.Single(), GateVerdict.Passed);
        foreach (var release in "abc")
            Assert.IsEmpty(
                Baselines.Add(
                    folder.BaselineFile,
                    new([new("orders", "size", true, new(passing, ""))])
                    {
                        Measured = [measured with { Release = measured.Release with { Sha256 = new(release, 64) } }],
                    }
                )
            );
        Assert.AreEqual("Passed", Size(await PushAsync(folder, registry.Host, "1.4.0", 4)));
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task Platforms_are_held_to_their_own()
    {
        await using var registry = await OciRegistry.StartWithReferrersAsync();
        using var folder = await NewAsync();
        folder.Gates.Add(ReleasedFolder.Off("fingerprint"));
        for (var release = 0; release < 4; release++)
        {
            folder.Write("orders", ("amd64", Elf("amd64", release)), ("arm64", Elf("arm64", 100_000 + release)));
            var result = await folder.RunAsync(name => $"{registry.Host}/shop/{name}:1.{release}.0");
            Assert.HasCount(1, result.Pushed, string.Concat(result.Diagnostics.Select(each => each.Message)));
            Assert.AreSequenceEqual(
                release < 3 ? ["NoBaseline", "NoBaseline"] : ["Passed", "Passed"],
                result.Report!.Lines.Where(line => line.Gate == "size").Select(line => $"{line.Outcome.Verdict}")
            );
        }
    }

    [TestMethod]
    [DataRow("{\"version\":2,\"baselines\":[]}", "orders", "GDT4032")]
    [DataRow("{\"version\":1,\"baselines\":[{\"service\":\"orders\"}]}", "orders", "GDT4032")]
    [DataRow("[]", "orders", "GDT4032")]
    [DataRow(Whole, "orders", "")]
    [DataRow(Others, "orders", "GDT4032")]
    // About another image, and none at all.
    [DataRow(Whole, null, "GDT4032")]
    [DataRow(null, null, "GDT4033")]
    [NeedsRoot(NeedsRoot)]
    public async Task What_is_damaged_foreign_or_missing_is_said(string? predicate, string? about, string expected)
    {
        await using var registry = await OciRegistry.StartWithReferrersAsync();
        using var folder = await NewAsync();
        var image = ImageLayout.Read(folder.Grow("orders", 0).Root).Layout!;
        using var key = Keys.Signing(folder.Key);
        var digest = about is null ? new string('1', 64) : image.Root.Digest["sha256:".Length..];
        var statements = new ReleaseStatements(key, [new("registry.example.com/shop/orders", digest)]);
        using var clients = new RegistryClients();
        await new ImagePush(clients.Repository($"{registry.Host}/shop/orders")).RunAsync(image, CancellationToken.None);
        var repository = clients.Repository($"{registry.Host}/shop/orders");
        ImmutableArray<Attachment> attachments = predicate is null
            ? []
            : [statements.Document(Baselines.PredicateType, Encoding.UTF8.GetBytes(predicate))];
        Assert.IsEmpty(
            await new Referrers(repository, TimeProvider.System).AttachAsync(
                image.Root,
                attachments,
                CancellationToken.None
            )
        );
        await repository.PutManifestAsync(
            "1.0.0",
            image.Root.MediaType,
            image.ReadJson(image.Root),
            CancellationToken.None
        );

        var result = await PushAsync(folder, registry.Host, "1.1.0", 1);

        Assert.AreEqual(expected, string.Join(' ', Said(result)));
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task Where_tags_are_not_listed_one_is_named()
    {
        await using var registry = await FaultyRegistry.StartAsync();
        using var folder = await NewAsync();
        registry.Fault = (_, path) => path.EndsWith("/tags/list", StringComparison.Ordinal) ? 405 : null;
        for (var release = 0; release < 3; release++)
        {
            folder.LastTag = release == 0 ? null : $"build{release - 1}";
            var result = await PushAsync(folder, registry.Host, $"build{release}", release);
            Assert.AreSequenceEqual(release == 0 ? ["GDT4033"] : [], Said(result));
        }

        folder.LastTag = "build2";
        Assert.AreEqual("Passed", Size(await PushAsync(folder, registry.Host, "build3", 3)));
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task Tags_are_listed_page_by_page()
    {
        await using var registry = await OciRegistry.StartAsync();
        using var folder = await NewAsync();
        using var clients = new RegistryClients();
        var repository = clients.Repository($"{registry.Host}/shop/orders");
        Assert.IsEmpty(await repository.TagsAsync(2, CancellationToken.None));
        var image = ImageLayout.Read(folder.Grow("orders", 0).Root).Layout!;
        await new ImagePush(repository).RunAsync(image, CancellationToken.None);
        string[] tags = ["1.0.0", "1.1.0", "1.2.0", "latest", "v1.3.0"];
        foreach (var tag in tags)
            await repository.PutManifestAsync(
                tag,
                image.Root.MediaType,
                image.ReadJson(image.Root),
                CancellationToken.None
            );

        Assert.AreSequenceEqual(
            tags,
            (await repository.TagsAsync(2, CancellationToken.None)).Order(StringComparer.Ordinal)
        );
    }

    [TestMethod]
    [DataRow("1.2.3", "1.2.0 1.2.3 1.10.0", "1.2.0")]
    [DataRow("1.2.3", "v1.2.3 v1.2.2", "v1.2.2")]
    [DataRow("2.0.0", "1.2.0 1.10.0 2.0.0-rc.1 2.0.0-rc.2", "2.0.0-rc.2")]
    [DataRow("1.0.0", "1.0.0 1.2.0 1.10.0", "1.10.0")]
    [DataRow("main", "main latest 20260101 sha256-11 1.2.0", "1.2.0")]
    [DataRow("1.0.0", "1.0.0 latest main 7777777", null)]
    public void The_last_release_is_the_version_before(string next, string tags, string? expected) =>
        Assert.AreEqual(expected, ReleaseHistory.Last(tags.Split(' '), next));

    private const string Whole =
        "{\"version\":1,\"baselines\":[{\"service\":\"orders\",\"platform\":\"linux/amd64\",\"goVersion\":\"go1.27.3\","
        + "\"releases\":[{\"program\":\"1\",\"programBytes\":1}]}]}";

    private const string Others =
        "{\"version\":1,\"baselines\":[{\"service\":\"users\",\"platform\":\"linux/amd64\",\"goVersion\":\"go1.27.3\","
        + "\"releases\":[]}]}";

    private static async Task<ReleasedFolder> NewAsync()
    {
        var folder = new ReleasedFolder { LooksBack = true };
        await folder.AddAsync("orders");
        return folder;
    }

    // A program that is larger by so many bytes.
    private static async Task<ReleaseResult> PushAsync(
        ReleasedFolder folder,
        string host,
        string tag,
        int bytes,
        bool isPushed = true
    )
    {
        folder.Grow("orders", bytes);
        var result = await folder.RunAsync(name => $"{host}/shop/{name}:{tag}");
        if (isPushed)
            Assert.HasCount(1, result.Pushed, string.Concat(result.Diagnostics.Select(each => each.Message)));
        return result;
    }

    private static string Size(ReleaseResult result) =>
        GatedFolder.Verdict(result.Report!.Lines.Single(line => line.Gate == "size"));

    private static string StartUp(ReleaseResult result) =>
        GatedFolder.Verdict(result.Report!.Lines.Single(line => line.Gate == "start-up"));

    private static IEnumerable<string> Said(ReleaseResult result) => GatedFolder.Codes(result.Report!.General);

    private static byte[] Elf(string architecture, int bytes) =>
        [
            .. new HandmadeElf(true, false).Inline(
                "go1.27.3",
                HandmadeElf.Framed(
                    "path\texample.com/orders\nmod\texample.com/orders\t(devel)\t\n"
                        + $"build\tGOARCH={architecture}\nbuild\tGOOS=linux\n"
                )
            ),
            .. new byte[bytes],
        ];
}

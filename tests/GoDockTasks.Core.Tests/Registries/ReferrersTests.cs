using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Registries;
using GoDockTasks.Core.Tests.Oci;

namespace GoDockTasks.Core.Tests.Registries;

/// <summary>On registries that list what refers to an image, and on one whose clients keep the list.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ReferrersTests
{
    private const string Kind = "application/vnd.example.report+json";

    private static OciRegistry withApi = null!;
    private static OciRegistry withTags = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) =>
        (withApi, withTags) = (await OciRegistry.StartWithReferrersAsync(), await OciRegistry.StartAsync());

    [ClassCleanup]
    public static async Task StopAsync()
    {
        await withApi.DisposeAsync();
        await withTags.DisposeAsync();
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    [NeedsRoot("a registry that ends with the tests needs root")]
    public async Task What_is_attached_one_after_another_is_listed_each_time(bool api)
    {
        using var clients = new RegistryClients();
        using var layout = new WrittenLayout();
        layout.WriteUsual();
        var image = ImageLayout.Read(layout.Root).Layout!;

        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async round =>
                {
                    var repository = clients.Repository($"{Host(api)}/after/another{round}");
                    await new ImagePush(repository).RunAsync(image, CancellationToken.None);
                    var referrers = new Referrers(repository, TimeProvider.System);
                    for (var number = 0; number < 4; number++)
                        Assert.IsEmpty(
                            await referrers.AttachAsync(image.Root, [Attachment(number)], CancellationToken.None)
                        );

                    Assert.AreSequenceEqual(["0", "1", "2", "3"], await NumbersAsync(referrers, image));
                })
        );
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    [NeedsRoot("a registry that ends with the tests needs root")]
    public async Task What_is_attached_at_once_is_listed_or_said_to_be_missing(bool api)
    {
        using var layout = new WrittenLayout();
        layout.WriteUsual();
        var image = ImageLayout.Read(layout.Root).Layout!;
        using var clients = new RegistryClients();
        var repository = clients.Repository($"{Host(api)}/at/once");
        await new ImagePush(repository).RunAsync(image, CancellationToken.None);

        var missing = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async number =>
                {
                    using var own = new RegistryClients();
                    return await new Referrers(own.Repository($"{Host(api)}/at/once"), TimeProvider.System).AttachAsync(
                        image.Root,
                        [Attachment(number)],
                        CancellationToken.None
                    );
                })
        );

        var listed = await NumbersAsync(new(repository, TimeProvider.System), image);
        var unsaid = Enumerable
            .Range(0, 6)
            .Where(number => missing[number].IsEmpty)
            .Select(number => $"{number}")
            .Except(listed);
        Assert.IsEmpty(unsaid);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    [NeedsRoot("a registry that ends with the tests needs root")]
    public async Task Other_clients_see_what_is_attached(bool api)
    {
        using var clients = new RegistryClients();
        using var layout = new WrittenLayout();
        layout.WriteUsual();
        var image = ImageLayout.Read(layout.Root).Layout!;
        var repository = clients.Repository($"{Host(api)}/seen/by");
        await new ImagePush(repository).RunAsync(image, CancellationToken.None);
        var referrers = new Referrers(repository, TimeProvider.System);
        await referrers.AttachAsync(image.Root, [Attachment(7), Attachment(8)], CancellationToken.None);
        using var home = new TemporaryFolder();

        var discovered = await Tool.RunAsync(
                Tool.Find("oras", "bin/oras"),
                home.Root,
                new Dictionary<string, string> { ["HOME"] = home.Root },
                "discover",
                "--plain-http",
                "--format",
                "json",
                $"{Host(api)}/seen/by@{image.Root.Digest}"
            )
            .ShouldSucceedAsync();

        foreach (var descriptor in await referrers.ListAsync(image.Root.Digest, CancellationToken.None))
            Assert.Contains(descriptor.Digest, discovered.StandardOutput);
    }

    private static string Host(bool api) => (api ? withApi : withTags).Host;

    private static async Task<string[]> NumbersAsync(Referrers referrers, ImageLayout image)
    {
        var listed = await referrers.ListAsync(image.Root.Digest, CancellationToken.None);
        var attachments = await Task.WhenAll(
            listed.Select(descriptor => referrers.ReadAsync(descriptor, 1000, CancellationToken.None))
        );
        Assert.IsTrue(attachments.All(attachment => attachment?.MediaType == Kind));
        return [.. attachments.Select(attachment => attachment!.Annotations["number"]).Order(StringComparer.Ordinal)];
    }

    private static Attachment Attachment(int number) =>
        new(Kind, Encoding.UTF8.GetBytes($$"""{"number":{{number}}}"""))
        {
            Annotations = ImmutableDictionary<string, string>.Empty.Add("number", $"{number}"),
        };
}

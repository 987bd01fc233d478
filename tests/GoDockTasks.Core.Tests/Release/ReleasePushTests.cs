using System.Collections.Concurrent;
using System.Collections.Immutable;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Registries;
using GoDockTasks.Core.Release;
using GoDockTasks.Core.Tests.Oci;
using GoDockTasks.Core.Tests.Registries;

namespace GoDockTasks.Core.Tests.Release;

/// <summary>A registry that fails in the middle.</summary>
[TestClass]
public sealed class ReleasePushTests
{
    private const string NeedsRoot = "a registry that ends with the tests needs root";

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task What_fails_for_a_moment_is_tried_again()
    {
        await using var registry = await FaultyRegistry.StartAsync();
        using var layout = new WrittenLayout();
        layout.WriteUsual();
        var seen = new ConcurrentDictionary<string, int>();
        // Each request fails once, in turn by a status and by a connection that is cut.
        registry.Fault = (method, path) =>
            seen.AddOrUpdate($"{method} {path}", 1, (_, count) => count + 1) > 1 || path.Contains("/uploads/") ? null
            : path.Length % 2 == 0 ? 503
            : 0;

        Assert.IsEmpty(await PushAsync(registry, layout, "shop/orders"));

        Assert.AreEqual(Root(layout), await TagAsync(registry, "shop/orders"));
    }

    [TestMethod]
    [DataRow(0, "GDT4040")]
    [DataRow(500, "GDT4042")]
    [DataRow(400, "GDT4043")]
    [DataRow(403, "GDT4041")]
    [NeedsRoot(NeedsRoot)]
    public async Task What_fails_to_the_end_has_no_tag(int fault, string code)
    {
        await using var registry = await FaultyRegistry.StartAsync();
        using var layout = new WrittenLayout();
        layout.WriteUsual();
        // All of the image is there, and one attachment is missing.
        var manifests = 0;
        registry.Fault = (method, path) =>
            method == "PUT"
            && path.Contains("/manifests/", StringComparison.Ordinal)
            && Interlocked.Increment(ref manifests) > 4
                ? fault
                : null;

        var problems = await PushAsync(registry, layout, "shop/orders");

        Assert.AreSequenceEqual([code], problems);
        Assert.IsNull(await TagAsync(registry, "shop/orders"));
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task Where_a_tag_cannot_be_moved_those_before_it_are_put_back()
    {
        await using var registry = await FaultyRegistry.StartAsync();
        using var former = new WrittenLayout();
        former.Write(former.Image("amd64"));
        using var layout = new WrittenLayout();
        layout.WriteUsual();
        Assert.IsEmpty(await PushAsync(registry, former, "shop/a", "shop/b", "shop/c"));
        registry.Fault = (method, path) => method == "PUT" && path == "/v2/shop/c/manifests/1.2.3" ? 400 : null;

        Assert.AreSequenceEqual(["GDT4043"], await PushAsync(registry, layout, "shop/a", "shop/b", "shop/c"));

        foreach (var name in (string[])["shop/a", "shop/b", "shop/c"])
            Assert.AreEqual(Root(former), await TagAsync(registry, name));
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task Tags_that_cannot_be_put_back_are_named()
    {
        await using var registry = await FaultyRegistry.StartAsync();
        using var layout = new WrittenLayout();
        layout.WriteUsual();
        registry.Fault = (method, path) =>
            method == "DELETE" || method == "PUT" && path == "/v2/shop/b/manifests/1.2.3" ? 405 : null;

        Assert.AreSequenceEqual(["GDT4043", "GDT4048"], await PushAsync(registry, layout, "shop/a", "shop/b"));

        Assert.AreEqual(Root(layout), await TagAsync(registry, "shop/a"));
        Assert.IsNull(await TagAsync(registry, "shop/b"));
    }

    private static string Root(WrittenLayout layout) => ImageLayout.Read(layout.Root).Layout!.Root.Digest;

    // Pushes one image to all of these; the codes.
    private static async Task<string[]> PushAsync(FaultyRegistry registry, WrittenLayout layout, params string[] names)
    {
        using var home = new TemporaryFolder();
        using var handler = RegistryConnection.CreateHandler();
        using var connection = new RegistryConnection(
            handler,
            new(new ProcessRunner(), ImmutableDictionary<string, string>.Empty, home.Root, TimeSpan.FromMinutes(1)),
            TimeProvider.System,
            TimeSpan.FromSeconds(30)
        );
        var image = ImageLayout.Read(layout.Root).Layout!;
        var problems = await new ReleasePush(connection, TimeProvider.System).RunAsync(
            [
                .. names.Select(name => new PushedImage(
                    ImageReference.TryParse($"{registry.Host}/{name}:1.2.3")!,
                    image,
                    [ReleaseStatements.Bundle("https://example.com/one", "{}"u8.ToArray())]
                )),
            ],
            CancellationToken.None
        );
        return [.. problems.Select(problem => problem.Code)];
    }

    private static async Task<string?> TagAsync(FaultyRegistry registry, string name)
    {
        using var clients = new RegistryClients();
        var manifest = await clients
            .Repository($"{registry.Behind}/{name}")
            .FindManifestAsync("1.2.3", CancellationToken.None);
        return manifest?.Digest;
    }
}

using System.Text;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Registries;
using GoDockTasks.Core.Tests.Oci;

namespace GoDockTasks.Core.Tests.Registries;

[TestClass]
public sealed class ImagePushTests
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    [NeedsRoot("a registry that ends with the tests needs root")]
    public async Task What_is_pushed_has_the_digest_that_the_folder_has_and_no_name(bool api)
    {
        await using var registry = api ? await OciRegistry.StartWithReferrersAsync() : await OciRegistry.StartAsync();
        using var clients = new RegistryClients();
        using var layout = new WrittenLayout();
        layout.WriteUsual();
        var image = ImageLayout.Read(layout.Root).Layout!;
        var repository = clients.Repository($"{registry.Host}/shop/orders");

        await new ImagePush(repository).RunAsync(image, CancellationToken.None);

        Assert.AreSequenceEqual(
            image.ReadJson(image.Root),
            (await repository.FindManifestAsync(image.Root.Digest, CancellationToken.None))!.Content
        );
        Assert.IsNull(await repository.FindManifestAsync("1.2.3", CancellationToken.None));
        await repository.PutManifestAsync(
            "1.2.3",
            image.Root.MediaType,
            image.ReadJson(image.Root),
            CancellationToken.None
        );
        Assert.AreEqual(image.Root.Digest, await CraneAsync("digest", $"{registry.Host}/shop/orders:1.2.3"));
        // Again costs nothing and changes nothing.
        await new ImagePush(repository).RunAsync(image, CancellationToken.None);
    }

    [TestMethod]
    [NeedsRoot("a registry that ends with the tests needs root")]
    public async Task A_damaged_layer_reaches_no_registry()
    {
        await using var registry = await OciRegistry.StartAsync();
        using var clients = new RegistryClients();
        using var layout = new WrittenLayout();
        var layer = layout.Blob(WrittenLayout.Layer, new byte[300_000]);
        layout.Write(layout.Image("amd64", null, layer));
        var image = ImageLayout.Read(layout.Root).Layout!;
        var path = layout.PathOf((string)layer["digest"]!);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[200_000] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        var repository = clients.Repository($"{registry.Host}/shop/orders");

        var damage = await Assert.ThrowsExactlyAsync<LayoutDamageException>(() =>
            new ImagePush(repository).RunAsync(image, CancellationToken.None)
        );

        Assert.AreEqual(path, damage.File);
        Assert.IsNull(await repository.FindManifestAsync(image.Root.Digest, CancellationToken.None));
    }

    [TestMethod]
    [NeedsRoot("a registry that ends with the tests needs root")]
    public async Task Who_may_push_is_asked_of_what_docker_login_wrote()
    {
        await using var registry = await OciRegistry.StartAsync(withUsers: true);
        using var layout = new WrittenLayout();
        layout.WriteUsual();
        using var helpers = new TemporaryFolder();
        WriteHelper(
            helpers,
            "works",
            $$"""{"Username":"{{OciRegistry.User}}","Secret":"{{OciRegistry.Password}}"}""",
            0
        );
        WriteHelper(helpers, "knows-nothing", "credentials not found in native keychain", 1);
        WriteHelper(helpers, "breaks", "s3cret-in-output", 1);

        Assert.AreEqual("GDT4041", await CodeAsync(null));
        Assert.AreEqual("GDT4041", await CodeAsync(Auths(OciRegistry.User, "wrong-s3cret")));
        Assert.AreEqual("GDT4041", await CodeAsync($$$$"""{"auths":{"{{{{registry.Host}}}}":{"auth":"!s3cret"}}}"""));
        Assert.AreEqual("GDT4041", await CodeAsync("""{"credsStore":"isnt-there"}"""));
        Assert.AreEqual("GDT4041", await CodeAsync("""{"credsStore":"breaks"}"""));
        Assert.AreEqual("GDT4041", await CodeAsync("""{"credsStore":"knows-nothing"}"""));
        Assert.AreEqual("GDT4041", await CodeAsync("""{"credsStore":"../works"}"""));
        Assert.AreEqual("GDT4041", await CodeAsync("{"));
        Assert.IsNull(await CodeAsync(Auths(OciRegistry.User, OciRegistry.Password)));
        Assert.IsNull(await CodeAsync("""{"credsStore":"works"}"""));
        Assert.IsNull(await CodeAsync($$$"""{"credsStore":"breaks","credHelpers":{"{{{registry.Host}}}":"works"} }"""));

        string Auths(string user, string password) =>
            $$$$"""{"auths":{"https://{{{{registry.Host}}}}/v1/":{"auth":"{{{{Encoded(user, password)}}}}"}}}""";

        async Task<string?> CodeAsync(string? config)
        {
            using var clients = new RegistryClients(config, $"{helpers.Root}:{Tool.SystemPath}");
            try
            {
                await new ImagePush(clients.Repository($"{registry.Host}/shop/orders")).RunAsync(
                    ImageLayout.Read(layout.Root).Layout!,
                    CancellationToken.None
                );
                return null;
            }
            catch (RegistryException exception)
            {
                Assert.DoesNotContain("s3cret", exception.ToString());
                return exception.Descriptor.Code;
            }
        }
    }

    [TestMethod]
    public async Task Nobody_there_is_said_with_the_host()
    {
        using var clients = new RegistryClients();

        var exception = await Assert.ThrowsExactlyAsync<RegistryException>(() =>
            clients.Repository("127.0.0.1:1/shop/orders").FindManifestAsync("1", CancellationToken.None)
        );

        Assert.AreEqual("GDT4040", exception.Descriptor.Code);
        Assert.Contains("127.0.0.1:1", exception.Message);
    }

    private static string Encoded(string user, string password) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    private static void WriteHelper(TemporaryFolder folder, string name, string answer, int exitCode)
    {
        var path = folder.Write(
            "docker-credential-" + name,
            $"#!/bin/sh\ncat >/dev/null\nprintf '%s\\n' '{answer}'\nexit {exitCode}\n"
        );
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static async Task<string> CraneAsync(params string[] arguments)
    {
        using var home = new TemporaryFolder();
        var outcome = await Tool.RunAsync(
                Tool.Crane,
                home.Root,
                new Dictionary<string, string> { ["HOME"] = home.Root },
                [.. arguments]
            )
            .ShouldSucceedAsync();
        return outcome.StandardOutput.Trim();
    }
}

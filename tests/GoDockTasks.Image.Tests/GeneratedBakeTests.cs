using System.Text.Json;

namespace GoDockTasks.Image.Tests;

/// <summary>What bake makes of a generated bake file.</summary>
[TestClass]
[NeedsDocker]
public sealed class GeneratedBakeTests
{
    [TestMethod]
    public async Task A_secret_is_handed_in_where_its_variable_names_a_file()
    {
        var docker = await TestSession.DockerAsync();
        await using var service = await Service.StartAsync();
        await service.ModuleAsync("svc");
        service.Generate(request => request with { Secrets = "netrc;ca;ssh" }, ("svc", []));

        var netrc = service.Write("svc/netrc", "");
        var without = await TargetAsync();
        var with = await TargetAsync(("NETRC", netrc), ("REVISION", "abc"), ("REGISTRY", "registry.example.com/"));

        Assert.IsFalse(without.TryGetProperty("secret", out var none) && none.GetArrayLength() > 0);
        Assert.AreEqual(netrc, with.GetProperty("secret")[0].GetProperty("src").GetString());
        Assert.AreEqual(1, with.GetProperty("secret").GetArrayLength());
        Assert.IsFalse(without.TryGetProperty("ssh", out var noAgent) && noAgent.GetArrayLength() > 0);
        Assert.AreEqual("abc", with.GetProperty("labels").GetProperty("org.opencontainers.image.revision").GetString());
        Assert.HasCount(1, with.GetProperty("labels").EnumerateObject());
        Assert.IsFalse(without.TryGetProperty("labels", out _));
        Assert.AreEqual("registry.example.com/svc:latest", with.GetProperty("tags")[0].GetString());

        async Task<JsonElement> TargetAsync(params (string Name, string Value)[] variables)
        {
            var environment = docker
                .Environment.Concat(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)))
                .ToDictionary();
            var printed = await Tool.RunAsync(
                    Tool.Docker,
                    service.Path("svc"),
                    environment,
                    ["buildx", "bake", "--print"]
                )
                .ShouldSucceedAsync();
            return JsonElement.Parse(printed.StandardOutput).GetProperty("target").GetProperty("svc");
        }
    }

    [TestMethod]
    public async Task The_steps_of_the_build_lie_beside_the_image_in_its_registry()
    {
        var docker = await TestSession.DockerAsync();
        var images = await TestSession.BaseImagesAsync();
        await Task.WhenAll(images.GolangAsync(tag: "1.27-bookworm"), images.StaticAsync());
        await using var service = await Service.StartAsync();
        service.Write("svc/go.mod", "module example.com/service\n\ngo 1.27\n");
        service.Write("svc/main.go", "package main\n\nfunc main() { println(1) }\n");
        service.Generate(request => request with { Attestations = true }, ("svc", []));

        // Without the SBOM: BuildKit gives the image that lists what is installed a network, which this daemon has not.
        string[] options = [$"--set=svc.tags={docker.Registry.Address}/attested/svc:1", "--sbom=false", "--push"];
        await docker.BakeAsync(service.Path("svc"), "docker-bake.json", [.. options]).ShouldSucceedAsync();

        var index = await ReadAsync("manifest", "svc:1");
        var attached = index
            .GetProperty("manifests")
            .EnumerateArray()
            .Single(manifest =>
                manifest.TryGetProperty("annotations", out var annotations)
                && annotations.GetProperty("vnd.docker.reference.type").GetString() == "attestation-manifest"
            );
        var manifest = await ReadAsync("manifest", "svc@" + attached.GetProperty("digest").GetString());
        var layer = Assert.ContainsSingle(manifest.GetProperty("layers").EnumerateArray());
        var statement = await ReadAsync("blob", "svc@" + layer.GetProperty("digest").GetString());

        Assert.StartsWith("https://slsa.dev/provenance/", statement.GetProperty("predicateType").GetString());
        // Only mode=max has the steps of the build.
        Assert.Contains("go build -trimpath", statement.GetRawText());
        var subject = statement.GetProperty("subject")[0].GetProperty("digest").GetProperty("sha256").GetString();
        Assert.AreEqual(index.GetProperty("manifests")[0].GetProperty("digest").GetString(), "sha256:" + subject);

        async Task<JsonElement> ReadAsync(string verb, string reference)
        {
            var name = $"{docker.Registry.Host}/attested/{reference}";
            var read = await Tool.RunAsync(Tool.Crane, "/", docker.Environment, verb, name).ShouldSucceedAsync();
            return JsonElement.Parse(read.StandardOutput);
        }
    }
}

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
            var environment = docker.Environment.Concat(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value))).ToDictionary();
            var printed = await Tool.RunAsync(Tool.Docker, service.Path("svc"), environment, ["buildx", "bake", "--print"]).ShallAsync();
            return JsonElement.Parse(printed.StandardOutput).GetProperty("target").GetProperty("svc");
        }
    }
}

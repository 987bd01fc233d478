using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tests.Parts;
namespace GoDockTasks.Core.Tests.Dockerfiles.Generation;
[TestClass]
public sealed class PrintTests
{
    [TestMethod]
    public void P()
    {
        var d = System.IO.Path.Combine(Repository.Root, "samples/Shop/src/Shop.Web");
        var items = new[] { new SidecarItem("../../sidecars/orders", new Dictionary<string, string> { ["LdFlags"] = "-s -w", ["Platforms"]="linux/amd64;linux/arm/v7", ["RuntimeImage"]="scratch", ["Ports"]="8081;53/udp", ["Environment"]="A=b c$;Q=\"x\\" }, "", null), new SidecarItem("../../sidecars/pricing", new Dictionary<string, string>(), "", null) };
        var r = DockerfileGenerator.Generate(new() { Sidecars = SidecarReader.Read(items, d).Sidecars, ProjectFile = d + "/Shop.Web.csproj", Version = "1.2.3", Secrets="netrc;ca;ssh" });
        var text = string.Concat(r.Files.Select(f => "=== " + f.Path + "\n" + f.Text)) + string.Join("\n", r.Diagnostics.Select(x => x.Code + x.Message));
        File.WriteAllText("/tmp/print.txt", text);
    }
}

using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Sidecars;

/// <summary>Which values metadata may have, and what they become.</summary>
public sealed partial class SidecarReaderTests
{
    [TestMethod]
    [DataRow("Name", "a b", false)]
    [DataRow("Name", "-a", false)]
    [DataRow("Name", "orders-v2.1_x", true)]
    [DataRow("Main", "../other", false)]
    [DataRow("Main", "/abs", false)]
    [DataRow("CgoEnabled", "1", false)]
    [DataRow("cgoenabled", "True", true)]
    [DataRow("Platforms", "linux/amd64;linux/arm/v7", true)]
    [DataRow("Platforms", "linux", false)]
    [DataRow("Platforms", "linux/", false)]
    [DataRow("Ports", "8080;53/udp", true)]
    [DataRow("Ports", "0", false)]
    [DataRow("Ports", "70000", false)]
    [DataRow("Ports", "80/icmp", false)]
    [DataRow("Environment", "A=1;B=", true)]
    [DataRow("Environment", "=1", false)]
    [DataRow("Environment", "1A=1", false)]
    [DataRow("Environment", "A-B=1", false)]
    [DataRow("Environment", "A=1\nB", false)]
    [DataRow("Environment", "A=a,b $c", true)]
    [DataRow("User", "a b", false)]
    [DataRow("User", "$USER", false)]
    [DataRow("TimeZone", "Etc/GMT+1", true)]
    [DataRow("TimeZone", "$TZ", false)]
    [DataRow("Tags", "netgo,go1.21;x_y", true)]
    [DataRow("Tags", "$(id)", false)]
    [DataRow("LdFlags", "-X 'main.A=$(id)'", true)]
    [DataRow("LdFlags", "-s\n-w", false)]
    [DataRow("LdFlags", "-s -w -X main.v=-o -linkmode external -extldflags '-static -Wl,-z,relro -fuse-ld=lld'", true)]
    [DataRow("LdFlags", "-X -o -extldflags=-static -buildid= -I /lib/ld.so", true)]
    [DataRow("LdFlags", "-s -o /tmp/elsewhere", false)]
    [DataRow("LdFlags", "--o=/tmp/elsewhere", false)]
    [DataRow("ldflags", "'-o' x", false)]
    [DataRow("LdFlags", "all=-o=x", false)]
    [DataRow("LdFlags", "-toolexec /tmp/tool", false)]
    [DataRow("LdFlags", "-X main.v=1 -extld /tmp/tool", false)]
    [DataRow("LdFlags", "-importcfg=/tmp/cfg", false)]
    [DataRow("LdFlags", "-outbuf=/tmp/x", false)]
    [DataRow("LdFlags", "-cpuprofile /tmp/x", false)]
    [DataRow("LdFlags", "-tmpdir /tmp", false)]
    [DataRow("LdFlags", "@/tmp/flags", false)]
    [DataRow("LdFlags", "-extldflags '-static -o /tmp/elsewhere'", false)]
    [DataRow("LdFlags", "-extldflags=@/tmp/flags", false)]
    [DataRow("LdFlags", "-extldflags '-Wl,-z,now,@/tmp/flags'", false)]
    [DataRow("LdFlags", "-extldflags '-Xlinker --output=x'", false)]
    [DataRow("LdFlags", "-extldflags -fuse-ld=/tmp/ld", false)]
    [DataRow("LdFlags", "-extldflags '-B /tmp'", false)]
    [DataRow("BuilderImage", "golang:$VERSION", false)]
    [DataRow("Ports", "", true)]
    public void Values_are_checked(string name, string value, bool isValid)
    {
        using var folder = Module("svc");
        foreach (var there in (string[])["other", "svc/abs"])
            Directory.CreateDirectory(folder.Path(there));

        var list = Read(folder, Item("svc", null, (name, value)));

        Assert.HasCount(isValid ? 1 : 0, list.Sidecars);
        Assert.AreSequenceEqual(
            isValid ? [] : new[] { "GDT0003" },
            list.Diagnostics.Select(diagnostic => diagnostic.Code)
        );
    }

    [TestMethod]
    public void A_linker_flag_that_writes_elsewhere_is_refused_at_its_attribute()
    {
        using var folder = Module("svc");
        var project = folder.Write(
            "app.csproj",
            "<Project>\n  <GoSidecar Include=\"svc\"\n    LdFlags=\"-s -o x\" />\n</Project>\n"
        );

        var refused = Read(folder, Item("svc", project, ("LdFlags", "-s -o x"))).Diagnostics.Single();

        Assert.AreEqual("GDT0003", refused.Code);
        Assert.AreEqual(new(project, 3, 5), refused.Location);
    }

    [TestMethod]
    [DataRow("-trimpath -ldflags=-w", false)]
    [DataRow("'-ldflags=-w -o x'", true)]
    public void In_GOFLAGS_they_are_GDT1015(string goFlags, bool isRefused) =>
        Assert.AreEqual(
            isRefused,
            GoFlagsCheck.Check(goFlags, default, "", default).Any(diagnostic => diagnostic.Code == "GDT1015")
        );

    [TestMethod]
    public void Metadata_become_what_they_mean()
    {
        using var folder = Module("svc");

        var sidecar = Read(
            folder,
            Item(
                "svc",
                null,
                ("Tags", "a; b,c"),
                ("Platforms", "linux/amd64;linux/arm/v7;linux/amd64"),
                ("LdFlags", " -s -w "),
                ("Ports", "8080;53/udp;8080/tcp"),
                ("Environment", "A = 1,2 ;B="),
                ("Dockerfile", @"..\d\x.Dockerfile"),
                ("Build", "False")
            )
        )
            .Sidecars.Single();

        CollectionAssert.AreEqual(new[] { "a", "b", "c" }, sidecar.Tags);
        CollectionAssert.AreEqual(
            new[] { new Platform("linux", "amd64"), new Platform("linux", "arm", "v7") },
            sidecar.Platforms
        );
        CollectionAssert.AreEqual(new[] { new Port(8080), new Port(53, "udp") }, sidecar.Ports);
        CollectionAssert.AreEqual(
            new[] { new EnvironmentVariable("A", "1,2"), new EnvironmentVariable("B", "") },
            sidecar.Environment
        );
        Assert.AreEqual(Path.GetFullPath("../d/x.Dockerfile", folder.Root), sidecar.DockerfilePath);
        Assert.AreEqual("-s -w", sidecar.LdFlags);
        Assert.IsFalse(sidecar.Build);
        Assert.AreEqual(("65532:65532", "Etc/UTC", null), (sidecar.User, sidecar.TimeZone, sidecar.BuilderImage));
    }

    [TestMethod]
    [DataRow("cmd/orders", "./cmd/orders")]
    [DataRow("./cmd/orders/", "./cmd/orders")]
    [DataRow("cmd\\orders", "./cmd/orders")]
    [DataRow(".", ".")]
    public void Main_is_a_folder_of_the_module(string written, string expected)
    {
        using var folder = Module("svc");
        Directory.CreateDirectory(folder.Path("svc/cmd/orders"));

        var list = Read(folder, Item("svc", null, ("Main", written)));

        Assert.AreEqual(expected, list.Sidecars.Single().Main);
    }

    [TestMethod]
    public void A_main_that_is_not_there_is_said()
    {
        using var folder = Module("svc");

        var list = Read(folder, Item("svc", null, ("Main", "./cmd/none")));

        Assert.IsEmpty(list.Sidecars);
        Assert.AreEqual("GDT0003", list.Diagnostics.Single().Code);
    }
}

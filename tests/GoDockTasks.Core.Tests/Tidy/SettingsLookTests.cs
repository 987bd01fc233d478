using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

/// <summary>Settings of Go that are seen to be wrong without asking it.</summary>
[TestClass]
public sealed class SettingsLookTests
{
    [TestMethod]
    public async Task A_private_module_whose_name_goes_to_a_proxy()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        await folder.TidyAsync("svc");
        folder.Environment["GOPROXY"] = "https://proxy.example.com";
        folder.Environment["GOPRIVATE"] = "example.com";
        folder.Environment["GONOPROXY"] = "example.com/other";

        Assert.AreSequenceEqual(["GDT1207 svc/go.mod(5,1)"], folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    [DataRow("GOFLAGS", "mod=vendor")]
    [DataRow("GOFLAGS", "'-tags=a")]
    [DataRow("GOFLAGS", "---mod=vendor")]
    [DataRow("GOFLAGS", "-=vendor")]
    [DataRow("GO111MODULE", "off")]
    public async Task Settings_that_go_refuses_are_said_once(string name, string value)
    {
        using var folder = new CheckedFolder()
            .With("a/go.mod", "module example.com/a\n\ngo 1.19\n")
            .With("a/main.go", CheckedFolder.Empty)
            .With("b/go.mod", "module example.com/b\n\ngo 1.19\n")
            .With("b/main.go", CheckedFolder.Empty);
        folder.Environment[name] = value;

        Assert.AreSequenceEqual(["GDT1015 -(0,0)"], folder.Lines(await folder.CheckAsync("a", "b")));
    }

    [TestMethod]
    public async Task Mod_in_GOFLAGS_contradicts_a_workspace()
    {
        using var folder = new CheckedFolder()
            .With("go.work", "go 1.19\n\nuse ./svc\n")
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.Empty);
        folder.Environment["GOFLAGS"] = "-mod=mod";

        Assert.AreSequenceEqual(["GDT1015 -(0,0)"], folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    public async Task A_proxy_setting_that_cannot_work()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.Empty);
        folder.Environment["GOPROXY"] = "proxy.example.com";

        Assert.AreSequenceEqual(["GDT1201 -(0,0)"], folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    [DataRow("https://me:s3/c9@proxy.example.com")]
    [DataRow("https://me:s3 c9@proxy.example.com")]
    [DataRow("https://me:s3,c9@proxy.example.com")]
    [DataRow("http://me:s3c9@127.0.0.1:1")]
    public async Task A_password_in_GOPROXY_is_in_nothing_that_the_check_says(string goProxy)
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        folder.Environment["GOPROXY"] = goProxy;
        folder.Request = folder.Request with { ProbeProxies = true };

        var report = await folder.CheckAsync("svc");

        Assert.IsNotEmpty(report.Diagnostics);
        var said = string.Join(
            '\n',
            [.. report.Remarks, .. report.Diagnostics.Select(diagnostic => diagnostic.Message + diagnostic.Detail)]
        );
        foreach (var piece in new[] { "me:", "s3", "c9" })
            Assert.DoesNotContain(piece, said);
    }

    [TestMethod]
    public async Task A_password_in_GOPROXY_is_taken_out_of_what_go_says()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        folder.Environment["GOPROXY"] = "http://me:s3'c9@127.0.0.1:1";
        folder.Remark = "proxyconnect: http://me:s3'c9@127.0.0.1:1\n";

        var report = await folder.CheckAsync("svc");

        var details = string.Concat(report.Diagnostics.Select(diagnostic => diagnostic.Detail));
        Assert.Contains("proxyconnect", details);
        Assert.DoesNotContain("s3", details);
        Assert.DoesNotContain("c9", details);
    }
}

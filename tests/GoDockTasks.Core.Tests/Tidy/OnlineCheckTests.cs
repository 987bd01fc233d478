using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Tidy;

/// <summary>What is asked of the network where the user wants that, and how it comes out of the check.</summary>
[TestClass]
public sealed class OnlineCheckTests
{
    public static IEnumerable<object[]> GoVersions => RealGo.EachVersion;

    [TestMethod]
    public async Task Asked_for_it_the_check_says_which_proxies_answer()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        await folder.TidyAsync("svc");
        await using var proxy = await ModuleProxy.StartAsync(folder.Proxy, ModuleProxyFault.InternalServerError);
        folder.Environment["GOPROXY"] = $"{proxy.Url.AbsoluteUri.TrimEnd('/')}|{folder.Proxy.Url}";
        folder.Request = folder.Request with { ProbeProxies = true };

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1210 -(0,0)"], folder.Lines(report));
        Assert.AreEqual(DiagnosticSeverity.Warning, report.Diagnostics.Single().Severity);
        Assert.HasCount(2, report.Remarks);
        folder.Request = folder.Request with { ContinuousIntegration = true };
        Assert.AreEqual(DiagnosticSeverity.Error, (await folder.CheckAsync("svc")).Diagnostics.Single().Severity);
    }

    [TestMethod]
    public async Task A_Go_that_has_its_default_proxy_built_in_is_asked_for_it()
    {
        using var folder = new CheckedFolder("1.19")
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        await folder.TidyAsync("svc");
        folder.Environment.Remove("GOPROXY");
        folder.Environment["GOPRIVATE"] = "example.com";
        await folder.CheckAsync("svc");
        folder.Request = folder.Request with { ProbeProxies = true };

        var report = await folder.CheckAsync("svc");

        Assert.Contains("env", folder.Started.SelectMany(request => request.Arguments));
        Assert.HasCount(1, report.Remarks);
    }

    [TestMethod]
    [DynamicData(nameof(GoVersions))]
    public async Task Asked_for_it_the_check_says_what_was_taken_back(string version)
    {
        using var folder = new CheckedFolder(version)
            .With(
                "svc/go.mod",
                "module example.com/svc\n\ngo 1.19\n\nrequire (\n\texample.com/greet v1.0.0\n"
                    + "\texample.com/old v1.0.0\n\texample.com/bad v1.0.0\n)\n"
            )
            .With(
                "svc/main.go",
                "package main\n\nimport (\n\t_ \"example.com/bad\"\n\t_ \"example.com/greet\"\n"
                    + "\t_ \"example.com/old\"\n)\n\nfunc main() {}\n"
            );
        folder
            .Proxy.Add(
                "example.com/old",
                "v1.0.0",
                (
                    "go.mod",
                    "// Deprecated: use example.com/new,\n// which is better\nmodule example.com/old\n\ngo 1.19\n"
                ),
                ("old.go", "package old\n")
            )
            .Add("example.com/bad", "v1.0.0", ("bad.go", "package bad\n"))
            .Add(
                "example.com/bad",
                "v1.0.1",
                ("go.mod", "module example.com/bad\n\ngo 1.19\n\nretract v1.0.0 // loses data\n"),
                ("bad.go", "package bad\n")
            );
        await folder.TidyAsync("svc");
        folder.With(
            "svc/go.mod",
            "module example.com/svc\n\ngo 1.19\n\nrequire (\n\texample.com/bad v1.0.0\n"
                + "\texample.com/greet v1.0.0\n\texample.com/old v1.0.0\n)\n"
        );
        folder.With("go.work", "go 1.19\n\nuse ./svc\n");
        folder.Request = folder.Request with { ProbeProxies = true };

        var report = await folder.CheckAsync("svc");

        Assert.AreSequenceEqual(["GDT1014 svc/go.mod(6,2)", "GDT1014 svc/go.mod(8,2)"], folder.Lines(report));
        Assert.IsFalse(
            report.Diagnostics.Any(diagnostic => diagnostic.Message.Contains('\n', StringComparison.Ordinal))
        );
        // What one module lacks doesn't hide the others.
        folder.With(
            "svc/go.mod",
            "module example.com/svc\n\ngo 1.19\n\nrequire (\n\texample.com/bad v1.0.0\n"
                + "\texample.com/greet v1.9.0\n\texample.com/old v1.0.0\n)\n"
        );
        CollectionAssert.IsSubsetOf(
            new[] { "GDT1014 svc/go.mod(6,2)", "GDT1014 svc/go.mod(8,2)" },
            folder.Lines(await folder.CheckAsync("svc"))
        );
    }
}

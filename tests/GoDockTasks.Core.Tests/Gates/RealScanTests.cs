using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Tests.Building;

namespace GoDockTasks.Core.Tests.Gates;

/// <summary>Real govulncheck, of a program that real Go built of a module that a database of our own knows.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class RealScanTests
{
    private const string Gate = "vulnerabilities";
    private const string Render =
        "package render\n\n//go:noinline\nfunc Execute(s string) string { return s + s }\n\n"
        + "//go:noinline\nfunc Escape(s string) string { return s + \"!\" }\n";

    [TestMethod]
    public async Task What_the_program_calls_fails_and_what_is_only_linked_in_warns()
    {
        using var built = new BuiltFolder();
        var called = await BuildAsync(built, "orders", "Execute", "v1.2.0");
        var linked = await BuildAsync(built, "billing", "Escape", "v1.2.0");
        var mended = await BuildAsync(built, "stock", "Execute", "v1.2.1");
        var scan = $"{Tool.Find("govulncheck", "bin/govulncheck")};-db;{Database(built)};-format;json;-mode;binary;";

        Assert.AreEqual("Failed GDT4010", await VerdictAsync(called, scan + "$PROGRAM"));
        Assert.AreEqual("Warned GDT4011", await VerdictAsync(linked, scan + "$PROGRAM"));
        Assert.AreEqual("Passed", await VerdictAsync(mended, scan + "$PROGRAM"));
        // The scan of one program says nothing of another.
        Assert.AreEqual("NotChecked GDT4023", await VerdictAsync(called, scan + mended));
        Assert.AreEqual("NotChecked GDT4025", await VerdictAsync(called, scan + built.Folder.Path("orders/main.go")));
        Assert.AreEqual("NotChecked GDT4024", await VerdictAsync(called, scan + "$PROGRAM", days: 8));
    }

    [TestMethod]
    public async Task Its_stream_cut_after_any_message_is_not_checked()
    {
        using var built = new BuiltFolder();
        var program = await BuildAsync(built, "orders", "Execute", "v1.2.0");
        var stream = await new ProcessRunner().RunAsync(
            new(
                Tool.Find("govulncheck", "bin/govulncheck"),
                ["-db", Database(built), "-format", "json", "-mode", "binary", program],
                built.Folder.Root,
                built.Environment,
                TimeSpan.FromMinutes(1)
            ),
            CancellationToken.None
        );
        Assert.IsTrue(stream.Succeeded, stream.StandardError);
        var messages = stream.StandardOutput.Split("\n}\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.IsGreaterThan(6, messages.Length);

        using var folder = new GatedFolder().With(Gate, ("Report", "report.json")).Run(program);
        for (var count = 0; count <= messages.Length; count++)
        {
            var cut = string.Concat(messages[..count].Select(message => message + "\n}\n"));
            folder.Write("report.json", cut);
            Assert.AreEqual("NotChecked GDT4022", await folder.VerdictAsync(Gate), $"after {count}");
        }

        folder.Write("report.json", stream.StandardOutput + ScanStream.Gave);
        Assert.AreEqual("Failed GDT4010", await folder.VerdictAsync(Gate));
    }

    private static async Task<string> VerdictAsync(string program, string command, int days = 0)
    {
        using var folder = new GatedFolder().With(Gate, ("Command", command)).Run(program);
        folder.Now = folder.Now.AddDays(days);
        return await folder.VerdictAsync(Gate);
    }

    private static async Task<string> BuildAsync(BuiltFolder built, string name, string function, string version)
    {
        var store = new ModuleStore(built.Folder.Path("store"))
            .Add("example.com/render", "v1.2.0", ("render.go", Render))
            .Add("example.com/render", "v1.2.1", ("render.go", Render));
        built.Environment["GOPROXY"] = store.Url;
        built.WithModule(
            name,
            $"package main\n\nimport \"example.com/render\"\n\nfunc main() {{ println(render.{function}(\"x\")) }}\n",
            $"\nrequire example.com/render {version}\n"
        );
        var tidied = await built.Go.RunAsync(built.Folder.Path(name), built.Environment, "mod", "tidy");
        Assert.IsTrue(tidied.Succeeded, tidied.StandardError);
        var report = await built.BuildAsync(name);
        Assert.IsEmpty(report.Diagnostics);
        return report.Programs.Single().Path;
    }

    // The layout of vuln.go.dev, version 1.
    private static string Database(BuiltFolder built)
    {
        built
            .With("db/index/db.json", """{"modified":"2026-11-18T10:00:00Z"}""")
            .With(
                "db/index/modules.json",
                """
                [{"path":"example.com/render",
                  "vulns":[{"id":"GO-2026-0001","modified":"2026-11-18T10:00:00Z","fixed":"1.2.1"}]}]
                """
            )
            .With(
                "db/ID/GO-2026-0001.json",
                """
                {"schema_version":"1.3.1","id":"GO-2026-0001","modified":"2026-11-18T10:00:00Z",
                 "published":"2026-11-18T10:00:00Z","aliases":["CVE-2026-0001"],
                 "summary":"Templates can run commands in example.com/render",
                 "severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}],
                 "affected":[{"package":{"name":"example.com/render","ecosystem":"Go"},
                   "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.2.1"}]}],
                   "ecosystem_specific":{"imports":[{"path":"example.com/render","symbols":["Execute"]}]}}]}
                """
            );
        return new Uri(built.Folder.Path("db")).AbsoluteUri;
    }
}

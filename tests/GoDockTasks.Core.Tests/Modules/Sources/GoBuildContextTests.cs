using System.Collections.Frozen;
using System.Text;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Tests.Modules.Sources;

/// <summary>Which files a build has: go/build is asked the same of the same files.</summary>
[TestClass]
public sealed class GoBuildContextTests
{
    // A name, and what stands before the package clause.
    private static readonly (string Name, string Head)[] Files =
    [
        ("plain.go", ""),
        ("linux.go", ""),
        ("x_linux.go", ""),
        ("x_windows.go", ""),
        ("x_amd64.go", ""),
        ("x_linux_arm64.go", ""),
        ("x_windows_amd64.go", ""),
        ("x_unix.go", ""),
        ("x_linux_extra.go", ""),
        ("x_android.go", ""),
        ("windows_x.go", ""),
        ("_x.go", ""),
        (".x.go", ""),
        ("x_linux.pb.go", ""),
        ("x_arm64_linux.go", ""),
        ("x_darwin_foo_amd64.go", ""),
        ("a.go", "//go:build linux\n\n"),
        ("b.go", "//go:build !linux\n\n"),
        ("c.go", "//go:build linux && (amd64 || arm64)\n\n"),
        ("d.go", "//go:build ignore\n\n"),
        ("e.go", "//go:build special\n\n"),
        ("f.go", "//go:build !special && unix\n\n"),
        ("g.go", "//go:build cgo\n\n"),
        ("h.go", "//go:build go1.18\n\n"),
        ("i.go", "//go:build go1.99\n\n"),
        ("j.go", "// +build linux,amd64 windows\n\n"),
        ("k.go", "// +build !linux\n// +build amd64\n\n"),
        ("l.go", "// +build linux\n"),
        ("m.go", "//go:build linux\n// +build windows\n\n"),
        ("n.go", "// A license.\n\n//go:build windows\n\n// Package p.\n"),
        ("o.go", "/* A license. */\n\n//go:build windows\n\n"),
        ("p.go", "/*\n//go:build windows\n*/\n"),
        ("q.go", "//  +build windows\n\n"),
        ("r.go", "//go:buildx windows\n\n"),
        ("s.go", "\uFEFF//go:build windows\n\n"),
        ("t.go", "//go:build\twindows\r\n\r\n"),
        ("u.go", "//go:build gc && !gccgo\n\n"),
        ("v.go", "/* x */ //go:build windows\n\n"),
        ("w.go", "// +build\n\n"),
        ("x.go", "//go:build windows // comment\n\n"),
        ("y.go", "//go:build ((windows))||   linux\n\n"),
        ("z.go", "// +build windows\n/* x */\n\n"),
        ("aa.go", "// +build special,!other linux,!amd64\n\n"),
        ("ac.go", "//go:build !a && !b && !c\n\n"),
    ];

    [TestMethod]
    [DataRow("1.19", "linux", "amd64", "0")]
    [DataRow("1.27", "linux", "amd64", "1")]
    [DataRow("1.27", "linux", "arm64", "0", "special", "other")]
    [DataRow("1.27", "windows", "amd64", "0")]
    [DataRow("1.27", "android", "arm64", "0")]
    [DataRow("1.27", "darwin", "arm64", "0", "special")]
    public async Task Go_compiles_the_same_files(
        string version,
        string system,
        string architecture,
        string cgo,
        params string[] tags
    )
    {
        using var folder = new TemporaryFolder();
        folder.Write("p/go.mod", "module example.com/p\n\ngo 1.19\n");
        foreach (var (name, head) in Files)
            folder.Write("p/" + name, head + "package p\n");
        folder.Write("p/cgo.go", "package p\n\nimport \"C\"\n");
        var go = RealGo.Get(version);
        var context = new GoBuildContext
        {
            System = system,
            Architecture = architecture,
            Cgo = cgo == "1",
            Tags = tags.ToFrozenSet(),
            Release = int.Parse(version[2..], null),
        };

        var list = await go.RunAsync(
            folder.Path("p"),
            RealGo.Environment(
                folder.Root,
                ("GOCACHE", go.BuildCache),
                ("GOOS", system),
                ("GOARCH", architecture),
                ("CGO_ENABLED", cgo)
            ),
            "list",
            "-e",
            "-tags=" + string.Join(',', tags),
            "-f",
            "{{join .GoFiles \"\\n\"}}\n{{join .CgoFiles \"\\n\"}}\n{{join .InvalidGoFiles \"\\n\"}}",
            "."
        );
        var listed = list
            .StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Order(StringComparer.Ordinal);
        var included = Files
            .Append(("cgo.go", ""))
            .Where(file => Includes(context, file) != false)
            .Select(file => file.Item1)
            .Order(StringComparer.Ordinal);

        Assert.AreSequenceEqual(listed, included);
    }

    [TestMethod]
    public void What_is_not_known_stays_open()
    {
        var context = new GoBuildContext { System = "linux" };

        Assert.IsNull(Includes(context, ("x_amd64.go", "")));
        Assert.IsNull(Includes(context, ("x.go", "//go:build special\n\n")));
        Assert.IsNull(Includes(context, ("x.go", "//go:build go1.30\n\n")));
        Assert.IsNull(Includes(context, ("x.go", "//go:build linux && (\n\n")));
        Assert.IsNull(Includes(context, ("x.go", "//go:build linux\n//go:build amd64\n\n")));
        Assert.IsNull(Includes(context with { Tags = [] }, ("x.go", "//go:build race\n\n")));
        Assert.IsTrue(Includes(context, ("x.go", "//go:build special || linux\n\n")));
        Assert.IsFalse(Includes(context, ("x_windows.go", "//go:build special\n\n")));
        Assert.IsNull(Includes(context with { Tags = [] }, ("x.go", "//go:build goexperiment.arenas || amd64.v3\n\n")));
        Assert.IsFalse(Includes(context, ("x_test.go", "")));
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = true)]
    public void Any_text_is_read_in_linear_time()
    {
        foreach (var part in new[] { "(", "!", "a||", "a&&(", "//go:build a\n", "/*", "// +build !!a,b\n", "\uFFFD" })
            _ = BuildConstraint
                .Read(Encoding.UTF8.GetBytes("//go:build " + string.Concat(Enumerable.Repeat(part, 200_000))))
                .HoldsForTidy;
    }

    private static bool? Includes(GoBuildContext context, (string Name, string Head) file)
    {
        var text = file.Head + "package p\n";
        return context.Includes(
            file.Name,
            BuildConstraint.Read(Encoding.UTF8.GetBytes(text)),
            usesCgo: file.Name == "cgo.go"
        );
    }
}

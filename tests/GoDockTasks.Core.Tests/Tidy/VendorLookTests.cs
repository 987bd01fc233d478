using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

/// <summary>A vendor folder that is seen not to agree, without asking go.</summary>
[TestClass]
public sealed class VendorLookTests
{
    [TestMethod]
    [DynamicData(nameof(RealGo.EachVersion), typeof(RealGo))]
    public async Task A_vendor_folder_that_does_not_agree(string version)
    {
        using var folder = new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        await folder.TidyAsync("svc");
        Assert.IsTrue(
            (await folder.Go.RunAsync(folder.Folder.Path("svc"), folder.Environment, "mod", "vendor")).Succeeded
        );
        File.WriteAllText(
            folder.Folder.Path("svc/vendor/modules.txt"),
            "# example.com/greet v1.1.0\n## explicit; go 1.19\nexample.com/greet\n"
        );

        var lines = folder.Lines(await folder.CheckAsync("svc"));

        Assert.IsNotEmpty(lines);
        Assert.IsTrue(
            lines.All(line => line.StartsWith("GDT1010 ", StringComparison.Ordinal)),
            string.Join("; ", lines)
        );
    }

    [TestMethod]
    [DataRow("main.go", "", "", "")]
    [DataRow("main.go", "greet", "", "GDT1010 svc/main.go(3,8)")]
    [DataRow("main.go", "greet/words", "", "GDT1010 svc/vendor/example.com/greet/greet.go(3,8)")]
    [DataRow("main.go", "greet/words/words.go", "", "GDT1010 svc/vendor/example.com/greet/greet.go(3,8)")]
    [DataRow("main.go", "greet/words", "-mod=vendor", "GDT1010 svc/vendor/example.com/greet/greet.go(3,8)")]
    [DataRow("main.go", "greet/words", "-mod=mod", "")]
    [DataRow("main.go", "greet/unused", "", "")]
    [DataRow("main_plan9.go", "greet", "", "")]
    [DataRow("main_test.go", "greet", "", "")]
    public async Task A_package_that_the_vendor_folder_lacks(string file, string lost, string goFlags, string expected)
    {
        foreach (var version in (string[])[RealGo.Versions[0], RealGo.Newest])
        {
            using var folder = new CheckedFolder(version)
                .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.2.0\n")
                .With("svc/run/main.go", CheckedFolder.Empty)
                .With("svc/" + file, CheckedFolder.UsesGreet)
                .With(
                    "svc/vendor/modules.txt",
                    "# example.com/greet v1.2.0\n## explicit; go 1.19\nexample.com/greet\n"
                        + "example.com/greet/unused\nexample.com/greet/words\n"
                )
                .With(
                    "svc/vendor/example.com/greet/greet.go",
                    "package greet\n\nimport \"example.com/greet/words\"\n\nconst Hello = words.Hello\n"
                )
                .With("svc/vendor/example.com/greet/unused/unused.go", "package unused\n")
                .With("svc/vendor/example.com/greet/words/words.go", "package words\n\nconst Hello = \"hello\"\n")
                .With("svc/vendor/example.com/greet/words/LICENSE", "");
            folder.Proxy.Add("example.com/greet", "v1.2.0", ("greet.go", "package greet\n\nconst Hello = \"hello\"\n"));
            folder.Environment["GOFLAGS"] = goFlags;
            await folder.TidyAsync("svc");
            var path = folder.Folder.Path("svc/vendor/example.com/" + (lost.Length == 0 ? "none" : lost));
            if (File.Exists(path))
                File.Delete(path);
            else if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);

            var listed = await folder.Go.RunAsync(
                folder.Folder.Path("svc"),
                folder.Environment,
                "list",
                "-deps",
                "./..."
            );
            Assert.AreEqual(expected.Length == 0, listed.Succeeded, listed.StandardError);
            for (var times = 0; times < 2; times++)
                Assert.AreEqual(expected, string.Join(", ", folder.Lines(await folder.CheckAsync("svc"))), version);
        }
    }

    [TestMethod]
    public async Task In_a_workspace_a_members_vendor_folder_is_not_looked_at()
    {
        using var folder = new CheckedFolder()
            .With("go.work", "go 1.22\n\nuse ./svc\n")
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("svc/main.go", CheckedFolder.UsesGreet);
        await folder.TidyAsync("svc");
        folder.With("svc/vendor/modules.txt", "# example.com/greet v1.1.0\n## explicit; go 1.19\nexample.com/greet\n");

        Assert.IsTrue(
            (
                await folder.Go.RunAsync(folder.Folder.Path("svc"), folder.Environment, "list", "-deps", "./...")
            ).Succeeded
        );
        Assert.IsEmpty(folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    public async Task Merge_markers_in_the_vendor_folder()
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", CheckedFolder.Empty)
            .With("svc/vendor/modules.txt", "<<<<<<< HEAD\n=======\n>>>>>>> other\n");

        Assert.AreSequenceEqual(["GDT1002 svc/vendor/modules.txt(1,1)"], folder.Lines(await folder.CheckAsync("svc")));
        Assert.IsEmpty(folder.Started);
    }
}

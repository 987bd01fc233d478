using GoDockTasks.Core.Tests.Building;
using GoDockTasks.Core.Tests.Tidy;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Toolchain;

/// <summary>
/// A GOROOT that is set, and not that of the Go at hand: tidy doesn't notice, a build says thousands of other things.
/// </summary>
[TestClass]
public sealed class GoRootCheckTests
{
    private const string Prints = "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println() }\n";

    [TestMethod]
    [DataRow("1.19", "1.27")]
    [DataRow("1.27", "1.19")]
    public async Task A_GOROOT_of_another_go_is_seen_by_check_and_build(string version, string other)
    {
        using var folder = new BuiltFolder(version);
        folder.WithModule("orders", Prints);
        folder.Environment["GOROOT"] = RealGo.Get(other).Root;

        Assert.AreSequenceEqual(["GDT1139 -(0,0)"], await CheckAsync(version, RealGo.Get(other).Root));
        Assert.AreSequenceEqual(["GDT1139 orders/go.mod(1,0)"], folder.Lines(await folder.BuildAsync("orders")));
        folder.Environment.Remove("GOROOT");
        Assert.IsEmpty((await folder.BuildAsync("orders")).Diagnostics);
    }

    [TestMethod]
    [DataRow("1.19", "")]
    [DataRow("1.27", "")]
    [DataRow("1.27", "gone")]
    public async Task A_GOROOT_of_no_go_is_seen_by_check_and_build(string version, string name)
    {
        using var folder = new BuiltFolder(version);
        folder.WithModule("orders", Prints);
        var root = folder.Folder.Path("tmp/" + name);
        folder.Environment["GOROOT"] = root;

        Assert.AreSequenceEqual(["GDT1139 -(0,0)"], await CheckAsync(version, root));
        Assert.AreSequenceEqual(["GDT1139 orders/go.mod(1,0)"], folder.Lines(await folder.BuildAsync("orders")));
    }

    [TestMethod]
    public async Task A_GOROOT_in_the_file_of_go_env_is_at_its_line()
    {
        using var folder = Checked("1.27");
        folder.With("config/env", "GOFLAGS=\nGOROOT=/no/such/go\n");
        folder.Environment["GOENV"] = folder.Folder.Path("config/env");

        Assert.AreSequenceEqual(["GDT1139 config/env(2,8)"], folder.Lines(await folder.CheckAsync("svc")));
    }

    [TestMethod]
    public async Task A_GOROOT_that_go_would_find_by_itself_is_fine()
    {
        // By another way: what counts is which Go it holds.
        using var folder = Checked("1.27");
        Directory.CreateSymbolicLink(folder.Folder.Path("link"), folder.Go.Root);
        folder.Environment["GOROOT"] = folder.Folder.Path("link");

        Assert.IsEmpty((await folder.CheckAsync("svc")).Diagnostics);
    }

    [TestMethod]
    public async Task A_module_in_which_go_hands_over_to_another_toolchain_needs_none()
    {
        using var folder = Checked("1.24").With("svc/go.mod", "module example.com/svc\n\ngo 1.27.0\n");
        folder.Environment["GOROOT"] = folder.Folder.Path("gone");
        folder.Environment["GOTOOLCHAIN"] = "path";
        folder.With("bin/here", "");
        File.CreateSymbolicLink(folder.Folder.Path("bin/go1.27.0"), RealGo.Get("1.27").Executable);
        folder.Environment["PATH"] += Path.PathSeparator + folder.Folder.Path("bin");

        Assert.DoesNotContain("GDT1139 -(0,0)", folder.Lines(await folder.CheckAsync("svc")));
    }

    private static async Task<string[]> CheckAsync(string version, string goRoot)
    {
        using var folder = Checked(version);
        folder.Environment["GOROOT"] = goRoot;
        return folder.Lines(await folder.CheckAsync("svc"));
    }

    private static CheckedFolder Checked(string version) =>
        new CheckedFolder(version)
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", Prints);
}

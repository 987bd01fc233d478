using System.Text;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Fingerprints.BuildInfo;

/// <summary>Files, folders and patterns, as `go version -m` goes through them.</summary>
[TestClass]
public sealed class ListingTests
{
    [TestMethod]
    [DataRow("dist", new[] { "dist" })]
    [DataRow("./dist/", new[] { "./dist/" })]
    [DataRow(".", new[] { "." })]
    [DataRow("dist/a/../a; dist/b ;./dist/b;dist/b", new[] { "dist/a/../a", "dist/b", "./dist/b", "dist/b" })]
    [DataRow("dist/*", new[] { "dist/a.b", "dist/b", "dist/link", "dist/ﬁ", "dist/𝒳" })]
    [DataRow("dist/a/..", new[] { "dist/a/.." })]
    [DataRow("{0}/dist/;{0}/dist/b", new[] { "{0}/dist/", "{0}/dist/b" })]
    [DataRow("{0}/dist/*", new[] { "{0}/dist/a.b", "{0}/dist/b", "{0}/dist/link", "{0}/dist/ﬁ", "{0}/dist/𝒳" })]
    [DataRow("**/o?", new[] { "dist/obj/o1" })]
    [DataRow("./**/[xz]", new[] { "./dist/.hidden/x", "./dist/a/z", "./dist/with space/x" })]
    public async Task Names_and_order_are_those_of_go(string list, string[] arguments)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "b", "a/z", "a.b", ".hidden/x", "ﬁ", "𝒳", "obj/o1", "vendor/v", "with space/x" })
            Write(folder, "dist/" + name, $"path\t{name}\n");
        folder.Write("dist/text", "This is no program, and long enough to be read.");
        folder.Write("dist/script.exe", "#!/bin/sh\nexit 1\n");
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(folder.Path("dist/link"), "b");
            File.CreateSymbolicLink(folder.Path("dist/broken"), "nothing");
            Directory.CreateSymbolicLink(folder.Path("dist/round"), "..");
        }

        var go = RealGo.Get();
        var version = await go.RunAsync(
            folder.Root,
            RealGo.Environment(folder.Root),
            ["version", "-m", .. arguments.Select(Absolute)]
        );
        var listing = GoBuildInfoListing.Make(Absolute(list), folder.Root, CancellationToken.None);

        Assert.AreNotEqual("", version.StandardOutput);
        Assert.AreEqual(version.StandardOutput, Encoding.UTF8.GetString(listing.Text.Span));

        string Absolute(string text) => text.Replace("{0}", folder.Root, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_named_file_without_build_info_is_an_error_and_in_folders_only_what_Go_made_is_mentioned()
    {
        using var folder = new TemporaryFolder();
        folder.Write("dist/text", "This is no program, and long enough to be read.");
        Write(folder, "dist/good", "path\tx\n");
        var removed = new HandmadeElf(true, false).Inline("", "");
        File.WriteAllBytes(folder.Path("dist/removed"), removed);
        var damaged = new HandmadeElf(true, false).Inline("go1.18", HandmadeElf.Framed("dep\tx\n"));
        File.WriteAllBytes(folder.Path("dist/damaged"), damaged);

        Assert.AreSequenceEqual(
            ["Warning GDT3008 dist/damaged", "Warning GDT3008 dist/removed"],
            Found(folder, "dist")
        );
        Assert.AreSequenceEqual(
            ["Error GDT3008 dist/damaged", "Error GDT3008 dist/removed", "Error GDT3008 dist/text"],
            Found(folder, "dist/*")
        );
        Assert.AreSequenceEqual(
            ["Error GDT3008 dist/text", "Error GDT1012 dist/nothing"],
            Found(folder, "dist/text;dist/nothing").OrderDescending(StringComparer.Ordinal)
        );
    }

    [TestMethod]
    public void A_folder_without_any_Go_binary_is_not_passed_over_in_silence()
    {
        using var folder = new TemporaryFolder();
        folder.Write("dist/text", "This is no program, and long enough to be read.");
        Directory.CreateDirectory(folder.Path("empty"));

        Assert.AreSequenceEqual(["Warning GDT3008 dist"], Found(folder, "dist"));
        Assert.AreSequenceEqual(["Error GDT1012 empty"], Found(folder, "empty"));
    }

    [TestMethod]
    public void A_log_gets_no_control_characters()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "program", "path\tx\u001b[2J\r::set-env\n");

        var listing = GoBuildInfoListing.Make("program", folder.Root, CancellationToken.None);

        Assert.Contains("\u001b[2J\r", Encoding.UTF8.GetString(listing.Text.Span));
        Assert.AreSequenceEqual(["program: go1.18", "\tpath\tx\uFFFD[2J\uFFFD::set-env"], listing.Lines);
    }

    private static void Write(TemporaryFolder folder, string name, string modules)
    {
        folder.Write(name, "");
        File.WriteAllBytes(
            folder.Path(name),
            new HandmadeElf(true, false).Inline("go1.18", HandmadeElf.Framed(modules))
        );
    }

    private static string[] Found(TemporaryFolder folder, string list) =>
        [
            .. GoBuildInfoListing
                .Make(list, folder.Root, CancellationToken.None)
                .Diagnostics.Select(diagnostic =>
                    $"{diagnostic.Severity} {diagnostic.Code} "
                    + $"{Path.GetRelativePath(folder.Root, diagnostic.Location.File!).Replace('\\', '/')}"
                ),
        ];
}

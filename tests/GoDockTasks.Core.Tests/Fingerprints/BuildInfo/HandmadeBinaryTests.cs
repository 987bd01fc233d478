using System.Text;
using GoDockTasks.Core.BuildInfo;

namespace GoDockTasks.Core.Tests.Fingerprints.BuildInfo;

/// <summary>What no Go that can be had writes: older formats, and texts that break the rules or stretch them.</summary>
[TestClass]
public sealed class HandmadeBinaryTests
{
    private const string Modules =
        "path\texample.com/old\nmod\texample.com/old\t(devel)\t\ndep\texample.com/x\tv1.0.0\n"
        + "=>\texample.com/y\tv1.1.0\th1:YQ==\n";

    [TestMethod]
    [DataRow(false, false)]
    [DataRow(false, true)]
    [DataRow(true, false)]
    [DataRow(true, true)]
    public async Task Pointers_of_Go_before_1_18_are_followed(bool is64, bool isBigEndian)
    {
        var file = new HandmadeElf(is64, isBigEndian).WithPointers("go1.13.15", HandmadeElf.Framed(Modules));

        Assert.AreEqual(await GoVersionAsync(file), Printed(file));
        Assert.AreEqual("go1.13.15", Read(file).BuildInfo!.GoVersion);
        Assert.AreEqual("example.com/y", Read(file).BuildInfo!.Dependencies.Single().Replacement!.Path);
    }

    [TestMethod]
    [DataRow(false, true)]
    [DataRow(true, false)]
    public void Without_section_headers_the_first_writable_segment_is_searched(bool is64, bool isBigEndian)
    {
        Assert.AreEqual(
            "go1.16",
            Read(
                new HandmadeElf(is64, isBigEndian) { HasSections = false }.WithPointers(
                    "go1.16",
                    HandmadeElf.Framed(Modules)
                )
            ).BuildInfo!.GoVersion
        );
        Assert.AreEqual(
            "go1.20",
            Read(
                new HandmadeElf(is64, isBigEndian) { HasSections = false }.Inline("go1.20", HandmadeElf.Framed(Modules))
            ).BuildInfo!.GoVersion
        );
    }

    [TestMethod]
    public void The_whole_segment_is_searched()
    {
        const int start = 0x400;
        const int further = 0x2400;
        var file = new HandmadeElf(is64: true, isBigEndian: false) { HasSections = false }
            .Inline("go1.20", HandmadeElf.Framed(Modules))
            .AsSpan();
        file[start..(start + 0x200)].CopyTo(file[further..]);
        file[start..(start + 0x200)].Clear();

        Assert.AreEqual("go1.20", Read(file.ToArray()).BuildInfo!.GoVersion);
    }

    [TestMethod]
    [DataRow("go1.20", "path\t\xc3\xa9\nbuild\tX=\xff\n", "go1.20", "é", "\\xff")]
    [DataRow("go1.20 X:\xc3\xa9", "path\tx\nbuild\tX=y\n", "go1.20 X:é", "x", "y")]
    public void Names_and_values_are_read_as_UTF_8(
        string version,
        string modules,
        string shownVersion,
        string path,
        string value
    )
    {
        // Bytes of the version, a character each.
        var file = new HandmadeElf(is64: true, isBigEndian: false).Inline(version, HandmadeElf.Framed(modules));

        var buildInfo = Read(file).BuildInfo!;

        Assert.AreEqual(shownVersion, buildInfo.GoVersion);
        Assert.AreEqual(path, buildInfo.Path);
        Assert.AreEqual(value, buildInfo.Setting("X"));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("path\tx\n", DisplayName = "path only")]
    [DataRow("mod\ta\tv1\ndep\tb\tv2\n", DisplayName = "two columns")]
    [DataRow("mod\t\t\n", DisplayName = "empty main module")]
    [DataRow("mod\t\t\n=>\ta\tb\tc\n", DisplayName = "empty main module replaced")]
    [DataRow("build\tGOOS=linux\npath\tx\nunknown\tline\nno tab\n\n", DisplayName = "order and unknown lines")]
    [DataRow("path\tx\npath\tcut off", DisplayName = "last line without end")]
    [DataRow("build\t`a b`=`c\r d`\nbuild\t\"plain\"=\"plain\"\nbuild\t\"\"=\n", DisplayName = "quoted without need")]
    [DataRow(
        "build\tX=\"\\a\\b\\f\\n\\r\\t\\v\\\\\\\" \\x00\\x7f\\xff\\u00a0\\u200b\\U0001f600\\U000e0001\\303\\251\"\n",
        DisplayName = "escapes"
    )]
    [DataRow("build\tX=\xff\xfe\npath\t\xc3\xa9\xff\n", DisplayName = "not UTF-8")]
    [DataRow("build\tX=\"\xff \xc3\xa9 \xe2\x80\xa8\"\n", DisplayName = "not UTF-8 in quotes")]
    public async Task Texts_are_printed_as_go_prints_them(string modules)
    {
        var file = new HandmadeElf(true, false).Inline(
            "go1.18",
            modules.Length == 0 ? "" : HandmadeElf.Framed(modules + (modules.EndsWith('\n') ? "" : "\n"))
        );

        Assert.AreEqual(await GoVersionAsync(file), Printed(file));
    }

    [TestMethod]
    public async Task Bytes_of_the_version_that_are_not_UTF_8_are_printed_as_they_are()
    {
        var file = new HandmadeElf(true, false).Inline("go1.18 X:\xff\xc3", HandmadeElf.Framed("path\tx\n"));

        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.Path("file"), file);
        var listing = GoBuildInfoListing.Make("file", folder.Root, CancellationToken.None);
        Assert.AreEqual(await GoVersionAsync(file), Encoding.Latin1.GetString(listing.Text.Span));
        Assert.AreEqual(@"file: go1.18 X:\xff\xc3", listing.Lines.First());
        Assert.AreEqual(@"go1.18 X:\xff\xc3", Read(file).BuildInfo!.GoVersion);
    }

    [TestMethod]
    [DataRow("dep\ta\n")]
    [DataRow("mod\ta\tb\tc\td\n")]
    [DataRow("=>\ta\tb\tc\n")]
    [DataRow("dep\ta\tb\n=>\ta\tb\n")]
    [DataRow("dep\ta\tb\n=>\ta\tb\tc\n=>\ta\tb\tc\n")]
    [DataRow("build\t\n")]
    [DataRow("build\t=x\n")]
    [DataRow("build\tnothing\n")]
    [DataRow("build\ta b=c\n")]
    [DataRow("build\ta=b c\n")]
    [DataRow("build\t\"a=c\n")]
    [DataRow("build\t\"a\"c\n")]
    [DataRow("build\ta=\"b\n")]
    [DataRow("build\ta=\"b\"c\"\n")]
    [DataRow("build\ta=\"\\q\"\n")]
    [DataRow("build\ta=`b`c`\n")]
    public async Task Lines_that_go_refuses_are_damage(string modules)
    {
        var file = new HandmadeElf(true, false).Inline("go1.18", HandmadeElf.Framed(modules));

        Assert.AreEqual("", await GoVersionAsync(file));
        Assert.AreEqual(BuildInfoOutcome.Damaged, Read(file).Outcome);
    }

    [TestMethod]
    public void A_version_of_several_lines_is_damage()
    {
        // Go would print it; a stranger's binary could so give orders to a build server that reads the log.
        Assert.AreEqual(
            BuildInfoOutcome.Damaged,
            Read(new HandmadeElf(true, false).Inline("go1.18\n::set-env", "")).Outcome
        );
    }

    [TestMethod]
    public void Without_a_version_build_info_counts_as_removed()
    {
        Assert.AreEqual(BuildInfoOutcome.Removed, Read(new HandmadeElf(true, false).Inline("", "")).Outcome);
        Assert.AreEqual(BuildInfoOutcome.Removed, Read(new HandmadeElf(false, true).WithPointers(null, null)).Outcome);
    }

    [TestMethod]
    [DataRow(14, (byte)5, DisplayName = "pointers of five bytes")]
    [DataRow(16 + 3, (byte)0xff, DisplayName = "a pointer to nowhere")]
    [DataRow(0x48 + 2, (byte)0xff, DisplayName = "a string longer than the file")]
    [DataRow(0x48 + 7, (byte)0xff, DisplayName = "a string longer than memory")]
    public void Pointers_and_lengths_that_lead_nowhere_are_damage(int at, byte value)
    {
        var file = new HandmadeElf(true, false).WithPointers("go1.13", HandmadeElf.Framed(Modules));
        file[0x400 + at] = value;

        Assert.AreEqual(BuildInfoOutcome.Damaged, Read(file).Outcome);
    }

    [TestMethod]
    public void Text_without_its_frame_is_damage()
    {
        Assert.AreEqual(BuildInfoOutcome.Damaged, Read(new HandmadeElf(true, false).Inline("go1.18", Modules)).Outcome);
    }

    [TestMethod]
    public void Build_info_that_only_looks_like_it_is_passed_over()
    {
        var file = new HandmadeElf(true, false).Inline("go1.18", "");
        var moved = (byte[])file.Clone();
        // 16-aligned only where it really is.
        file.AsSpan(0x400, 0x40).CopyTo(moved.AsSpan(0x440));
        file.AsSpan(0x400, 0x20).CopyTo(moved.AsSpan(0x408));
        moved.AsSpan(0x400, 8).Clear();

        Assert.AreEqual("go1.18", Read(moved).BuildInfo!.GoVersion);
    }

    private static BuildInfoReading Read(byte[] file) => GoBuildInfoReader.Read(new MemoryStream(file));

    // As bytes: not everything is UTF-8.
    private static string Printed(byte[] file)
    {
        var buildInfo = Read(file).BuildInfo!;
        return $"file: {buildInfo.GoVersion}\n" + Encoding.Latin1.GetString(buildInfo.Text.Span);
    }

    private static async Task<string> GoVersionAsync(byte[] file)
    {
        using var folder = new TemporaryFolder();
        var go = RealGo.Get();
        await File.WriteAllBytesAsync(folder.Path("file"), file);
        // Through a shell, since what programs print is otherwise taken for UTF-8.
        await new GoDockTasks.Core.Processes.ProcessRunner().RunAsync(
            new(
                "/bin/sh",
                ["-c", "\"$0\" version -m file > out 2> /dev/null", go.Executable],
                folder.Root,
                RealGo.Environment(folder.Root),
                TimeSpan.FromMinutes(1)
            ),
            CancellationToken.None
        );
        return Encoding.Latin1.GetString(await File.ReadAllBytesAsync(folder.Path("out")));
    }
}

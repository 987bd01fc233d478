using GoDockTasks.Core.BuildInfo;

namespace GoDockTasks.Core.Tests.Fingerprints.BuildInfo;

/// <summary>
/// What is no Go binary, has lost its build info, or is broken: three answers, and never an exception.
/// </summary>
[TestClass]
public sealed class BrokenBinaryTests
{
    private static readonly byte[] Magic = [0xff, .. " Go buildinf:"u8];

    private static readonly string[] Platforms =
    [
        "linux/amd64",
        "linux/mips",
        "windows/386",
        "darwin/arm64",
        "aix/ppc64",
    ];

    private static readonly Dictionary<string, byte[]> Binaries = [];

    public static IEnumerable<object[]> EachPlatform => Platforms.Select(platform => new object[] { platform });

    [ClassInitialize]
    public static async Task MakeAsync(TestContext context)
    {
        _ = context;
        using var binaries = await GoBinaries.MakeAsync();
        foreach (var platform in Platforms)
            Binaries[platform] = await File.ReadAllBytesAsync(
                Path.Combine(
                    binaries.Root,
                    await binaries.BuildAsync(RealGo.Get(), platform, "program", "-ldflags=-s -w")
                )
            );
    }

    [TestMethod]
    [DynamicData(nameof(EachPlatform))]
    public void Zeros_in_place_of_the_build_info_are_a_removal(string platform)
    {
        var file = (byte[])Binaries[platform].Clone();
        file.AsSpan(Blob(file), 512).Clear();

        Assert.AreEqual(BuildInfoOutcome.Removed, Read(file));
    }

    [TestMethod]
    public void Without_sections_the_note_of_the_build_ID_shows_that_Go_made_it()
    {
        var file = (byte[])Binaries["linux/amd64"].Clone();
        file.AsSpan(Blob(file), 512).Clear();
        file.AsSpan(40, 8).Clear();
        file.AsSpan(60, 4).Clear();

        Assert.AreEqual(BuildInfoOutcome.Removed, Read(file));
    }

    [TestMethod]
    [DynamicData(nameof(EachPlatform))]
    public void A_file_cut_in_half_is_damaged(string platform)
    {
        Assert.AreEqual(BuildInfoOutcome.Damaged, Read(Binaries[platform][..(Blob(Binaries[platform]) / 2)]));
    }

    [TestMethod]
    [DynamicData(nameof(EachPlatform))]
    public void Lengths_that_lead_out_of_the_file_are_damage(string platform)
    {
        var file = (byte[])Binaries[platform].Clone();
        file.AsSpan(Blob(file) + 32, 8).Fill(0xff);

        Assert.AreEqual(BuildInfoOutcome.Damaged, Read(file));
    }

    [TestMethod]
    public void A_section_with_something_else_in_it_is_damaged()
    {
        var file = (byte[])Binaries["linux/amd64"].Clone();
        file[Blob(file) + 3] ^= 0x20;

        Assert.AreEqual(BuildInfoOutcome.Damaged, Read(file));
    }

    [TestMethod]
    public void Other_files_are_not_Go()
    {
        Assert.AreEqual(
            BuildInfoOutcome.NotGo,
            GoBuildInfoReader.ReadFile(typeof(BrokenBinaryTests).Assembly.Location).Outcome,
            "a .NET assembly"
        );
        Assert.AreEqual(
            BuildInfoOutcome.NotGo,
            GoBuildInfoReader.ReadFile(Environment.ProcessPath!).Outcome,
            "a program of this system"
        );
        Assert.AreEqual(BuildInfoOutcome.NotGo, Read([]), "empty");
        Assert.AreEqual(BuildInfoOutcome.NotGo, Read("#!/bin/sh\necho a longer script\n"u8.ToArray()), "a script");
        Assert.AreEqual(
            BuildInfoOutcome.NotGo,
            Read([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 65, .. new byte[100]]),
            "a Java class"
        );
        Assert.AreEqual(BuildInfoOutcome.NotGo, Read([.. "MZ"u8, .. new byte[1000]]), "a DOS program");
    }

    [TestMethod]
    public void What_is_not_there_is_unreadable()
    {
        using var folder = new TemporaryFolder();

        Assert.AreEqual(BuildInfoOutcome.Unreadable, GoBuildInfoReader.ReadFile(folder.Path("nothing")).Outcome);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Devices_are_not_opened()
    {
        Assert.AreEqual(BuildInfoOutcome.NotGo, GoBuildInfoReader.ReadFile("/dev/zero").Outcome);
    }

    [TestMethod]
    [DynamicData(nameof(EachPlatform))]
    public void No_byte_of_headers_or_build_info_makes_it_throw(string platform)
    {
        var file = (byte[])Binaries[platform].Clone();
        var blob = Blob(file);
        foreach (var at in Enumerable.Range(0, 0x800).Concat(Enumerable.Range(blob, 0x300)))
        {
            foreach (var change in new byte[] { 0xff, 0x80, 0x01 })
            {
                var before = file[at];
                file[at] ^= change;
                Read(file);
                file[at] = before;
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(EachPlatform))]
    public void No_length_of_the_file_makes_it_throw(string platform)
    {
        var file = Binaries[platform];
        for (var length = 0; length < 0x1000; length++)
            Read(file[..length]);
    }

    [TestMethod]
    public void Of_a_file_for_several_architectures_the_first_is_read_as_go_does()
    {
        var (first, second) = (Binaries["darwin/arm64"], (byte[])Binaries["darwin/arm64"].Clone());
        second.AsSpan(Blob(second), 512).Clear();

        Assert.AreEqual(BuildInfoOutcome.Found, Read(FatMachO.Make(first, second)));
        Assert.AreEqual(BuildInfoOutcome.Removed, Read(FatMachO.Make(second, first)));
        Assert.AreEqual(BuildInfoOutcome.Damaged, Read(FatMachO.Make(first, second)[..0x5000]));
    }

    private static BuildInfoOutcome Read(byte[] file) => GoBuildInfoReader.Read(new MemoryStream(file)).Outcome;

    private static int Blob(byte[] file)
    {
        for (var at = 0; at < file.Length; at += 16)
        {
            if (file.AsSpan(at).StartsWith(Magic) && (file[at + 15] & 2) != 0)
                return at;
        }

        throw new AssertFailedException("The binary has no build info to break.");
    }
}

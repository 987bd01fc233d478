using System.Text;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Tests.Fingerprints.BuildInfo;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>Where two executables differ.</summary>
[TestClass]
public sealed class SectionComparisonTests
{
    private const int Abi = 7;
    private const int NameOfBuildInfo = 0x301;
    private const int BuildInfo = 0x400 + 33;

    [TestMethod]
    [DataRow(Abi, "headers", DisplayName = "in no section")]
    [DataRow(BuildInfo, ".go.buildinfo", DisplayName = "in one")]
    [DataRow(NameOfBuildInfo, ".go.buildinfo .shstrtab xgo.buildinfo", DisplayName = "in one's name")]
    public void Sections_that_differ_are_named(int at, string names)
    {
        using var folder = new TemporaryFolder();
        var binary = Make();
        var stated = Write(folder, "stated", binary);
        binary[at] = (byte)'x';
        var found = Write(folder, "found", binary);

        Assert.AreEqual(
            names,
            string.Join(' ', SectionComparison.Between(stated, found).Select(difference => difference.Name))
        );
    }

    [TestMethod]
    public void A_section_of_one_alone_has_no_digest_in_the_other()
    {
        using var folder = new TemporaryFolder();
        var binary = Make();
        var stated = Write(folder, "stated", binary);
        binary[NameOfBuildInfo] = (byte)'x';
        var found = Write(folder, "found", binary);

        var differences = SectionComparison
            .Between(stated, found)
            .ToDictionary(difference => difference.Name, StringComparer.Ordinal);

        Assert.IsNull(differences[".go.buildinfo"].Found);
        Assert.IsNull(differences["xgo.buildinfo"].Stated);
        Assert.AreEqual(differences[".go.buildinfo"].Stated, differences["xgo.buildinfo"].Found);
    }

    [TestMethod]
    [DataRow("MZ", DisplayName = "no executable")]
    [DataRow("\u007FELF", DisplayName = "headers that are cut off")]
    public void What_is_no_executable_of_the_same_format_has_no_sections(string start)
    {
        using var folder = new TemporaryFolder();
        var stated = Write(folder, "stated", Make());
        var found = Write(folder, "found", [.. Encoding.Latin1.GetBytes(start), .. new byte[100]]);

        Assert.IsEmpty(SectionComparison.Between(stated, found));
    }

    private static byte[] Make() =>
        new HandmadeElf(is64: true, isBigEndian: false).Inline("go1.27.3", HandmadeElf.Framed("path\tm\n"));

    private static string Write(TemporaryFolder folder, string name, byte[] content)
    {
        File.WriteAllBytes(folder.Path(name), content);
        return folder.Path(name);
    }
}

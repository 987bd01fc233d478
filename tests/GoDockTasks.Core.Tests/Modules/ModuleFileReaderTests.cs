using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Tests.Modules;

[TestClass]
public sealed class ModuleFileReaderTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("\ufeffmodule m\r\n中 😀")]
    public void Text_comes_back_as_it_is(string text)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Path("go.mod");
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));

        Assert.AreEqual(new(path, text, null), ModuleFileReader.Read(path, 100));
    }

    [TestMethod]
    public void A_missing_file_is_missing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "");

        Assert.IsTrue(ModuleFileReader.Read(folder.Path("go.mod"), 100).IsMissing);
        Assert.IsTrue(ModuleFileReader.Read(folder.Path("no/go.mod"), 100).IsMissing);
        Assert.IsTrue(ModuleFileReader.Read(folder.Path("file/go.mod"), 100).IsMissing);
    }

    [TestMethod]
    public void A_file_as_large_as_the_bound_is_read_and_one_byte_more_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("go.mod", new string('/', 100));

        Assert.AreEqual(100, ModuleFileReader.Read(path, 100).Text?.Length);
        var tooLarge = ModuleFileReader.Read(path, 99);
        Assert.IsNull(tooLarge.Text);
        Assert.IsFalse(tooLarge.IsMissing);
        Assert.AreEqual("GDT1002", tooLarge.Diagnostic?.Code);
        Assert.AreEqual(new(path), tooLarge.Diagnostic?.Location);
    }

    // Their length is 0.
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_file_without_a_length_of_its_own_is_read_up_to_the_bound()
    {
        Assert.Contains("Pid:", ModuleFileReader.Read("/proc/self/status", 100_000).Text!);
        Assert.AreEqual("GDT1002", ModuleFileReader.Read("/proc/self/status", 20).Diagnostic?.Code);
        Assert.AreEqual("GDT0013", ModuleFileReader.Read("/dev/zero", 1_000_000).Diagnostic?.Code);
    }

    [TestMethod]
    public void What_can_not_be_read_says_so()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path("go.mod"));
        File.CreateSymbolicLink(folder.Path("loop"), folder.Path("loop"));

        foreach (var path in new[] { folder.Path("go.mod"), folder.Path("loop") })
        {
            var read = ModuleFileReader.Read(path, 100);
            Assert.IsNull(read.Text);
            Assert.AreEqual("GDT1012", read.Diagnostic?.Code);
            Assert.AreEqual(new(path), read.Diagnostic?.Location);
        }
    }

    // Root may read anything.
    [TestMethod]
    public void A_file_of_somebody_else_says_its_mode()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("go.mod", "module m\n");
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
            return;
        File.SetUnixFileMode(path, UnixFileMode.UserWrite);

        Assert.Contains("200", ModuleFileReader.Read(path, 100).Diagnostic!.Message);
    }

    [TestMethod]
    public void Bytes_that_are_no_text_are_shown_at_their_place_and_read_as_go_reads_them()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Path("go.mod");
        File.WriteAllBytes(path, [.. "module m\n// é😀"u8, 0xE4, 0xB8, .. " caf"u8, 0xE9, .. "\n"u8]);

        var read = ModuleFileReader.Read(path, 100);

        Assert.AreEqual("module m\n// é😀\ufffd\ufffd caf\ufffd\n", read.Text);
        Assert.AreEqual("GDT1002", read.Diagnostic?.Code);
        Assert.AreEqual(DiagnosticSeverity.Warning, read.Diagnostic?.Severity);
        Assert.AreEqual(new(path, 2, 7), read.Diagnostic?.Location);
    }

    [TestMethod]
    [DataRow("utf-16")]
    [DataRow("utf-16BE")]
    public void Utf_16_is_named(string encoding)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Path("go.mod");
        File.WriteAllText(path, "module m\n", Encoding.GetEncoding(encoding));

        var read = ModuleFileReader.Read(path, 100);

        Assert.IsNull(read.Text);
        Assert.AreEqual(new(path, 1, 1), read.Diagnostic?.Location);
        Assert.Contains("UTF-16", read.Diagnostic!.Message);
    }
}

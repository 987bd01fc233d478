using System.Runtime.Versioning;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Tests.Files;

[TestClass]
public sealed class AtomicFileTests
{
    [TestMethod]
    public void Content_is_written_and_nothing_else_is_left()
    {
        using var folder = new TemporaryFolder();

        AtomicFile.Write(folder.Path("f"), "one"u8);
        AtomicFile.Write(folder.Path("f"), "two"u8);

        Assert.AreEqual("two", File.ReadAllText(folder.Path("f")));
        Assert.HasCount(1, Directory.GetFileSystemEntries(folder.Root));
    }

    [TestMethod]
    public void The_same_content_is_not_written_again()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder.Path("f"), "one"u8);
        var written = DateTime.UtcNow.AddDays(-1);
        File.SetLastWriteTimeUtc(folder.Path("f"), written);

        AtomicFile.Write(folder.Path("f"), "one"u8);

        Assert.AreEqual(written, File.GetLastWriteTimeUtc(folder.Path("f")));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public void The_mode_of_the_file_stays()
    {
        using var folder = new TemporaryFolder();
        folder.Write("f", "one");
        File.SetUnixFileMode(folder.Path("f"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        AtomicFile.Write(folder.Path("f"), "two"u8);

        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Path("f")));
    }

    [TestMethod]
    public void A_failure_leaves_the_old_content_and_no_rest()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path("f"));

        Assert.Throws<IOException>(() => AtomicFile.Write(folder.Path("f"), "two"u8));
        Assert.AreSequenceEqual([folder.Path("f")], Directory.GetFileSystemEntries(folder.Root));
    }
}

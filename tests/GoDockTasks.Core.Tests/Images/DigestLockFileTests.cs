using GoDockTasks.Core.Images;

namespace GoDockTasks.Core.Tests.Images;

[TestClass]
public sealed class DigestLockFileTests
{
    private const string Digest = "sha256:1111111111111111111111111111111111111111111111111111111111111111";

    private static readonly DigestLock Lock = DigestLock.Empty.With(ImageReference.TryParse("golang:1.27")!, Digest);

    [TestMethod]
    public void A_missing_file_is_an_empty_lock_and_nothing_wrong()
    {
        using var folder = new TemporaryFolder();

        var read = DigestLockFile.Read(folder.Path("godock.lock.json"));

        Assert.IsFalse(read.Exists);
        Assert.IsEmpty(read.Lock.Images);
        Assert.IsEmpty(read.Diagnostics);
    }

    [TestMethod]
    public void What_was_written_is_read()
    {
        using var folder = new TemporaryFolder();

        Assert.IsNull(DigestLockFile.Write(folder.Path("godock.lock.json"), Lock));
        var read = DigestLockFile.Read(folder.Path("godock.lock.json"));

        Assert.IsTrue(read.Exists);
        Assert.AreEqual(Lock.ToText(), read.Lock.ToText());
        Assert.AreEqual(Lock.ToText(), File.ReadAllText(folder.Path("godock.lock.json")));
    }

    [TestMethod]
    public void A_file_of_more_than_a_mebibyte_is_refused()
    {
        using var folder = new TemporaryFolder();
        var blanks = new string(' ', DigestLockFile.MaxBytes - Lock.ToText().Length);
        folder.Write("fits", Lock.ToText() + blanks);
        folder.Write("too large", Lock.ToText() + blanks + " ");

        Assert.IsEmpty(DigestLockFile.Read(folder.Path("fits")).Diagnostics);
        var diagnostic = DigestLockFile.Read(folder.Path("too large")).Diagnostics.Single();
        Assert.AreEqual(("GDT4002", folder.Path("too large")), (diagnostic.Code, diagnostic.Location.File));
    }

    [TestMethod]
    public void A_file_that_cannot_be_written_is_said()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path("folder"));

        Assert.AreEqual("GDT1012", DigestLockFile.Write(folder.Path("folder"), Lock)?.Code);
        Assert.AreEqual("GDT1012", DigestLockFile.Write(folder.Path("none/godock.lock.json"), Lock)?.Code);
    }
}

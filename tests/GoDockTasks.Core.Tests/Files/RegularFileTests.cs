using System.Net.Sockets;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Tests.Files;

[TestClass]
[OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
public sealed class RegularFileTests
{
    private const int Bound = 16;

    [TestMethod]
    [DataRow("")]
    [DataRow("a")]
    [DataRow("exactly 16 bytes")]
    public void A_file_is_read_whole_up_to_its_bound(string content)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("file", content);

        Assert.AreEqual(content, RegularFile.ReadText(path, Bound));
        Assert.AreEqual(content, RegularFile.ReadText(folder.Link("link", path), Bound));
        using var stream = RegularFile.Open(path);
        Assert.AreEqual(content, new StreamReader(stream).ReadToEnd());
    }

    [TestMethod]
    public void What_is_too_large_is_called_so_with_both_sizes()
    {
        using var folder = new TemporaryFolder();

        Assert.AreEqual(
            "it is too large (17 bytes; at most 16 bytes)",
            RegularFile.TryRead(folder.Write("file", new('a', 17)), Bound).Problem
        );
        Assert.AreEqual(
            "it is too large (3 GiB; at most 4 MiB)",
            RegularFile.TryRead(SpecialFile.MakeLarge(folder.Path("large"), 3L << 30), 4 << 20).Problem
        );
        Assert.ThrowsExactly<FileTooLargeException>(() =>
            RegularFile.Open(SpecialFile.MakeLarge(folder.Path("huge"), 9L << 30))
        );
    }

    [TestMethod]
    [Timeout(10_000, CooperativeCancellation = false)]
    public void Nothing_waits_for_what_is_no_file()
    {
        using var folder = new TemporaryFolder();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(folder.Path("socket")));
        var pipe = SpecialFile.MakePipe(folder.Path("pipe"));

        foreach (var path in new[] { pipe, folder.Link("link", pipe), folder.Path("socket"), "/dev/zero", "/dev/tty" })
        {
            Assert.ThrowsExactly<IrregularFileException>(() => RegularFile.ReadBytes(path, Bound), path);
            Assert.ThrowsExactly<IrregularFileException>(() => RegularFile.Open(path), path);
            Assert.ThrowsExactly<IrregularFileException>(() => RegularFile.ReadOwnBytes(path, Bound), path);
        }
    }

    [TestMethod]
    public void A_folder_and_a_file_that_is_not_there_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("file", "x");

        Assert.AreEqual(IrregularFileException.Folder, RegularFile.TryRead(folder.Root, Bound).Problem);
        Assert.AreEqual(
            IrregularFileException.Folder,
            RegularFile.TryRead(folder.Link("link", folder.Root), Bound).Problem
        );
        Assert.ThrowsExactly<FileNotFoundException>(() => RegularFile.ReadBytes(folder.Path("none"), Bound));
        Assert.ThrowsExactly<FileNotFoundException>(() =>
            RegularFile.ReadBytes(folder.Link("broken", folder.Path("none")), Bound)
        );
        Assert.ThrowsExactly<DirectoryNotFoundException>(() => RegularFile.ReadBytes(folder.Path("no/file"), Bound));
        Assert.ThrowsExactly<DirectoryNotFoundException>(() => RegularFile.ReadBytes(file + "/file", Bound));
        Assert.AreEqual("it is empty", RegularFile.TryRead(folder.Write("empty", ""), Bound).Problem);
    }

    [TestMethod]
    public void In_a_store_of_our_own_a_link_is_no_file()
    {
        using var folder = new TemporaryFolder();
        var link = folder.Link("link", folder.Write("file", "x"));

        Assert.AreEqual(
            IrregularFileException.Link,
            Assert.ThrowsExactly<IrregularFileException>(() => RegularFile.ReadOwnBytes(link, Bound)).Message
        );
    }
}

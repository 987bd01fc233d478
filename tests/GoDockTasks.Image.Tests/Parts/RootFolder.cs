using System.Diagnostics.CodeAnalysis;

namespace GoDockTasks.Image.Tests.Parts;

/// <summary>The root file system of a base image, in a folder.</summary>
[SuppressMessage("Interoperability", "CA1416", Justification = "Only on Linux")]
internal sealed class RootFolder
{
    private const int Executable = 0b111_101_101;
    private readonly string root;

    public RootFolder(string root)
    {
        this.root = root;
        AddSystemFolder("tmp", 0b1_111_111_111);
    }

    public void AddSystemFolder(string relative, int mode)
    {
        Directory.CreateDirectory(Path.Combine(root, relative));
        File.SetUnixFileMode(Path.Combine(root, relative), (UnixFileMode)mode);
    }

    /// <summary>Root and nonroot (65532), as distroless images know them.</summary>
    public void AddUsers()
    {
        Write(
            "etc/passwd",
            "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin\n"
                + "nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n"
        );
        Write("etc/group", "root:x:0:\nnobody:x:65534:\nnonroot:x:65532:\n");
        AddSystemFolder("root", 0b111_000_000);
        AddSystemFolder("home/nonroot", Executable);
    }

    /// <summary>A shell and the common programs.</summary>
    public void AddBusybox()
    {
        var busybox = Write("bin/busybox", "");
        File.Copy(Tool.Find("busybox-static", "bin/busybox"), busybox, overwrite: true);
        File.SetUnixFileMode(busybox, (UnixFileMode)Executable);
        foreach (
            var program in (string[])
                [
                    "sh",
                    "ash",
                    "awk",
                    "basename",
                    "cat",
                    "chmod",
                    "chown",
                    "cp",
                    "cut",
                    "date",
                    "dirname",
                    "du",
                    "echo",
                    "env",
                    "expr",
                    "false",
                    "find",
                    "grep",
                    "head",
                    "id",
                    "install",
                    "ls",
                    "ln",
                    "md5sum",
                    "mkdir",
                    "mktemp",
                    "mv",
                    "printf",
                    "ps",
                    "pwd",
                    "readlink",
                    "realpath",
                    "rm",
                    "rmdir",
                    "sed",
                    "seq",
                    "sha256sum",
                    "sleep",
                    "sort",
                    "stat",
                    "tail",
                    "tar",
                    "tee",
                    "test",
                    "time",
                    "touch",
                    "tr",
                    "true",
                    "uname",
                    "uniq",
                    "wc",
                    "wget",
                    "which",
                    "whoami",
                    "xargs",
                ]
        )
            File.CreateSymbolicLink(Path.Combine(root, "bin", program), "busybox");
    }

    /// <summary>This machine's trusted authorities, or an authority nobody knows where it has none.</summary>
    public void AddCertificates()
    {
        var machine = "/etc/ssl/certs/ca-certificates.crt";
        Write(
            "etc/ssl/certs/ca-certificates.crt",
            File.Exists(machine) ? File.ReadAllText(machine) : ModuleProxy.AuthorityPem
        );
    }

    /// <summary>Etc/UTC and Europe/Berlin, from Go's own copy.</summary>
    public void AddTimeZones()
    {
        using var zones = System.IO.Compression.ZipFile.OpenRead(
            Path.Combine(RealGo.Get().Root, "lib", "time", "zoneinfo.zip")
        );
        foreach (var zone in (string[])["Etc/UTC", "Europe/Berlin"])
        {
            using var content = zones.GetEntry(zone)!.Open();
            using var file = File.Create(Write($"usr/share/zoneinfo/{zone}", ""));
            content.CopyTo(file);
        }
    }

    private string Write(string relative, string content)
    {
        var path = Path.Combine(root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }
}

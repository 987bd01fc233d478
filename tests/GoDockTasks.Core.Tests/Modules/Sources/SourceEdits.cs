namespace GoDockTasks.Core.Tests.Modules.Sources;

/// <summary>A folder with sources, and what a user or a program may do to it.</summary>
internal static class SourceEdits
{
    // One thing at a time that a user or a program may do. Most matter, some don't.
    public static readonly (string Name, Action<TemporaryFolder> Do)[] All =
    [
        ("nothing", _ => { }),
        ("edit", folder => folder.Write("m/main.go", Go($"const A = {Random.Shared.Next()}"))),
        ("edit, as long and as old as before", folder => EditUnseen(folder.Path("m/main.go"))),
        ("edit by replacing, as long and as old", folder => ReplaceUnseen(folder.Path("m/internal/a/a.go"))),
        ("touch", folder =>
            File.SetLastWriteTimeUtc(
                folder.Path("m/internal/a/a.go"),
                DateTime.UtcNow.AddDays(Random.Shared.Next(-9, 9))
            )
        ),
        ("a new file", folder => folder.Write($"m/internal/a/b{Random.Shared.Next(3)}.go", Go(""))),
        ("a new file with an old time", folder =>
            File.SetLastWriteTimeUtc(
                folder.Write("m/internal/a/old.go", Go("")),
                new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc)
            )
        ),
        ("remove a file", folder => File.Delete(folder.Path("m/internal/a/a.go"))),
        ("rename a file", folder => Move(folder.Path("m/main.go"), folder.Path("m/renamed.go"))),
        ("exchange two files", Exchange),
        ("a new folder", folder => folder.Write($"m/internal/n{Random.Shared.Next(3)}/n.go", Go(""))),
        ("rename a folder", folder => MoveFolder(folder.Path("m/internal/a"), folder.Path("m/internal/z"))),
        ("a nested module", folder => folder.Write("m/internal/a/go.mod", "module nested\n")),
        ("no nested module", folder => File.Delete(folder.Path("m/internal/a/go.mod"))),
        ("edit what is embedded", folder => EditUnseen(folder.Path("m/data/a.txt"))),
        ("more is embedded", folder => folder.Write($"m/data/b{Random.Shared.Next(3)}.txt", "b")),
        ("more is embedded in a folder", folder => folder.Write($"m/data/c.txt/{Random.Shared.Next(3)}", "c")),
        ("edit behind a link", folder => EditUnseen(folder.Path("elsewhere/e.go"))),
        ("a new file behind a link", folder => folder.Write("elsewhere/deep/f.go", Go(""))),
        ("a link leads elsewhere", Relink),
        ("a linked file leads elsewhere", RelinkFile),
        ("a link that led nowhere leads to a folder", folder => folder.Write("absent/x.go", Go(""))),
        ("a vendored package", folder => folder.Write("m/vendor/v/v.go", Go(""))),
        ("vendored", folder => folder.Write("m/vendor/modules.txt", "# v v1.0.0\n")),
        ("edit assembly", folder => folder.Write("m/internal/a/a.s", $"// {Random.Shared.Next()}\n")),
        ("edit a document", folder =>
            folder.Write(
                "m/README.md",
                Random.Shared.Next().ToString(System.Globalization.CultureInfo.InvariantCulture)
            )
        ),
        ("edit a test", folder => folder.Write("m/main_test.go", Go($"import \"x{Random.Shared.Next(9)}\""))),
        ("world-writable", folder => MakeWorldWritable(folder.Path("m/main.go"))),
    ];

    public static TemporaryFolder Create()
    {
        var folder = new TemporaryFolder();
        folder.Write("m/go.mod", "module m\n");
        folder.Write(
            "m/main.go",
            "package main\n\nimport _ \"embed\"\n\n//go:embed data/*.txt\nvar data embed.FS\n\nconst A = 0\n"
        );
        folder.Write("m/internal/a/a.go", Go("const A = 0"));
        folder.Write(
            "m/internal/a/b.go",
            "//go:build linux && !arm\n\n" + Go("import \"m/internal/b\"\n\nconst B = b.B")
        );
        folder.Write("m/internal/a/c.go", "// +build linux darwin\n// +build amd64\n\n" + Go("const C = 0"));
        folder.Write("m/internal/a/broken.go", "nothing of Go's\n");
        folder.Write("m/internal/a/testdata/t.go", Go("const T = 0"));
        folder.Write("m/internal/b/b.c", "int b;\n");
        folder.Write("m/_tools/t.go", Go("const T = 0"));
        folder.Write("m/nested/go.mod", "module m/nested\n");
        folder.Write("m/nested/n.go", Go("const N = 0"));
        folder.Write("m/data/a.txt", "aaaa");
        folder.Write("m/data/c.txt/d", "d");
        folder.Write("m/README.md", "text");
        folder.Write("m/.git/HEAD", "ref: refs/heads/main");
        folder.Write("elsewhere/e.go", Go("const E = 0"));
        folder.Write("other/o.go", Go("const O = 0"));
        Directory.CreateSymbolicLink(folder.Path("m/linked"), folder.Path("elsewhere"));
        Directory.CreateSymbolicLink(folder.Path("m/ring"), folder.Path("m"));
        Directory.CreateSymbolicLink(folder.Path("m/dangling"), folder.Path("absent"));
        File.CreateSymbolicLink(folder.Path("m/internal/a/link.go"), folder.Path("elsewhere/e.go"));
        return folder;
    }

    public static string Go(string text) => $"package a\n\n{text}\n";

    public static void EditUnseen(string path)
    {
        var (text, time) = (File.ReadAllBytes(path), File.GetLastWriteTimeUtc(path));
        text[^2] = (byte)(text[^2] == '7' ? '8' : '7');
        File.WriteAllBytes(path, text);
        File.SetLastWriteTimeUtc(path, time);
    }

    private static void ReplaceUnseen(string path)
    {
        File.Copy(path, path + ".new");
        File.SetLastWriteTimeUtc(path + ".new", File.GetLastWriteTimeUtc(path));
        EditUnseen(path + ".new");
        File.Move(path + ".new", path, overwrite: true);
    }

    private static void Move(string from, string to) => File.Move(from, to, overwrite: true);

    private static void MoveFolder(string from, string to)
    {
        if (Directory.Exists(from))
            Directory.Move(from, to);
    }

    private static void Exchange(TemporaryFolder folder)
    {
        Move(folder.Path("elsewhere/e.go"), folder.Path("third"));
        Move(folder.Path("other/o.go"), folder.Path("elsewhere/e.go"));
        Move(folder.Path("third"), folder.Path("other/o.go"));
    }

    private static void Relink(TemporaryFolder folder)
    {
        Directory.Delete(folder.Path("m/linked"));
        Directory.CreateSymbolicLink(folder.Path("m/linked"), folder.Path("other"));
    }

    private static void RelinkFile(TemporaryFolder folder)
    {
        File.Delete(folder.Path("m/internal/a/link.go"));
        File.CreateSymbolicLink(folder.Path("m/internal/a/link.go"), folder.Path("other/o.go"));
    }

    private static void MakeWorldWritable(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherWrite);
    }

    // An edit may find nothing to edit any more.
    public static void Try(Action<TemporaryFolder> edit, TemporaryFolder folder)
    {
        try
        {
            edit(folder);
        }
        catch (IOException) { }
    }
}

using CsCheck;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

/// <summary>The store and the real `go mod tidy` never disagree, whatever is changed.</summary>
[TestClass]
public sealed class VerdictPropertyTests
{
    private const string Module =
        "module example.com/svc\n\ngo 1.21\n\nrequire (\n\texample.com/greet v1.0.0\n"
        + "\texample.com/near v0.0.0\n)\n\nreplace example.com/near => ../near\n";

    // One thing at a time that a user may do, by name. Many leave the module tidy, some don't, some break it.
    private static readonly (string Name, Action<CheckedFolder> Do)[] Changes =
    [
        ("edit a function's body", folder => Replace(folder, "svc/main.go", "println(greet", "print(\"x\", greet")),
        ("edit a comment in the head", folder =>
            Replace(folder, "svc/main.go", "// Command svc", "// Command svc, really")
        ),
        ("import another package", folder =>
            folder.With("svc/extra.go", "package main\n\nimport _ \"example.com/other\"\n")
        ),
        ("import from a test", folder =>
            folder.With("svc/extra_test.go", "package main\n\nimport _ \"example.com/other\"\n")
        ),
        ("import from an ignored file", folder =>
            folder.With("svc/extra.go", "//go:build ignore\n\npackage main\n\nimport _ \"example.com/other\"\n")
        ),
        ("import for another system", folder =>
            folder.With("svc/extra.go", "//go:build plan9\n\npackage main\n\nimport _ \"example.com/other\"\n")
        ),
        ("import from a name with _", folder =>
            folder.With("svc/_extra.go", "package main\n\nimport _ \"example.com/other\"\n")
        ),
        ("import from testdata", folder =>
            folder.With("svc/testdata/extra.go", "package testdata\n\nimport _ \"example.com/other\"\n")
        ),
        ("import from testdata that is imported itself", folder =>
            folder.With("svc/extra.go", "package main\n\nimport _ \"example.com/svc/testdata\"\n")
        ),
        ("import from a folder with .", folder =>
            folder.With("svc/.hidden/extra.go", "package hidden\n\nimport _ \"example.com/other\"\n")
        ),
        ("import a folder with .", folder =>
            folder.With("svc/extra.go", "package main\n\nimport _ \"example.com/svc/.hidden\"\n")
        ),
        ("import from vendor without modules.txt", folder =>
            folder.With("svc/vendor/v/extra.go", "package v\n\nimport _ \"example.com/other\"\n")
        ),
        ("a nested module", folder => folder.With("svc/inner/go.mod", "module example.com/svc/inner\n")),
        ("import from a nested folder", folder =>
            folder.With("svc/inner/extra.go", "package inner\n\nimport _ \"example.com/other\"\n")
        ),
        ("remove a file", folder => File.Delete(folder.Folder.Path("svc/use.go"))),
        ("a file becomes a test", folder => Move(folder, "svc/use.go", "svc/use_test.go")),
        ("a file becomes ignored", folder => Move(folder, "svc/use.go", "svc/_use.go")),
        ("a file is no Go any more", folder => Move(folder, "svc/use.go", "svc/use.txt")),
        ("a file is empty", folder => folder.With("svc/use.go", "")),
        ("a link to a folder", folder => Link(folder, "svc/linked", "elsewhere")),
        ("import through a link", folder =>
            folder.With("svc/extra.go", "package main\n\nimport _ \"example.com/svc/linked\"\n")
        ),
        ("the folder behind the link", folder =>
            folder.With("elsewhere/extra.go", "package elsewhere\n\nimport _ \"example.com/other\"\n")
        ),
        ("an import in the replaced module", folder =>
            folder.With("near/extra.go", "package near\n\nimport _ \"example.com/other\"\n")
        ),
        ("a requirement of the replaced module", folder =>
            folder.With("near/go.mod", "module example.com/near\n\ngo 1.21\n\nrequire example.com/greet v1.1.0\n")
        ),
        ("a longer head", folder =>
            folder.With(
                "svc/long.go",
                "/*" + new string('x', 20_000) + "*/\npackage main\n\nimport _ \"example.com/other\"\n"
            )
        ),
        ("another requirement", folder => Replace(folder, "svc/go.mod", "greet v1.0.0", "greet v1.1.0")),
        ("no requirement", folder => Replace(folder, "svc/go.mod", "\texample.com/greet v1.0.0\n", "")),
        ("a comment in go.mod", folder => Replace(folder, "svc/go.mod", "go 1.21\n", "go 1.21 // not newer\n")),
        ("another go line", folder => Replace(folder, "svc/go.mod", "go 1.21\n", "go 1.16\n")),
        ("go.sum loses a line", folder =>
            Edit(folder, "svc/go.sum", text => text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..])
        ),
        ("go.sum gains a line", folder =>
            Edit(folder, "svc/go.sum", text =>
                text + "example.com/zzz v1.0.0 h1:HZNuXjZ1fS4kvJBjHeX6Q3mOx/MaYOLYQT4PPndVpwc=\n"
            )
        ),
        ("no go.sum", folder => File.Delete(folder.Folder.Path("svc/go.sum"))),
        ("GOFLAGS", folder => folder.Environment["GOFLAGS"] = "-modcacherw -compat=1.17"),
    ];

    [TestMethod]
    public async Task The_store_never_calls_tidy_what_go_mod_tidy_would_change()
    {
        using var folder = new CheckedFolder("1.27");
        await StartAsync(folder);
        var goSum = File.ReadAllText(folder.Folder.Path("svc/go.sum"));
        var hits = 0;

        await Gen.Int[0, Changes.Length - 1]
            .Array[1, 4]
            .SampleAsync(
                async changes =>
                {
                    Reset(folder, goSum);
                    foreach (var change in changes)
                        Changes[change].Do(folder);

                    var stored = await AskStoreAsync(folder);
                    var real = await AskGoAsync(folder);
                    hits += stored ? 1 : 0;
                    return !stored || real;
                },
                iter: 120,
                threads: 1,
                print: changes => string.Join(", then ", changes.Select(change => Changes[change].Name))
            );

        Assert.AreNotEqual(0, hits, "no change left the verdict: the property was not tried");
    }

    [TestMethod]
    [DataRow("edit a function's body", true)]
    [DataRow("import another package", false)]
    [DataRow("import from an ignored file", false)]
    [DataRow("import from testdata", false)]
    [DataRow("import from a name with _", true)]
    [DataRow("a nested module", true)]
    [DataRow("an import in the replaced module", false)]
    [DataRow("a requirement of the replaced module", false)]
    [DataRow("remove a file", false)]
    [DataRow("no go.sum", false)]
    public async Task A_change_keeps_the_verdict_only_where_it_cannot_matter(string name, bool keeps)
    {
        using var folder = new CheckedFolder("1.27");
        await StartAsync(folder);

        Changes.Single(change => change.Name == name).Do(folder);

        Assert.AreEqual(keeps, await AskStoreAsync(folder));
    }

    [TestMethod]
    public async Task A_verdict_holds_in_another_folder_but_not_for_another_Go()
    {
        using var folder = new CheckedFolder("1.27");
        await StartAsync(folder);
        foreach (var file in new[] { "go.mod", "go.sum", "main.go", "use.go" })
            folder.With("clone/svc/" + file, File.ReadAllText(folder.Folder.Path("svc/" + file)));
        foreach (var file in new[] { "go.mod", "near.go" })
            folder.With("clone/near/" + file, File.ReadAllText(folder.Folder.Path("near/" + file)));

        Assert.IsTrue(await AskStoreAsync(folder, "clone/svc"));
        folder.Environment["PATH"] = Path.Combine(RealGo.Get("1.24").Root, "bin") + ":" + folder.Environment["PATH"];
        Assert.IsFalse(await AskStoreAsync(folder, "clone/svc"));
    }

    private static async Task StartAsync(CheckedFolder folder)
    {
        Reset(folder, null);
        await folder.TidyAsync("svc");
        Assert.IsTrue(await AskGoAsync(folder));
        Assert.IsTrue(await AskStoreAsync(folder));
    }

    private static void Reset(CheckedFolder folder, string? goSum)
    {
        foreach (var name in new[] { "svc", "near", "elsewhere" })
        {
            if (Directory.Exists(folder.Folder.Path(name)))
                Directory.Delete(folder.Folder.Path(name), recursive: true);
        }

        folder.Environment["GOFLAGS"] = "-modcacherw";
        folder
            .With("svc/go.mod", Module)
            .With(
                "svc/main.go",
                "// Command svc\npackage main\n\nimport \"example.com/greet\"\n\nfunc main() { println(greet.Hello) }\n"
            )
            .With("svc/use.go", "package main\n\nimport \"example.com/near\"\n\nvar _ = near.Near\n")
            .With("near/go.mod", "module example.com/near\n\ngo 1.21\n")
            .With("near/near.go", "package near\n\nconst Near = 1\n");
        if (goSum is not null)
            folder.With("svc/go.sum", goSum);
    }

    private static async Task<bool> AskStoreAsync(CheckedFolder folder, string module = "svc")
    {
        folder.Request = folder.Request with { OnlyFromStore = true };
        return (await folder.CheckAsync(module)).Modules.Single().Verdict == ModuleVerdict.Tidy;
    }

    // An empty folder for verdicts first, so that go is really asked; then the usual one, so that a tidy state is
    // stored for what comes later.
    private static async Task<bool> AskGoAsync(CheckedFolder folder)
    {
        folder.Request = folder.Request with
        {
            OnlyFromStore = false,
            CacheDirectory = folder.Folder.Path($"cache-{Guid.NewGuid():N}"),
        };
        var real = (await folder.CheckAsync("svc")).Modules.Single().Verdict == ModuleVerdict.Tidy;
        folder.Request = folder.Request with { CacheDirectory = null };
        if (real)
            await folder.CheckAsync("svc");
        return real;
    }

    private static void Replace(CheckedFolder folder, string path, string old, string @new) =>
        Edit(folder, path, text => text.Replace(old, @new, StringComparison.Ordinal));

    private static void Edit(CheckedFolder folder, string path, Func<string, string> edit)
    {
        var file = folder.Folder.Path(path);
        if (File.Exists(file))
            File.WriteAllText(file, edit(File.ReadAllText(file)));
    }

    private static void Move(CheckedFolder folder, string from, string to)
    {
        if (File.Exists(folder.Folder.Path(from)))
            File.Move(folder.Folder.Path(from), folder.Folder.Path(to), overwrite: true);
    }

    private static void Link(CheckedFolder folder, string link, string target)
    {
        if (!Path.Exists(folder.Folder.Path(link)))
        {
            folder.With(target + "/elsewhere.go", "package elsewhere\n");
            Directory.CreateSymbolicLink(folder.Folder.Path(link), folder.Folder.Path(target));
        }
    }
}

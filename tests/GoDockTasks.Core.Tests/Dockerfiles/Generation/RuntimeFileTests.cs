namespace GoDockTasks.Core.Tests.Dockerfiles.Generation;

/// <summary>Files that a program reads when it runs.</summary>
[TestClass]
public sealed class RuntimeFileTests
{
    [TestMethod]
    public void They_lie_in_the_image_as_in_the_module()
    {
        using var folder = Module("libs/greet", "sidecars/svc");

        var made = folder.Generate(
            "sidecars/svc",
            @"RuntimeFiles=./templates/**; .\db/migrations/*.sql ;config.yaml;extra.json;views/**/*.html"
        );

        CollectionAssert.AreEqual(
            new[]
            {
                "COPY sidecars/svc/templates /app/templates/",
                "COPY sidecars/svc/db/migrations/*.sql /app/db/migrations/",
                "COPY sidecars/svc/config.yaml sidecars/svc/extra.json /app/",
                "COPY sidecars/svc/views/admin/*.html /app/views/admin/",
                "COPY sidecars/svc/views/*.html /app/views/",
                "COPY --from=build /out/svc /app/svc",
            },
            made.All("COPY")[^6..]
        );
        CollectionAssert.AreEqual(new[] { "WORKDIR /src/sidecars/svc", "WORKDIR /app" }, made.All("WORKDIR"));
        string[] sent =
        [
            "templates/a.html",
            "templates/deep/x_test.go",
            "db/migrations/1.sql",
            "config.yaml",
            "extra.json",
            "views/index.html",
            "views/admin/a.html",
        ];
        CollectionAssert.AreEqual(
            sent.Select(path => "sidecars/svc/" + path).ToArray(),
            made.Sent([
                .. sent.Concat(["db/migrations/1.txt", "views/x.css", "other.yaml"])
                    .Select(path => "sidecars/svc/" + path),
            ])
        );
    }

    [TestMethod]
    public void Without_any_the_program_starts_where_its_base_says()
    {
        using var folder = new GenerationFolder().Module("svc");

        CollectionAssert.AreEqual(new[] { "WORKDIR /src" }, folder.Generate("svc").All("WORKDIR"));
    }

    [TestMethod]
    [DataRow("nowhere", "GDT2022")]
    [DataRow("templates/*.tmpl", "GDT2022")]
    [DataRow("empty", "GDT2022")]
    [DataRow("svc", "GDT0003")]
    [DataRow("odd/*.txt", "GDT0003")]
    public void What_cannot_be_copied_is_told_at_the_item(string files, string code)
    {
        using var folder = Module("libs/greet", "sidecars/svc");
        folder.Write("sidecars/svc/svc/x.txt", "");
        folder.Write("sidecars/svc/odd/a$b.txt", "");
        Directory.CreateDirectory(folder.Path("sidecars/svc/empty"));
        folder.Write(
            "app/app.csproj",
            $"<Project>\n  <ItemGroup>\n    <GoSidecar Include=\"../sidecars/svc\"\n"
                + $"      RuntimeFiles=\"{files}\" />\n  </ItemGroup>\n</Project>\n"
        );

        var made = folder.Generate("sidecars/svc", "RuntimeFiles=" + files);

        CollectionAssert.Contains(made.Found, code + " app/app.csproj:4");
        Assert.IsEmpty(made.Paths);
    }

    [TestMethod]
    public void A_file_that_the_program_opens_and_its_image_lacks_is_told_at_the_call()
    {
        using var folder = Module("libs/greet", "sidecars/svc");
        folder.Write(
            "sidecars/svc/web/web.go",
            "package web\n\nimport \"os\"\n\nvar _, err = os.ReadFile(\"config.yaml\")\n"
                + "var _, no = os.ReadFile(\"made-later\")\n"
        );
        folder.Write(
            "sidecars/svc/web/web_test.go",
            "package web\n\nimport \"os\"\n\nvar _, _ = os.ReadFile(\"extra.json\")\n"
        );
        folder.Write(
            "sidecars/svc/unused/unused.go",
            "package unused\n\nimport \"os\"\n\nvar _, _ = os.ReadFile(\"extra.json\")\n"
        );
        folder.Write(
            "sidecars/svc/main.go",
            "package main\n\nimport (\n\t\"html/template\"\n\n\t_ \"example.com/service/web\"\n)\n\n"
                + "func main() { template.ParseGlob(\"templates/*.html\"); "
                + "template.ParseFiles(\"templates/a.html\") }\n"
        );

        CollectionAssert.AreEqual(
            new[] { "GDT2023 sidecars/svc/main.go:9", "GDT2023 sidecars/svc/web/web.go:5" },
            Told()
        );
        CollectionAssert.AreEqual(new[] { "GDT2023 sidecars/svc/web/web.go:5" }, Told("RuntimeFiles=templates/*.html"));
        Assert.IsEmpty(Told("RuntimeFiles=config.yaml;templates"));

        string[] Told(params string[] metadata) =>
            [
                .. folder
                    .Generate(folder.Request("sidecars/svc", metadata) with { Advise = true })
                    .Found.Where(found => found.StartsWith("GDT202", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal),
            ];
    }

    [TestMethod]
    [DataRow("", 6, 0, 0, "GDT2025 app/app.csproj")]
    [DataRow("", 6, 4, 0, "GDT2025 app/app.csproj")]
    [DataRow("", 6, 4, 4, "")]
    [DataRow("User=0", 6, 0, 0, "")]
    [DataRow("User=65532:0", 6, 4, 0, "")]
    [DataRow("RuntimeFiles=extra.json", 6, 0, 0, "")]
    public void A_file_that_the_user_of_the_image_can_not_read_is_told(
        string metadata,
        int owner,
        int group,
        int others,
        string expected
    )
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Windows has no modes");
            return;
        }

        using var folder = Module("libs/greet", "sidecars/svc");
        var mode = (UnixFileMode)((owner << 6) | (group << 3) | others);
        File.SetUnixFileMode(folder.Path("sidecars/svc/views/admin/a.html"), mode);

        string[] all = [.. metadata.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        if (!metadata.Contains("Runtime", StringComparison.Ordinal))
            all = [.. all, "RuntimeFiles=views"];
        var made = folder.Generate(folder.Request("sidecars/svc", all) with { Advise = true });

        var closed = made.Found.Where(found => found.StartsWith("GDT2025", StringComparison.Ordinal));
        Assert.AreEqual(expected, string.Join(',', closed.Select(found => found.Split(':')[0])));
    }

    [TestMethod]
    [DataRow("import \"C\"", null, "CgoEnabled=false", "GDT2024 svc/native/native.go:3")]
    [DataRow("import _ \"github.com/mattn/go-sqlite3\"", null, "CgoEnabled=false", "GDT2024 svc/native/native.go:3")]
    [DataRow("import \"C\"", null, "CgoEnabled=true", "")]
    [DataRow("import \"C\"", "//go:build !cgo\n\npackage native\n", "CgoEnabled=false", "")]
    [DataRow(
        "import \"C\"",
        "//go:build release\n\npackage native\n",
        "CgoEnabled=false",
        "GDT2024 svc/native/native.go:3"
    )]
    public void C_code_that_is_left_out_is_told(string import, string? other, string metadata, string expected)
    {
        using var folder = new GenerationFolder().Module("svc");
        folder.Write("svc/use.go", "package main\n\nimport _ \"example.com/service/native\"\n");
        folder.Write("svc/native/native.go", $"package native\n\n{import}\n");
        if (other is not null)
            folder.Write("svc/native/other.go", other);

        var made = folder.Generate(folder.Request("svc", metadata) with { Advise = true });

        Assert.AreEqual(
            expected,
            string.Join(',', made.Found.Where(found => found.StartsWith("GDT2024", StringComparison.Ordinal)))
        );
    }

    [TestMethod]
    [DataRow("import \"C\"", null, "CgoEnabled=false", "GDT2024 svc/use/use.go:5")]
    [DataRow("import \"C\"", null, "CgoEnabled=true", "")]
    [DataRow("import \"C\"", "//go:build !cgo\n\npackage native\n", "CgoEnabled=false", "")]
    [DataRow("import \"os\"", null, "CgoEnabled=false", "")]
    public void C_code_of_a_vendored_package_is_told_at_the_import_that_leads_to_it(
        string import,
        string? other,
        string metadata,
        string expected
    )
    {
        using var folder = new GenerationFolder().Module(
            "svc",
            "module example.com/service\n\ngo 1.27\n\nrequire example.com/x v1.0.0\n"
        );
        folder.Write("svc/use.go", "package main\n\nimport _ \"example.com/service/use\"\n");
        folder.Write(
            "svc/use/use.go",
            "package use\n\nimport (\n\t\"os\"\n\t_ \"example.com/x\"\n)\n\nvar _, _ = os.Open(\"config.yaml\")\n"
        );
        folder.Write(
            "svc/vendor/modules.txt",
            "# example.com/x v1.0.0\n## explicit\nexample.com/x\nexample.com/x/native\n"
        );
        folder.Write("svc/vendor/example.com/x/x.go", "package x\n\nimport _ \"example.com/x/native\"\n");
        folder.Write("svc/vendor/example.com/x/native/native.go", $"package native\n\n{import}\n");
        if (other is not null)
            folder.Write("svc/vendor/example.com/x/native/other.go", other);

        var made = folder.Generate(folder.Request("svc", metadata) with { Advise = true });

        Assert.AreEqual(
            expected,
            string.Join(',', made.Found.Where(found => found.StartsWith("GDT2024", StringComparison.Ordinal)))
        );
    }

    private static GenerationFolder Module(string library, string path)
    {
        var folder = new GenerationFolder()
            .Library(library, "example.com/greet")
            .Module(
                path,
                "module example.com/service\n\ngo 1.27\n\nrequire example.com/greet v1.0.0\n\n"
                    + "replace example.com/greet => ../../libs/greet\n"
            );
        foreach (
            var file in new[]
            {
                "templates/a.html",
                "db/migrations/1.sql",
                "config.yaml",
                "extra.json",
                "views/index.html",
                "views/admin/a.html",
            }
        )
            folder.Write($"{path}/{file}", "");
        return folder;
    }
}

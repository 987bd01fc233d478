using GoDockTasks.Core.Dockerfiles.Generation;

namespace GoDockTasks.Core.Tests.Dockerfiles.Generation;

/// <summary>What is made of a module's layout; that it builds is shown with the real BuildKit.</summary>
[TestClass]
public sealed class LayoutTests
{
    private const string Requirement = "\nrequire example.com/greet v1.0.0\n";

    [TestMethod]
    public void A_single_module_downloads_by_its_own_two_files()
    {
        using var folder = new GenerationFolder().Module(
            "svc",
            "module example.com/service\n\ngo 1.27\n" + Requirement
        );
        folder.Write("svc/go.sum", "");

        var made = folder.Generate("svc");

        CollectionAssert.AreEqual(
            new[] { "svc/Dockerfile", "svc/Dockerfile.dockerignore", "svc/docker-bake.json" },
            made.Paths
        );
        CollectionAssert.AreEqual(
            new[] { "COPY go.mod go.sum ./", "COPY --from=build /out/svc /app/svc" },
            made.All("COPY")
        );
        CollectionAssert.AreEqual(
            new[]
            {
                "FROM --platform=$BUILDPLATFORM golang:1.27-bookworm AS build",
                "FROM gcr.io/distroless/static-debian12:nonroot",
            },
            made.All("FROM")
        );
        Assert.Contains("RUN go mod download", made.Lines);
        CollectionAssert.AreEqual(new[] { "WORKDIR /src" }, made.All("WORKDIR"));
        Assert.EndsWith(
            " -o /out/svc .",
            made.Lines.Single(line => line.Contains("go build", StringComparison.Ordinal))
        );
        CollectionAssert.AreEqual(new[] { "GDT2012 app/app.csproj:0", "GDT2012 app/app.csproj:0" }, made.Found);
    }

    [TestMethod]
    public void Without_a_requirement_nothing_is_downloaded()
    {
        using var folder = new GenerationFolder().Module("svc");

        var made = folder.Generate("svc");

        Assert.DoesNotContain("go mod download", made.Dockerfile);
        CollectionAssert.AreEqual(new[] { "COPY --from=build /out/svc /app/svc" }, made.All("COPY"));
    }

    [TestMethod]
    public void The_only_command_under_cmd_is_built()
    {
        using var folder = new GenerationFolder().Module("svc", main: "cmd/orders/main.go");
        folder.Write("svc/tools/gen/main.go", GenerationFolder.Program);
        folder.Write("svc/tools/main.go", GenerationFolder.Program);
        folder.Write("svc/generate.go", "//go:build ignore\n\npackage main\n");
        folder.Write("svc/cmd/orders/deep/main.go", GenerationFolder.Program);
        folder.Write("svc/cmd/library/library.go", "package library\n");
        folder.Write("svc/cmd/tested/main_test.go", "package main\n");

        Assert.EndsWith(
            " -o /out/svc ./cmd/orders",
            folder.Generate("svc").Lines.Single(line => line.Contains("go build", StringComparison.Ordinal))
        );
    }

    [TestMethod]
    public void Of_several_commands_one_must_be_chosen()
    {
        using var folder = new GenerationFolder()
            .Module("svc", main: "cmd/orders/main.go")
            .Module("svc", main: "cmd/pricing/main.go");

        var made = folder.Generate("svc");

        CollectionAssert.AreEqual(new[] { "GDT0005 app/app.csproj:0" }, made.Found);
        Assert.IsEmpty(made.Paths);
        Assert.IsNotEmpty(folder.Generate("svc", "Main=cmd/pricing").Paths);
    }

    [TestMethod]
    public void For_a_library_nothing_is_made_and_that_is_said()
    {
        using var folder = new GenerationFolder().Library("svc", "example.com/library");

        var made = folder.Generate("svc");

        Assert.IsEmpty(made.Paths);
        Assert.IsEmpty(made.Found);
        Assert.HasCount(1, made.Files.Remarks);
    }

    [TestMethod]
    public void What_is_not_to_be_built_gets_nothing_and_that_is_said()
    {
        using var folder = new GenerationFolder().Module("svc");

        var made = folder.Generate("svc", "Build=false");

        Assert.IsEmpty(made.Paths);
        Assert.HasCount(1, made.Files.Remarks);
    }

    [TestMethod]
    public void A_replacement_above_widens_the_context_to_the_nearest_common_folder()
    {
        using var folder = new GenerationFolder()
            .Library("libs/greet", "example.com/greet")
            .Module(
                "side cars/svc",
                "module example.com/service\n\ngo 1.27\n"
                    + Requirement
                    + "\nrequire example.com/other v1.0.0\n\nreplace example.com/greet => ../../libs/greet\n"
            );
        folder.Write("side cars/svc/go.sum", "");

        var made = folder.Generate("side cars/svc");

        CollectionAssert.AreEqual(
            new[]
            {
                "COPY libs/greet/go.mod /src/libs/greet/",
                """COPY ["side cars/svc/go.mod", "side cars/svc/go.sum", "./"]""",
                "COPY --from=build /out/svc /app/svc",
            },
            made.All("COPY")
        );
        CollectionAssert.AreEqual(new[] { "WORKDIR /src/side cars/svc" }, made.All("WORKDIR"));
        Assert.AreEqual("docker-bake.json", made.Paths[^1]);
        Assert.Contains("\"context\": \".\",\n      \"dockerfile\": \"side cars/svc/Dockerfile\"", made.BakeFile);
        CollectionAssert.AreEqual(
            new[] { "libs/greet/go.mod", "libs/greet/library.go", "side cars/svc/main.go", "side cars/svc/a/b.go" },
            made.Sent(
                "libs/greet/go.mod",
                "libs/greet/library.go",
                "side cars/svc/main.go",
                "side cars/svc/a/b.go",
                "libs/other/x.go",
                "side cars/svc/a/b_test.go",
                "side cars/svc/.env",
                ".git/config"
            )
        );
    }

    [TestMethod]
    public void A_replacement_by_an_absolute_path_is_refused_at_its_line()
    {
        using var folder = new GenerationFolder().Library("libs/greet", "example.com/greet");
        folder.Module(
            "svc",
            $"module example.com/service\n\ngo 1.27\n{Requirement}\n"
                + $"replace example.com/greet => \"{folder.Path("libs/greet")}\"\n"
        );

        CollectionAssert.AreEqual(new[] { "GDT1008 svc/go.mod:7" }, folder.Generate("svc").Found);
    }

    [TestMethod]
    public void Of_a_workspace_all_go_mod_files_are_sent_and_the_source_of_what_is_used()
    {
        using var folder = new GenerationFolder()
            .Module("svc", "module example.com/service\n\ngo 1.26\n" + Requirement)
            .Library("extra", "example.com/extra")
            .Library("needed", "example.com/needed", "1.27")
            .Library("unused", "example.com/unused");
        folder.Write("svc/extra.go", "package main\n\nimport _ \"example.com/extra/sub\"\n");
        folder.Write("extra/needed.go", "package library\n\nimport _ \"example.com/needed\"\n");
        folder.Write("extra/go.sum", "");
        folder.Write("go.work", "go 1.27\n\nuse (\n\t./svc\n\t./extra\n\t./needed\n\t./unused\n)\n");
        folder.Write("go.work.sum", "");

        var made = folder.Generate("svc");

        CollectionAssert.AreEqual(
            new[]
            {
                "COPY go.work go.work.sum /src/",
                "COPY extra/go.mod extra/go.sum /src/extra/",
                "COPY needed/go.mod /src/needed/",
                "COPY svc/go.mod ./",
                "COPY unused/go.mod /src/unused/",
            },
            made.All("COPY")[..5]
        );
        CollectionAssert.AreEqual(
            new[] { "go.work", "go.work.sum", "unused/go.mod", "extra/x.go", "needed/x.go", "svc/x.go" },
            made.Sent("go.work", "go.work.sum", "unused/go.mod", "extra/x.go", "needed/x.go", "svc/x.go", "unused/x.go")
        );
        Assert.Contains("golang:1.27-bookworm", made.All("FROM")[0]);
    }

    [TestMethod]
    public void A_large_workspace_is_named_by_kinds_of_files()
    {
        using var folder = new GenerationFolder().Module(
            "svc",
            "module example.com/service\n\ngo 1.27\n" + Requirement
        );
        var names = Enumerable.Range(1, 40).Select(number => $"libs/m{number}").ToArray();
        foreach (var name in names)
            folder.Library(name, "example.com/" + name);
        folder.Write("svc/use.go", "package main\n\nimport _ \"example.com/libs/m7\"\n");
        folder.Write(
            "go.work",
            $"go 1.27\n\nuse (\n\t./svc\n{string.Concat(names.Select(name => $"\t./{name}\n"))})\n"
        );

        var made = folder.Generate("svc");

        CollectionAssert.AreEqual(
            new[] { "COPY --from=modules /modules/src /src", "COPY --from=build /out/svc /app/svc" },
            made.All("COPY")
        );
        Assert.IsLessThan(50, made.Lines.Length);
        Assert.IsLessThan(15, made.Text(GeneratedFileKind.IgnoreFile).Split('\n').Length);
        CollectionAssert.AreEqual(
            new[] { "go.work", "svc/go.mod", "libs/m8/go.mod", "libs/m8/go.sum", "libs/m7/library.go", "svc/x.go" },
            made.Sent(
                "go.work",
                "svc/go.mod",
                "libs/m8/go.mod",
                "libs/m8/go.sum",
                "libs/m7/library.go",
                "svc/x.go",
                "libs/m8/library.go",
                "README.md"
            )
        );
    }

    [TestMethod]
    public void A_workspace_that_does_not_name_the_module_is_somebody_elses()
    {
        using var folder = new GenerationFolder().Module("svc").Library("extra", "example.com/extra");
        folder.Write("go.work", "go 1.27\n\nuse ./extra\n");

        Assert.IsFalse(folder.Generate("svc").Ignore.Excludes("go.mod"));
    }

    [TestMethod]
    public void A_vendored_module_downloads_nothing_and_sends_its_vendor_folder()
    {
        using var folder = new GenerationFolder().Module(
            "svc",
            "module example.com/service\n\ngo 1.27\n" + Requirement
        );
        folder.Write("svc/vendor/modules.txt", "# example.com/greet v1.0.0\n## explicit\nexample.com/greet\n");

        var made = folder.Generate("svc");

        Assert.DoesNotContain("download", made.Dockerfile);
        Assert.Contains(" GOFLAGS=-mod=vendor ", made.Dockerfile);
        CollectionAssert.AreEqual(
            new[] { "vendor/modules.txt", "vendor/a/testdata/x" },
            made.Sent("vendor/modules.txt", "vendor/a/testdata/x", "testdata/x")
        );
    }

    [TestMethod]
    public void Embedded_files_are_sent()
    {
        using var folder = new GenerationFolder().Module("svc");
        folder.Write(
            "svc/web/web.go",
            "package web\n\nimport _ \"embed\"\n\nvar (\n\t//go:embed static/*.html all:assets \"with "
                + "blank.txt\" `raw.txt`\n\tfiles string\n)\n"
        );
        folder.Write("svc/web/no.go", "package web\n\n//go:embed nothing.txt\n");

        CollectionAssert.AreEqual(
            new[] { "web/static/a.html", "web/assets/.x/y", "web/with blank.txt", "web/raw.txt" },
            folder
                .Generate("svc")
                .Sent(
                    "web/static/a.html",
                    "web/assets/.x/y",
                    "web/with blank.txt",
                    "web/raw.txt",
                    "web/static/a.css",
                    "web/nothing.txt",
                    "assets/x"
                )
        );
    }

    [TestMethod]
    public void Cgo_compiles_on_the_images_platform_for_a_base_with_its_libc()
    {
        using var folder = new GenerationFolder().Module("svc");
        folder.Write("svc/native.c", "");
        folder.Write("svc/native.h", "");

        var made = folder.Generate("svc", "CgoEnabled=true");

        CollectionAssert.AreEqual(
            new[] { "FROM golang:1.27-bookworm AS build", "FROM gcr.io/distroless/base-debian12:nonroot" },
            made.All("FROM")
        );
        Assert.Contains("ENV CGO_ENABLED=1 ", made.Dockerfile);
        Assert.DoesNotContain("GOARCH", made.Dockerfile);
        CollectionAssert.AreEqual(new[] { "a/native.c", "native.h" }, made.Sent("a/native.c", "native.h", "native.py"));
    }

    [TestMethod]
    [DataRow("go 1.27", "1.27")]
    [DataRow("go 1.26", "1.26")]
    [DataRow("go 1.21", "1.27")]
    [DataRow("go 1.21.0", "1.27")]
    [DataRow("go 1.26.5", "1.26")]
    [DataRow("go 1.28rc1", "1.28rc1")]
    [DataRow("go 1.16", "1.27")]
    [DataRow("go 1.29", "1.29")]
    [DataRow("go 1.26\n\ntoolchain go1.27.3", "1.27.3")]
    [DataRow("go 1.27.3\n\ntoolchain go1.27.1", "1.27")]
    [DataRow("go 1.26\n\ntoolchain default", "1.26")]
    [DataRow("", "1")]
    public void The_builder_is_what_the_module_asks_for(string lines, string tag)
    {
        using var folder = new GenerationFolder().Module("svc", $"module example.com/service\n\n{lines}\n");

        Assert.AreEqual(
            $"FROM --platform=$BUILDPLATFORM golang:{tag}-bookworm AS build",
            folder.Generate("svc").All("FROM")[0]
        );
        Assert.AreEqual(
            "FROM --platform=$BUILDPLATFORM golang:1.27.2-bookworm AS build",
            folder.Generate(folder.Request("svc") with { Go = new() { Version = "1.27.2" } }).All("FROM")[0]
        );
    }

    [TestMethod]
    public void A_Go_line_of_what_is_compiled_in_counts_too()
    {
        using var folder = new GenerationFolder()
            .Library("svc/greet", "example.com/greet", "1.27")
            .Module(
                "svc",
                "module example.com/service\n\ngo 1.21\n" + Requirement + "\nreplace example.com/greet => ./greet\n"
            );

        Assert.Contains("golang:1.27-bookworm", folder.Generate("svc").All("FROM")[0]);
    }

    [TestMethod]
    public void A_go_mod_that_does_not_parse_is_told_and_nothing_is_made()
    {
        using var folder = new GenerationFolder().Module("svc", "module example.com/service\n\nnonsense here\n");

        var made = folder.Generate("svc");

        CollectionAssert.AreEqual(new[] { "GDT1002 svc/go.mod:3" }, made.Found);
        Assert.IsEmpty(made.Paths);
    }

    [TestMethod]
    public void A_folder_with_a_character_of_Dockerfiles_is_refused()
    {
        using var folder = new GenerationFolder()
            .Library("lib$x", "example.com/greet")
            .Module(
                "svc",
                "module example.com/service\n\ngo 1.27\n" + Requirement + "\nreplace example.com/greet => ../lib$x\n"
            );

        CollectionAssert.AreEqual(new[] { "GDT0003 app/app.csproj:0" }, folder.Generate("svc").Found);
    }
}

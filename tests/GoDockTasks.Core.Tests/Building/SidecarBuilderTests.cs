using System.Security.Cryptography;

namespace GoDockTasks.Core.Tests.Building;

/// <summary>Programs are built as their sidecars say, by real Go.</summary>
[TestClass]
public sealed class SidecarBuilderTests
{
    public static IEnumerable<object[]> EachVersion => RealGo.EachVersion;

    [TestMethod]
    [DynamicData(nameof(EachVersion))]
    public async Task Tags_and_linker_flags_count_with_every_go(string version)
    {
        using var folder = new BuiltFolder(version);
        folder
            .WithModule("orders", BuiltFolder.Prints("version + mark"))
            .With("orders/version.go", "package main\n\nvar version = \"none\"\n")
            .With("orders/plain.go", "//go:build !special\n\npackage main\n\nconst mark = \" plain\"\n")
            .With("orders/special.go", "//go:build special\n\npackage main\n\nconst mark = \" special\"\n");

        var plain = await folder.RunAsync("orders");
        var special = await folder.RunAsync(
            folder.Sidecar("orders") with
            {
                Tags = ["other", "special"],
                LdFlags = "-s -w -X main.version=$VERSION -X main.mark=$REVISION",
                Version = "1.2",
            }
        );

        Assert.AreEqual("none plain", plain);
        Assert.AreEqual("1.2 special", special);
    }

    [TestMethod]
    [DataRow(null, null, "400")]
    [DataRow("100", null, "100")]
    [DataRow(null, "3GiB", "400")]
    public async Task A_compiler_takes_memory_for_time_unless_its_user_says(
        string? percent,
        string? limit,
        string expected
    )
    {
        using var folder = new BuiltFolder().WithModule("orders", BuiltFolder.Prints("\"yes\""));
        folder.Environment.Remove("GOGC");
        if (percent is not null)
            folder.Environment["GOGC"] = percent;
        if (limit is not null)
            folder.Environment["GOMEMLIMIT"] = limit;

        Assert.AreEqual("yes", await folder.RunAsync("orders"));

        var machine = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var share = Math.Max(Math.Min(machine / 4, 1L << 30), machine / 2 / Environment.ProcessorCount);
        var environment = folder.Started.Single(request => request.Arguments[0] == "build").Environment;
        Assert.AreEqual((expected, limit ?? $"{share >> 20}MiB"), (environment["GOGC"], environment["GOMEMLIMIT"]));
    }

    [TestMethod]
    [DataRow(null, "", "1 -p", "1 -p")]
    [DataRow("3", "", "3 -", "3 -")]
    [DataRow(null, "-p=1", "1 -", "1 -")]
    public async Task Many_compilers_take_a_processor_each_until_processors_are_free(
        string? processors,
        string goFlags,
        params string[] expected
    )
    {
        using var folder = new BuiltFolder();
        if (processors is not null)
            folder.Environment["GOMAXPROCS"] = processors;
        folder.Environment["GOFLAGS"] = goFlags;
        var names = Enumerable
            .Range(0, Environment.ProcessorCount + expected.Length)
            .Select(number => $"service{number}")
            .ToArray();
        foreach (var name in names)
            folder.WithModule(name, BuiltFolder.Prints($"\"{name}\""));

        var report = await folder.BuildAsync(names);

        Assert.IsEmpty(report.Diagnostics);
        var builds = folder.Started.Where(request => request.Arguments[0] == "build").ToArray();
        Assert.HasCount(names.Length, builds);
        var shares = builds
            .Select(build =>
                build.Environment.GetValueOrDefault("GOMAXPROCS", "all")
                + (build.Arguments.Contains($"-p={Environment.ProcessorCount}") ? " -p" : " -")
            )
            .ToArray();
        CollectionAssert.AreEquivalent(
            expected.Concat(Enumerable.Repeat((processors ?? "all") + " -", Environment.ProcessorCount)).ToArray(),
            shares
        );

        var crowded = File.ReadAllBytes(report.Programs[0].Path);
        File.Delete(report.Programs[0].Path);
        var alone = await folder.BuildAsync(names[0]);
        CollectionAssert.AreEqual(crowded, File.ReadAllBytes(alone.Programs.Single().Path));
    }

    [TestMethod]
    public async Task The_same_sources_give_the_same_bytes_in_two_folders()
    {
        using var first = new BuiltFolder();
        using var second = new BuiltFolder();
        foreach (var folder in new[] { first, second })
        {
            folder
                .WithModule(
                    "orders",
                    BuiltFolder.Prints("greet.Hello"),
                    "\nrequire example.com/greet v0.0.0\n\nreplace example.com/greet => ../greet\n"
                )
                .With("greet/go.mod", "module example.com/greet\n\ngo 1.19\n")
                .With("greet/greet.go", "package greet\n\nconst Hello = \"hello\"\n");
            folder.Folder.Write(
                "orders/main.go",
                BuiltFolder
                    .Prints("greet.Hello")
                    .Replace("\"os\"", "(\n\t\"os\"\n\n\t\"example.com/greet\"\n)", StringComparison.Ordinal)
            );
        }

        second.With("orders/notes.txt", "not a part of it").With(".git/HEAD", "ref: refs/heads/main\n");
        second.Environment["GOCACHE"] = second.Folder.Path("another-cache");

        var (one, other) = (await first.BuildAsync("orders"), await second.BuildAsync("orders"));

        Assert.AreNotEqual(one.Programs.Single().Path, other.Programs.Single().Path);
        Assert.AreSequenceEqual(
            SHA256.HashData(File.ReadAllBytes(one.Programs[0].Path)),
            SHA256.HashData(File.ReadAllBytes(other.Programs[0].Path))
        );
    }

    [TestMethod]
    public async Task A_runtime_identifier_decides_the_platform_and_the_machines_settings_do_not()
    {
        using var folder = new BuiltFolder();
        folder.WithModule("orders", "package main\n\nfunc main() {}\n");
        folder.Environment["GOOS"] = "plan9";
        folder.Environment["GOARCH"] = "386";
        folder.Environment["CGO_ENABLED"] = "1";

        var host = await folder.BuildAsync("orders");
        folder.Request = folder.Request with { RuntimeIdentifier = "win-arm64" };
        var windows = await folder.BuildAsync("orders");

        Assert.IsEmpty(folder.Lines(host));
        Assert.IsEmpty(folder.Lines(windows));
        Assert.AreEqual(
            folder.Folder.Path("src/app/obj/godock/sidecars/orders/orders.exe"),
            windows.Programs.Single().Path
        );
        Assert.AreEqual("sidecars/orders/orders.exe", windows.Programs[0].TargetPath);
        Assert.AreSequenceEqual("MZ"u8.ToArray(), File.ReadAllBytes(windows.Programs[0].Path)[..2]);
        Assert.AreEqual(
            "sidecars/orders/orders" + (OperatingSystem.IsWindows() ? ".exe" : ""),
            host.Programs.Single().TargetPath
        );
    }

    [TestMethod]
    public async Task An_identifier_that_go_does_not_know_is_said_once_for_all()
    {
        using var folder = new BuiltFolder();
        folder.WithModule("orders", BuiltFolder.Prints("\"\"")).WithModule("pricing", BuiltFolder.Prints("\"\""));
        folder.Request = folder.Request with { RuntimeIdentifier = "browser-wasm" };

        var report = await folder.BuildAsync("orders", "pricing");

        Assert.AreSequenceEqual(["GDT0009 src/app/app.csproj(0,0)"], folder.Lines(report));
        Assert.IsEmpty(report.Programs);
        Assert.IsEmpty(folder.Started);
    }

    [TestMethod]
    public async Task The_only_command_is_built_a_library_and_what_is_not_to_be_built_are_not()
    {
        using var folder = new BuiltFolder();
        folder
            .With("orders/go.mod", "module example.com/orders\n\ngo 1.19\n")
            .With("orders/cmd/serve/main.go", BuiltFolder.Prints("\"serve\""))
            .With("library/go.mod", "module example.com/library\n\ngo 1.19\n")
            .With("library/library.go", "package library\n")
            .WithModule("checked", "package main\n\nfunc main() { nothing }\n");

        var report = await folder.BuildAsync(
            folder.Sidecar("orders"),
            folder.Sidecar("library"),
            folder.Sidecar("checked") with
            {
                Build = false,
            }
        );

        Assert.IsEmpty(folder.Lines(report));
        Assert.AreEqual("./cmd/serve", report.Programs.Single().Command.Package);
        Assert.HasCount(1, report.Remarks);
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Folder.Path("tmp"), "godock*"));
    }

    [TestMethod]
    public async Task Several_commands_and_one_name_for_two_sidecars_are_errors_and_the_others_are_built()
    {
        using var folder = new BuiltFolder();
        folder
            .With("shop/go.mod", "module example.com/shop\n\ngo 1.19\n")
            .With("shop/cmd/a/main.go", BuiltFolder.Prints("\"a\""))
            .With("shop/cmd/b/main.go", BuiltFolder.Prints("\"b\""))
            .WithModule("orders", BuiltFolder.Prints("\"first\""))
            .WithModule("other", BuiltFolder.Prints("\"second\""));

        var report = await folder.BuildAsync(
            folder.Sidecar("shop"),
            folder.Sidecar("orders"),
            folder.Sidecar("other") with
            {
                Name = "Orders",
            }
        );
        var chosen = await folder.RunAsync(folder.Sidecar("shop") with { Main = "./cmd/b" });

        Assert.AreSequenceEqual(["GDT0005 -(0,0)", "GDT0006 -(0,0)"], folder.Lines(report));
        Assert.AreSequenceEqual(["orders"], report.Programs.Select(program => program.Sidecar.Name));
        Assert.AreEqual("b", chosen);
    }

    [TestMethod]
    public async Task Without_go_it_is_an_error_only_where_something_is_to_be_built()
    {
        using var folder = new BuiltFolder();
        folder.WithModule("orders", BuiltFolder.Prints("\"\""));
        folder.Request = folder.Request with
        {
            Go = folder.Request.Go with { Executable = folder.Folder.Path("no/go") },
        };

        var built = await folder.BuildAsync("orders");
        var notBuilt = await folder.BuildAsync(folder.Sidecar("orders") with { Build = false });

        Assert.AreSequenceEqual(["GDT0002 -(0,0)"], folder.Lines(built));
        Assert.AreEqual(GoDockTasks.Core.Diagnostics.DiagnosticSeverity.Error, built.Diagnostics[0].Severity);
        Assert.IsEmpty(folder.Lines(notBuilt));
    }

    [TestMethod]
    public async Task A_vendored_module_is_built_from_its_vendor_folder_and_nothing_is_written_into_a_module()
    {
        using var folder = new BuiltFolder();
        folder
            .WithModule(
                "orders",
                "package main\n\nimport \"example.com/greet\"\n\nfunc main() { greet.Hello() }\n",
                "\nrequire example.com/greet v1.0.0\n"
            )
            .With("orders/vendor/modules.txt", "# example.com/greet v1.0.0\n## explicit; go 1.19\nexample.com/greet\n")
            .With("orders/vendor/example.com/greet/greet.go", "package greet\n\nfunc Hello() { print() }\n")
            .WithModule("lacking", "package main\n\nimport _ \"example.com/greet\"\n\nfunc main() {}\n");
        folder.Environment["GOFLAGS"] = "-modcacherw";
        var lacking = File.ReadAllText(folder.Folder.Path("lacking/go.mod"));

        var vendored = await folder.BuildAsync("orders");
        folder.Environment["GOFLAGS"] = "-mod=mod";
        var report = await folder.BuildAsync("lacking");

        Assert.IsEmpty(folder.Lines(vendored));
        Assert.AreEqual("vendor", vendored.Programs[0].Command.Mod);
        Assert.AreSequenceEqual(["GDT1001 lacking/main.go(3,8)"], folder.Lines(report));
        Assert.AreEqual(lacking, File.ReadAllText(folder.Folder.Path("lacking/go.mod")));
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    public async Task A_workspace_brings_in_its_members_as_by_hand_and_GOWORK_off_leaves_them_out(string version)
    {
        using var folder = new BuiltFolder(version);
        folder
            .With("go.work", "go 1.19\n\nuse (\n\t./orders\n\t./greet\n)\n")
            .WithModule(
                "orders",
                BuiltFolder
                    .Prints("greet.Hello")
                    .Replace("\"os\"", "(\n\t\"os\"\n\n\t\"example.com/greet\"\n)", StringComparison.Ordinal)
            )
            .With("greet/go.mod", "module example.com/greet\n\ngo 1.19\n")
            .With("greet/greet.go", "package greet\n\nconst Hello = \"hello\"\n");

        var first = await folder.RunAsync("orders");
        folder.With("greet/greet.go", "package greet\n\nconst Hello = \"changed\"\n");
        var second = await folder.RunAsync("orders");
        folder.Environment["GOWORK"] = "off";
        var without = await folder.BuildAsync("orders");

        Assert.AreEqual("hello", first);
        Assert.AreEqual("changed", second);
        Assert.AreSequenceEqual(["GDT1001 orders/main.go(6,2)"], folder.Lines(without));
    }

    [TestMethod]
    public async Task With_cgo_go_is_asked_each_time_since_a_C_compiler_reads_what_it_wants_to()
    {
        using var folder = new BuiltFolder();
        folder
            .WithModule("orders", BuiltFolder.Prints("mark"))
            .With("orders/with.go", "//go:build cgo\n\npackage main\n\nconst mark = \"with\"\n")
            .With("orders/without.go", "//go:build !cgo\n\npackage main\n\nconst mark = \"without\"\n");
        var sidecar = folder.Sidecar("orders") with { CgoEnabled = true };

        await folder.BuildAsync(sidecar);
        var with = await folder.RunAsync(sidecar);
        var asked = folder.Started.Count;
        var without = await folder.RunAsync("orders");

        Assert.AreEqual("with", with);
        Assert.AreEqual(1, asked);
        Assert.AreEqual("without", without);
    }
}

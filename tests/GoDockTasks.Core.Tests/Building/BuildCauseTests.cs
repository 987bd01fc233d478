using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Tests.Building;

/// <summary>
/// Causes of a failed build that lie beside the Go code, each with a real Go, at the place to change; and that what is
/// advised mends it.
/// </summary>
[TestClass]
public sealed class BuildCauseTests
{
    private const string Empty = "package main\n\nfunc main() {}\n";
    private const string CallsC =
        "package main\n\n// int f(void) { return 1; }\nimport \"C\"\n\nfunc main() { println(C.f()) }\n";

    [TestMethod]
    [DataRow("1.19", "-banana")]
    [DataRow("1.27", "-banana")]
    [DataRow("1.19", "-s main.version=1")]
    [DataRow("1.27", "-s main.version=1")]
    [DataRow("1.27", "-X main.version")]
    [DataRow("1.27", "-X 'main.version=1")]
    [DataRow("1.27", "-X main.number=1")]
    [DataRow("1.27", "-linkmode=banana")]
    [DataRow("1.27", "-linkmode=external")]
    [DataRow("1.27", "-B banana")]
    public async Task What_the_linker_refuses_of_LdFlags_is_at_the_attribute(string version, string flags)
    {
        using var folder = new BuiltFolder(version);
        folder.WithModule("orders", "package main\n\nvar number int\n\nfunc main() { println(number) }\n");

        var report = await folder.BuildAsync(Item(folder, $"LdFlags=\"{flags}\"") with { LdFlags = flags });

        Assert.AreSequenceEqual(["GDT1142 src/app/app.csproj(3,40)"], folder.Lines(report));
    }

    [TestMethod]
    public async Task Flags_for_the_linker_that_GOFLAGS_holds_are_no_fault_of_the_item()
    {
        using var folder = new BuiltFolder();
        folder.WithModule("orders", Empty);
        folder.Environment["GOFLAGS"] = "-ldflags=-banana";

        var report = await folder.BuildAsync("orders");

        Assert.AreSequenceEqual(["GDT1015 orders/go.mod(1,0)"], folder.Lines(report));
        Assert.Contains("GOFLAGS (environment) is '-ldflags=-banana'", report.Diagnostics.Single().Message);
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    public async Task C_code_that_is_switched_off_is_switched_on_at_the_item(string version)
    {
        using var folder = new BuiltFolder(version).WithCCompiler();
        folder.WithModule("orders", CallsC);
        var item = Item(folder, "CgoEnabled=\"false\"");

        var report = await folder.BuildAsync(item);

        Assert.AreSequenceEqual(["GDT1147 src/app/app.csproj(3,40)"], folder.Lines(report));
        Assert.Contains("CgoEnabled=\"true\"", report.Diagnostics.Single().Message);
        Assert.IsEmpty((await folder.BuildAsync(item with { CgoEnabled = true })).Diagnostics);
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    public async Task The_race_detector_of_GOFLAGS_needs_what_the_build_switches_off(string version)
    {
        using var folder = new BuiltFolder(version).WithCCompiler();
        folder.WithModule("orders", Empty);
        folder.Environment["GOFLAGS"] = "-race";

        var report = await folder.BuildAsync("orders");

        Assert.AreSequenceEqual(["GDT1015 orders/go.mod(1,0)"], folder.Lines(report));
        Assert.DoesNotContain("CGO_ENABLED", report.Diagnostics.Single().Message);
        Assert.Contains("CgoEnabled=\"true\"", report.Diagnostics.Single().Message);
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    public async Task What_the_linker_of_C_code_misses_is_at_the_line_that_asks_for_it(string version)
    {
        using var folder = new BuiltFolder(version).WithCCompiler();
        folder
            .WithModule(
                "orders",
                "package main\n\n// #cgo LDFLAGS: -lbanana\n// int f(void) { return 1; }\nimport \"C\"\n\n"
                    + "func main() { println(C.f()) }\n"
            )
            .WithModule("prices", "package main\n\n// int f(void);\nimport \"C\"\n\nfunc main() { println(C.f()) }\n");

        var report = await folder.BuildAsync(
            folder.Sidecar("orders") with
            {
                CgoEnabled = true,
            },
            folder.Sidecar("prices") with
            {
                CgoEnabled = true,
            }
        );

        Assert.AreSequenceEqual(["GDT1140 orders/main.go(3,1)", "GDT1140 prices/main.go(4,8)"], folder.Lines(report));
        Assert.Contains("-lbanana", report.Diagnostics[0].Message);
        Assert.Contains("undefined reference to `f'", report.Diagnostics[1].Message);
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    public async Task A_library_that_pkg_config_does_not_know_is_at_the_line_that_asks_for_it(string version)
    {
        using var folder = new BuiltFolder(version).WithCCompiler();
        folder.WithModule("orders", "package main\n\n// #cgo pkg-config: banana\nimport \"C\"\n\nfunc main() {}\n");
        folder.Environment["PKG_CONFIG"] = "gone-pkg-config";

        var absent = await folder.BuildAsync(folder.Sidecar("orders") with { CgoEnabled = true });
        // What pkg-config 1.8 prints; a real one would need the library's file to be missing.
        folder.Environment["PKG_CONFIG"] = Script(
            folder,
            "my-pkg-config",
            "echo 'Package banana was not found in the pkg-config search path.'; echo \"No package "
                + "'banana' found\"; exit 1"
        );
        var unknown = await folder.BuildAsync(folder.Sidecar("orders") with { CgoEnabled = true });

        Assert.AreSequenceEqual(["GDT1141 orders/main.go(4,8)"], folder.Lines(absent));
        Assert.AreSequenceEqual(["GDT1141 orders/main.go(3,1)"], folder.Lines(unknown));
        Assert.Contains("library banana", unknown.Diagnostics.Single().Message);
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    public async Task A_place_in_a_file_that_is_not_there_is_at_the_directive_that_names_it(string version)
    {
        using var folder = new BuiltFolder(version);
        folder
            .WithModule("orders", "package main\n\nfunc main() {\n//line gen/rules.y:12\n\tnone()\n}\n")
            .WithModule("prices", "package main\n\nfunc main() {\n//line /home/ci/rules.go:12:3\n\tnone()\n}\n");

        var report = await folder.BuildAsync("orders", "prices");

        Assert.AreSequenceEqual(["GDT1151 orders/main.go(4,1)", "GDT1151 prices/main.go(4,1)"], folder.Lines(report));
        Assert.Contains("rules.y:12: undefined: none", report.Diagnostics[0].Message);
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Of_two_spellings_the_one_to_use_is_named(string version)
    {
        using var folder = new BuiltFolder(version);
        folder
            .WithModule(
                "orders",
                "package main\n\nimport (\n\t_ \"example.com/orders/Money\"\n"
                    + "\t_ \"example.com/orders/money\"\n)\n\nfunc main() {}\n"
            )
            .With("orders/money/money.go", "package money\n")
            .With("orders/Money/money.go", "package money\n")
            .WithModule(
                "prices",
                "package main\n\nimport (\n\t_ \"example.com/Lib\"\n\t_ \"example.com/lib\"\n)\n\nfunc main() {}\n",
                "\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ./lib\n"
                    + "replace example.com/Lib => ./lib2\n\nrequire example.com/Lib v0.0.0 // indirect\n"
            )
            .With("prices/lib/go.mod", "module example.com/lib\n")
            .With("prices/lib/lib.go", "package lib\n")
            .With("prices/lib2/go.mod", "module example.com/Lib\n")
            .With("prices/lib2/lib.go", "package lib\n");

        var report = await folder.BuildAsync("orders", "prices");

        Assert.AreSequenceEqual(["GDT1143 orders/main.go(5,2)", "GDT1143 prices/main.go(5,2)"], folder.Lines(report));
        Assert.Contains("'money' and 'Money'", report.Diagnostics[0].Message);
        Assert.Contains("go mod why", report.Diagnostics[1].Message);
    }

    [TestMethod]
    [DataRow("1.19", "")]
    [DataRow("1.27", "")]
    [DataRow("1.27", "-mod=vendor")]
    [DataRow("1.19", "-mod=vendor")]
    public async Task A_package_of_the_modules_own_that_is_missing_is_at_its_import(string version, string flags)
    {
        using var folder = new BuiltFolder(version);
        folder
            .WithModule("orders", "package main\n\nimport _ \"example.com/orders/gen\"\n\nfunc main() {}\n")
            .With("orders/vendor/modules.txt", "")
            .WithModule("prices", "package main\n\nimport _ \"example.com/prices/Gen\"\n\nfunc main() {}\n")
            .With("prices/gen/gen.go", "package gen\n")
            .WithModule("stock", "package main\n\nimport _ \"example.com/stock/gen\"\n\nfunc main() {}\n")
            .With("stock/gen/go.mod", "module example.com/stock/gen\n")
            .With("stock/gen/gen.go", "package gen\n")
            .WithModule("mail", "package main\n\nimport _ \"example.com/mail/gen\"\n\nfunc main() {}\n")
            .With("mail/gen/_gen.go", "package gen\n");
        folder.Environment["GOFLAGS"] = flags;

        var report = await folder.BuildAsync(flags.Length == 0 ? ["orders", "prices", "stock", "mail"] : ["orders"]);

        Assert.AreSequenceEqual(
            flags.Length == 0
                ?
                [
                    "GDT1115 orders/main.go(3,8)",
                    "GDT1115 prices/main.go(3,8)",
                    "GDT1115 stock/main.go(3,8)",
                    "GDT1115 mail/main.go(3,10)",
                ]
                : ["GDT1115 orders/main.go(3,8)"],
            folder.Lines(report)
        );
        Assert.Contains("no folder 'gen'", report.Diagnostics[0].Message);
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    public async Task An_import_without_the_modules_major_version_is_told_the_path(string version)
    {
        using var folder = new BuiltFolder(version);
        folder
            .With("orders/go.mod", "module example.com/orders/v2\n\ngo 1.19\n")
            .With("orders/sub/sub.go", "package sub\n")
            .With("orders/main.go", "package main\n\nimport _ \"example.com/orders/sub\"\n\nfunc main() {}\n");

        var report = await folder.BuildAsync("orders");

        Assert.AreSequenceEqual(["GDT1001 orders/main.go(3,8)"], folder.Lines(report));
        Assert.Contains("import \"example.com/orders/v2/sub\"", report.Diagnostics.Single().Message);
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    public async Task The_modules_own_path_in_another_letter_case_is_told_the_path(string version)
    {
        using var folder = new BuiltFolder(version);
        folder
            .WithModule("orders", "package main\n\nimport _ \"example.com/Orders/sub\"\n\nfunc main() {}\n")
            .With("orders/sub/sub.go", "package sub\n");

        var report = await folder.BuildAsync("orders");

        Assert.AreSequenceEqual(["GDT1001 orders/main.go(3,8)"], folder.Lines(report));
        Assert.Contains("import \"example.com/orders/sub\"", report.Diagnostics.Single().Message);
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Of_two_spellings_the_one_that_is_there_is_named(string version)
    {
        using var folder = new BuiltFolder(version);
        const string Imports = "\t_ \"example.com/orders/Money\"\n\t_ \"example.com/orders/money\"\n";
        folder
            .WithModule("orders", $"package main\n\nimport (\n{Imports})\n\nfunc main() {{}}\n")
            .With("orders/money/money.go", "package money\n");

        var report = await folder.BuildAsync("orders");

        Assert.AreSequenceEqual(["GDT1115 orders/main.go(4,2)"], folder.Lines(report));
        Assert.Contains("import 'example.com/orders/money'", report.Diagnostics.Single().Message);
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    public async Task What_a_C_compiler_says_of_a_file_of_cgos_own_is_at_the_import(string version)
    {
        const string Main =
            "package main\n\n// int f(int x);\nimport \"C\"\n\n"
            + "//export f\nfunc f(x *C.char) C.int { return 1 }\n\nfunc main() {}\n";
        using var folder = new BuiltFolder(version).WithCCompiler();
        folder.WithModule("orders", Main);

        var report = await folder.BuildAsync(folder.Sidecar("orders") with { CgoEnabled = true });

        Assert.AreSequenceEqual(["GDT1151 orders/main.go(4,8)"], folder.Lines(report).Distinct());
    }

    [TestMethod]
    public async Task A_file_that_is_named_without_a_line_is_the_place()
    {
        using var folder = new BuiltFolder();
        folder
            .WithModule("orders", Empty)
            .With("orders/tagged.go", "//go:build (linux\n\npackage main\n")
            .WithModule("prices", Empty)
            .With("prices/binary.go", "package main\n\0");

        var report = await folder.BuildAsync("orders", "prices");

        Assert.AreSequenceEqual(
            ["GDT1150 orders/tagged.go(0,0)", "GDT1150 prices/binary.go(0,0)"],
            folder.Lines(report)
        );
    }

    // The project file has the item at line 3, and this attribute of it at column 40.
    private static Sidecar Item(BuiltFolder folder, string attribute)
    {
        folder.With(
            "src/app/app.csproj",
            $"<Project>\n <ItemGroup>\n  <GoSidecar Include=\"../../orders\"    {attribute} />\n"
                + $" </ItemGroup>\n</Project>\n"
        );
        return folder.Sidecar("orders") with
        {
            Item = new("../../orders", new Dictionary<string, string>(), "", folder.Folder.Path("src/app/app.csproj")),
        };
    }

    // A program on PATH.
    private static string Script(BuiltFolder folder, string name, string commands)
    {
        folder.With("bin/" + name, "#!/bin/sh\n" + commands + "\n");
        var path = folder.Folder.Path("bin/" + name);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        folder.Environment["PATH"] = Path.GetDirectoryName(path) + Path.PathSeparator + folder.Environment["PATH"];
        return name;
    }
}

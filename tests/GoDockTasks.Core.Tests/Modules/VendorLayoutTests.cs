using System.Text.RegularExpressions;
using CsCheck;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Layout;

namespace GoDockTasks.Core.Tests.Modules;

[TestClass]
public sealed partial class VendorLayoutTests
{
    private static readonly Gen<string> Module = Gen.OneOf("example.com/m", "example.com/a", "example.com/b");
    private static readonly Gen<string> Version = Gen.OneOf("v1.0.0", "v1.1.0");
    private static readonly Gen<string> Target = Gen.OneOf(
        "../a",
        "../b",
        "example.com/c v1.0.0",
        "example.com/c v1.1.0"
    );

    private static readonly Gen<string> Require = Gen.Select(Module, Version, (module, version) =>
        $"require {module} {version}\n"
    );

    private static readonly Gen<string> Replace = Gen.Select(
        Module,
        Gen.OneOf("", " v1.0.0", " v1.1.0"),
        Target,
        (module, version, target) => $"replace {module}{version} => {target}\n"
    );

    private static readonly Gen<string> Vendored = Gen.Select(
        Module,
        Gen.OneOf("", " v1.0.0", " v1.1.0"),
        Gen.Select(Gen.Bool, Target, (isReplaced, target) => isReplaced ? " => " + target : ""),
        Gen.OneOf("", "## explicit\n", "## explicit; go 1.17\n"),
        Gen.OneOf("", "\u0001\n", "\u0001/x\n"),
        (module, version, replacement, metadata, package) =>
            $"# {module}{version}{replacement}\n{metadata}{package.Replace("\u0001", module, StringComparison.Ordinal)}"
    );

    private static readonly Gen<(string GoMod, string Modules)> Files = Gen.Select(
        Require.Array[0, 3],
        Replace.Array[0, 3],
        Vendored.Array[0, 4],
        (require, replace, vendored) =>
            (
                $"module example.com/m\n\ngo 1.17\n\n{string.Concat(require)}{string.Concat(replace)}",
                string.Concat(vendored)
            )
    );

    [TestMethod]
    public async Task Contradictions_are_those_that_go_finds()
    {
        using var folder = new GoFolder();
        var count = 0;
        foreach (var (goMod, modules) in Files.Array[80].Single())
        {
            var file = folder.Module("m", goMod);
            if (!ModuleLayout.CheckMainModule(file).IsEmpty)
                continue;
            var vendored = VendorModulesFile.Parse(modules, folder.Write("m/vendor/modules.txt", modules)).Value;
            var outcome = await folder.GoAsync(RealGo.Newest, "m", ["list", "-mod=vendor", "."]);
            var expected = Contradiction()
                .Matches(outcome.StandardError)
                .Select(match => match.Groups[1].Value)
                .Order();
            var actual = ModuleLayout
                .CheckVendor(file, vendored)
                .Select(diagnostic => Contradicted().Match(diagnostic.Message).Groups[1].Value)
                .Order();

            Assert.AreEqual(
                string.Join(' ', expected),
                string.Join(' ', actual),
                $"{goMod}\n--\n{modules}\n--\n{outcome.StandardError}"
            );
            count++;
        }

        Assert.IsGreaterThan(20, count);
    }

    [TestMethod]
    public void A_contradiction_is_shown_at_the_line_to_change()
    {
        var file = GoModFile
            .Parse(
                "module example.com/m\ngo 1.21\nrequire (\n\texample.com/a v1.0.0\n\texample.com/b v1.0.0\n"
                    + ")\nreplace example.com/a => ../a\nreplace example.com/b v1.0.0 => ../b\n",
                "/m/go.mod"
            )
            .Value;
        var vendored = VendorModulesFile
            .Parse(
                "# example.com/b v1.0.0 => ../c\n## explicit\nexample.com/b\n# example.com/c v1.0.0\n"
                    + "## explicit\nexample.com/c\n# example.com/d v1.0.0 => ../d\n",
                "/m/vendor/modules.txt"
            )
            .Value;

        var diagnostics = ModuleLayout.CheckVendor(file, vendored);

        Assert.IsTrue(
            diagnostics.All(diagnostic => diagnostic is { Code: "GDT1010", Severity: DiagnosticSeverity.Error })
        );
        CollectionAssert.AreEqual(
            new SourceLocation[]
            {
                new(file.Path, 4, 2),
                new(file.Path, 7, 1),
                new(file.Path, 8, 33),
                new(vendored.Path, 4, 1),
                new(vendored.Path, 7, 1),
            },
            diagnostics.Select(diagnostic => diagnostic.Location).ToArray()
        );
    }

    [TestMethod]
    public async Task A_vendor_folder_without_modules_txt_is_refused_where_anything_is_required()
    {
        using var folder = new GoFolder();
        folder.Write("m/vendor/file", "");
        foreach (var version in RealGo.Versions)
        {
            var file = folder.Module("m", "module example.com/m\n\ngo 1.17\n\nrequire example.com/a v1.0.0\n");
            Assert.Contains(
                "inconsistent vendoring",
                (await folder.GoAsync(version, "m", ["list", "."])).StandardError
            );
            var diagnostic = ModuleLayout.CheckVendor(file, null).Single();
            Assert.AreEqual(("GDT1010", new(file.Path, 5, 1)), (diagnostic.Code, diagnostic.Location));

            file = folder.Module("m", "module example.com/m\n\ngo 1.17\n");
            Assert.IsTrue((await folder.GoAsync(version, "m", ["list", "."])).Succeeded);
            Assert.IsEmpty(ModuleLayout.CheckVendor(file, null));
        }
    }

    [TestMethod]
    [DataRow("go 1.14", "", true)]
    [DataRow("go 1.13", "", false)]
    [DataRow("", "", false)]
    [DataRow("go 1.21", "## workspace\n", false)]
    public async Task A_module_is_vendored_where_go_says_so(string goLine, string modules, bool isVendored)
    {
        using var folder = new GoFolder();
        var file = folder.Module("m", $"module example.com/m\n{goLine}\nrequire example.com/a v1.0.0\n");
        var vendored = VendorModulesFile.Parse(modules, folder.Write("m/vendor/modules.txt", modules)).Value;
        var outcome = await folder.GoAsync(RealGo.Newest, "m", ["list", "."]);

        Assert.AreEqual(
            isVendored,
            outcome.StandardError.Contains("inconsistent vendoring", StringComparison.Ordinal),
            outcome.StandardError
        );
        Assert.AreEqual(isVendored, Vendoring.IsVendored(file, hasVendorFolder: true, vendored));
        Assert.IsFalse(Vendoring.IsVendored(file, hasVendorFolder: false, null));
    }

    [GeneratedRegex(@"^\t(\S+): is ", RegexOptions.Multiline)]
    private static partial Regex Contradiction();

    [GeneratedRegex("^'([^']+)' is ")]
    private static partial Regex Contradicted();
}

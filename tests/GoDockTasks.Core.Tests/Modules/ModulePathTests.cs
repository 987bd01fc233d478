using CsCheck;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Tests.Modules;

[TestClass]
public sealed class ModulePathTests
{
    private static readonly string[] Known =
    [
        "",
        "/",
        "a",
        "a.b",
        "example.com",
        "example.com/",
        "/example.com",
        "example.com//m",
        "example.com/m",
        "Example.com/m",
        "example.com/M",
        "-example.com/m",
        "example.com/-m",
        "example.com/.m",
        "example.com/m.",
        "example.com/..",
        "example.com/m..n",
        "example.com/a+b",
        "example.com/a b",
        "example.com/a@b",
        "example.com/a~1",
        "example.com/a~",
        "example.com/a~1b",
        "example.com/a~12.go",
        "example.com/con",
        "example.com/CON.x",
        "example.com/Aux",
        "example.com/lpt0",
        "example.com/LPT9",
        "example.com/com1",
        "example.com/com10",
        "example.com/nul/x",
        "example.com/é",
        "exämple.com/m",
        "example_x.com/m",
        "example.com/v1",
        "example.com/v2",
        "example.com/v02",
        "example.com/v2.0",
        "example.com/m/v0",
        "example.com/m/v10",
        "example.com/mv2",
        "example.com/m/v",
        "v2",
        "/v2",
        "a/v2",
        "gopkg.in/m",
        "gopkg.in/m.v0",
        "gopkg.in/m.v1",
        "gopkg.in/m.v01",
        "gopkg.in/m.v1-unstable",
        "gopkg.in/m.v0-unstable",
        "gopkg.in/m.v-unstable",
        "gopkg.in/m.v",
        "gopkg.in/m/v2",
        "gopkg.in/.v2",
        "gopkg.in/a/m.v2",
        "gopkg.in/m.v1.2",
        "gopkg.in/v2",
        "example.com/!m",
        "example.com/a!!b",
        "example.com/m!",
        "github.com/Azure/azure-sdk-for-go",
        "std",
        "cmd/go",
        "a/b.v2",
        "a#b",
        "a$b%c&(d),e=f[g]^{h}",
        ".",
        "..",
        "...",
        "v1.0.0",
        "v1.0.0+incompatible",
        "Main",
    ];

    private static readonly Gen<string> Paths = Gen.OneOf(
        Gen.OneOf(Known),
        Gen.Char["ab./v12~-+!Aé_0@ "].Array[0, 9].Select(characters => new string(characters)),
        Gen.OneOf(
                "a",
                "example.com",
                "gopkg.in",
                "b.v1",
                "v2",
                "v0",
                "v10",
                "con",
                "A",
                "x~1",
                ".y",
                "z.",
                "m.v2-unstable"
            )
            .Array[1, 4]
            .Select(elements => string.Join('/', elements))
    );

    private static readonly Gen<string> Patterns = Gen.OneOf(
        Gen.Char["ab*?[]^-\\/,é."].Array[0, 8].Select(characters => new string(characters)),
        Gen.OneOf("*", "?", "a*", "[a-c]", "[^b]", "*.com", "a", "b", "example.com", "\\a", "[", "*a*b", "[\\]]", "")
            .Array[1, 3]
            .Select(elements => string.Join('/', elements))
    );

    [TestMethod]
    public Task Paths_are_valid_and_end_in_a_major_version_where_go_says_so() =>
        GoOracle.AssertAgreesAsync(
            "path",
            [.. Known.Concat(Some(Paths, 4000)).Select(path => new[] { path })],
            arguments =>
            {
                var isSplit = ModulePath.TrySplitMajor(arguments[0], out var prefix, out var major);
                return GoOracle.Join(
                    ModulePath.IsValid(arguments[0]),
                    ModulePath.IsValidImport(arguments[0]),
                    prefix,
                    major,
                    isSplit
                );
            }
        );

    [TestMethod]
    public Task Paths_and_versions_are_escaped_as_go_escapes_them() =>
        GoOracle.AssertAgreesAsync(
            "escape",
            [.. Known.Concat(Some(Paths, 3000)).Select(path => new[] { path })],
            arguments => Nullable(ModulePath.Escape(arguments[0]), ModuleVersion.Escape(arguments[0]))
        );

    [TestMethod]
    public Task Escaped_paths_and_versions_are_read_as_go_reads_them() =>
        GoOracle.AssertAgreesAsync(
            "unescape",
            [.. Known.Concat(Some(Paths, 3000)).Select(path => new[] { path })],
            arguments => Nullable(ModulePath.Unescape(arguments[0]), ModuleVersion.Unescape(arguments[0]))
        );

    [TestMethod]
    public Task A_version_fits_a_path_where_go_says_so() =>
        GoOracle.AssertAgreesAsync(
            "major",
            [
                .. from version in new[]
                {
                    "v0.1.0",
                    "v1.0.0",
                    "v2.0.0",
                    "v2.0.0+incompatible",
                    "v10.0.0",
                    "v0.0.0-20200101000000-abcdefabcdef",
                    "v0.0.0-x",
                    "x",
                    "",
                }
                from major in new[]
                {
                    "",
                    "/v2",
                    "/v10",
                    ".v0",
                    ".v1",
                    ".v2",
                    ".v2-unstable",
                    ".v1-unstable",
                    ".v-unstable",
                }
                select new[] { version, major },
            ],
            arguments => GoOracle.Join(ModulePath.MajorFits(arguments[0], arguments[1], out _))
        );

    [TestMethod]
    public Task Patterns_match_what_they_match_in_go() =>
        GoOracle.AssertAgreesAsync(
            "match",
            [
                .. from patterns in new[]
                {
                    "*.example.com",
                    "example.com/private,other.com",
                    "*",
                    ",,",
                    "example.com/",
                    "example.com//",
                    "*/x",
                    "a?c",
                    "[a-e]xample.com",
                    "example.com/*/x",
                    "e*m,",
                    "[",
                    "example.com,[",
                }
                from path in new[]
                {
                    "example.com",
                    "x.example.com/m",
                    "example.com/private/m",
                    "example.com/privatem",
                    "other.com",
                    "abc",
                    "a/x/y",
                    "example.com/m/x/y",
                    "",
                }
                select new[] { patterns, path },
                .. Some(Gen.Select(Patterns, Paths), 6000).Select(pair => new[] { pair.Item1, pair.Item2 }),
                .. Some(Gen.Select(Patterns, Gen.Char["ab/"].Array[0, 6]), 6000)
                    .Select(pair => new[] { pair.Item1, new string(pair.Item2) }),
            ],
            arguments => GoOracle.Join(ModulePath.MatchPatterns(arguments[0], arguments[1]))
        );

    private static T[] Some<T>(Gen<T> values, int count) => values.Array[count].Single();

    private static string Nullable(string? path, string? version) =>
        GoOracle.Join(path, path is not null, version, version is not null);
}

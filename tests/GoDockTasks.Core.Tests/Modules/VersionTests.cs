using CsCheck;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Tests.Modules;

[TestClass]
public sealed class VersionTests
{
    private static readonly string[] Known =
    [
        "",
        "v",
        "v1",
        "v1.2",
        "v1.2.3",
        "v01.2.3",
        "v1.02.3",
        "v1.2.03",
        "1.2.3",
        "V1.2.3",
        "v1.2.3.4",
        "v1.",
        "v1.2.",
        "v-1",
        "v1-pre",
        "v1.2-pre",
        "v1.2.3-",
        "v1.2.3+",
        "v1.2.3-+",
        "v1.2.3-a",
        "v1.2.3-A",
        "v1.2.3-a.",
        "v1.2.3-.a",
        "v1.2.3-a..b",
        "v1.2.3-0",
        "v1.2.3-00",
        "v1.2.3-01",
        "v1.2.3-0a",
        "v1.2.3-a+b",
        "v1.2.3+b-a",
        "v1.2.3+001",
        "v1.2.3+a+b",
        "v1.2.3+incompatible",
        "v1.2.3-rc.1+incompatible",
        "v1.2.3+incompatible.1",
        "v1.2.3-é",
        "v1.2.3 ",
        "v0.0.0",
        "v99999999999999999999999999.0.0",
        "v99999999999999999999999998.9.9",
        "v1.0.0-99999999999999999999",
        "v1.0.0-9",
        "v1.0.0-alpha",
        "v1.0.0-alpha.1",
        "v1.0.0-alpha.beta",
        "v1.0.0-beta",
        "v1.0.0-beta.2",
        "v1.0.0-beta.11",
        "v1.0.0-rc.1",
        "v1.0.0",
        "v0.0.0-20200101000000-abcdefabcdef",
        "v1.0.0-20200101000000-abcdefabcdef",
        "v1.1.0-20200101000000-abcdefabcdef",
        "v1.0.1-20200101000000-abcdefabcdef",
        "v1.2.4-0.20200101000000-abcdefabcdef",
        "v1.2.3-rc.0.20200101000000-abcdefabcdef",
        "v1.2.3-rc.20200101000000-abcdefabcdef",
        "v1.2.3-a-0.20200101000000-abcdefabcdef",
        "v2.0.1-0.20200101000000-abcdefabcdef+incompatible",
        "v0.0.0-2020010100000-abcdefabcdef",
        "v0.0.0-202001010000000-abcdefabcdef",
        "v0.0.0-20200101000000-",
        "v0.0.0-20200101000000-abc.def",
        "v0.0.0-20200101000000",
        "v0.0.0-20200101000000-abc-def",
        "v0.0.0-2020010100000a-abcdef",
        "v0.0.0-0.20200101000000-a+b.c",
        "v1.2.3-00.20200101000000-abcdef",
        "v0.0.0-20200101000000-A1",
        "v1.2.3-0-20200101000000-abcdef",
        "v1.2.3-x.0.20200101000000-abcdef",
    ];

    private static readonly string[] KnownOfGo =
    [
        "",
        "1",
        "01",
        "1.2",
        "1.02",
        "1.2.3",
        "1.2.03",
        "1.2.3.4",
        "1.",
        "1.2.",
        "1.20",
        "1.20.0",
        "1.20.1",
        "1.20rc1",
        "1.21",
        "1.21.0",
        "1.21rc1",
        "1.21rc2",
        "1.21rc10",
        "1.21beta1",
        "1.21alpha1",
        "1.21rc",
        "1.21rc01",
        "1.21rc1.2",
        "1.21.1rc1",
        "1.21RC1",
        "1.21-rc1",
        "1.21zz9",
        "2.0",
        "1.0",
        "1.0.0",
        "0.9",
        "1.21 ",
        "x",
        "1.21.0-x",
        "1.99999999999999999999999",
        "1.99999999999999999999998",
        "10.0",
        "1.3",
        "1.10",
        "1.22é1",
        "default",
    ];

    // Short texts of the characters that matter hit the rules' edges often.
    private static readonly Gen<string> Versions = Gen.OneOf(
        Gen.OneOf(Known),
        Gen.Char["v01239.-+aZ"].Array[0, 8].Select(characters => "v" + new string(characters)),
        Gen.Select(
                Gen.Int[0, 2],
                Gen.Int[0, 2],
                Gen.Int[0, 2],
                Gen.OneOf("", "-a", "-0", "-1", "-a.1", "-a.b", "-a.10", "-a.2", "-1.a", "+b", "-a+b")
            )
            .Select((major, minor, patch, rest) => $"v{major}.{minor}.{patch}{rest}")
    );

    private static readonly Gen<string> VersionsOfGo = Gen.OneOf(
        Gen.OneOf(KnownOfGo),
        Gen.Char["012.rcab"].Array[0, 6].Select(characters => "1" + new string(characters)),
        Gen.Select(Gen.Int[19, 22], Gen.OneOf("", ".0", ".1", "rc1", "rc2", "beta1", ".10"))
            .Select((minor, rest) => $"1.{minor}{rest}")
    );

    [TestMethod]
    public Task Parts_of_module_versions_are_those_that_go_finds() =>
        GoOracle.AssertAgreesAsync(
            "semver",
            [.. Some(Versions, 3000).Concat(Known).Select(version => new[] { version })],
            arguments =>
                GoOracle.Join(
                    Semver.IsValid(arguments[0]),
                    Semver.Canonical(arguments[0]),
                    Semver.Major(arguments[0]),
                    Semver.Prerelease(arguments[0]),
                    Semver.Build(arguments[0]),
                    ModuleVersion.Canonical(arguments[0]),
                    PseudoVersion.IsPseudo(arguments[0])
                )
        );

    [TestMethod]
    public Task Module_versions_are_ordered_as_go_orders_them() =>
        GoOracle.AssertAgreesAsync(
            "semver.Compare",
            [
                .. Pairs(Known),
                .. Some(Gen.Select(Versions, Versions), 4000).Select(pair => new[] { pair.Item1, pair.Item2 }),
            ],
            arguments => $"{Math.Sign(Semver.Compare(arguments[0], arguments[1]))}"
        );

    [TestMethod]
    public Task Versions_of_go_are_ordered_as_go_orders_them() =>
        GoOracle.AssertAgreesAsync(
            "gover.Compare",
            [
                .. Pairs(KnownOfGo),
                .. Some(Gen.Select(VersionsOfGo, VersionsOfGo), 4000).Select(pair => new[] { pair.Item1, pair.Item2 }),
            ],
            arguments => $"{Math.Sign(GoVersion.Compare(arguments[0], arguments[1]))}"
        );

    [TestMethod]
    public Task Parts_of_go_versions_are_those_that_go_finds() =>
        GoOracle.AssertAgreesAsync(
            "gover",
            [.. Some(VersionsOfGo, 3000).Concat(KnownOfGo).Select(version => new[] { version })],
            arguments =>
                GoOracle.Join(
                    GoVersion.IsValid(arguments[0]),
                    GoVersion.Language(arguments[0]),
                    GoVersion.IsDirectiveVersion(arguments[0])
                )
        );

    // Beyond that, what follows a blank doesn't count: runtime.Version names experiments so.
    [TestMethod]
    public Task Toolchains_are_ordered_by_the_version_in_their_name() =>
        GoOracle.AssertAgreesAsync(
            "go/version.Compare",
            [
                .. Pairs([
                    .. KnownOfGo.Select(version => "go" + version.Trim()),
                    "go1.21-custom",
                    "go1.21.3-bigcorp-2",
                    "go-",
                    "go",
                ]),
            ],
            arguments => $"{Math.Sign(GoVersion.Compare(arguments[0], arguments[1]))}"
        );

    [TestMethod]
    [DataRow("go1.21.3", "1.21.3")]
    [DataRow("go1.21.3-custom", "1.21.3")]
    [DataRow("go1.24.4 X:nodwarf5", "1.24.4")]
    [DataRow("go1.22rc1\tx", "1.22rc1")]
    [DataRow("1.21.3", null)]
    [DataRow("go", null)]
    [DataRow("default", null)]
    [DataRow("go1.21/../x", null)]
    public void A_toolchains_name_gives_its_version(string name, string? version) =>
        Assert.AreEqual(version, GoVersion.FromToolchain(name));

    [TestMethod]
    public void A_toolchain_and_the_version_in_its_name_are_the_same() =>
        Assert.AreEqual(0, GoVersion.Compare("go1.24.4 X:nodwarf5", "1.24.4"));

    private static IEnumerable<string[]> Pairs(string[] values) =>
        from left in values
        from right in values
        select new[] { left, right };

    private static T[] Some<T>(Gen<T> values, int count) => values.Array[count].Single();
}

using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Tests.Building;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>The environment of a rebuild, and what in it ends one.</summary>
[TestClass]
public sealed class RebuildEnvironmentTests
{
    [TestMethod]
    public void What_go_env_has_written_ends_it_too()
    {
        using var built = new BuiltFolder();
        built.With("user.env", "GOFLAGS=-toolexec=/tmp/old\n");
        var settings = GoSettingsReader.Read(
            new Dictionary<string, string> { ["GOENV"] = built.Folder.Path("user.env") },
            built.Request.ProjectFile,
            GoProperties.None,
            toolchain: null
        );

        Assert.Contains("-toolexec", RebuildEnvironment.Problem(settings, built.Sidecar("orders"))!);
    }

    [TestMethod]
    [DataRow("-toolexec=/tmp/old", "", "-toolexec")]
    [DataRow("-overlay=o.json", "", "-overlay")]
    [DataRow("-v --pkgdir=/tmp/pkg", "", "-pkgdir")]
    [DataRow("-linkshared", "", "-linkshared")]
    [DataRow("-modfile=other.mod", "", "-modfile")]
    [DataRow("-compiler=gccgo", "", "-compiler")]
    [DataRow("'-gcflags=all=-N -importcfg=old'", "", "-importcfg")]
    [DataRow("'-ldflags=-linkmode external -extld=/tmp/old'", "", "-extld")]
    [DataRow("", "-s -extld /tmp/old", "-extld")]
    [DataRow("'unclosed", "", "GOFLAGS")]
    [DataRow(
        "-race '-gcflags=all=-N -l' -tags=netgo -mod=vendor -pgo=off -trimpath",
        "-s -w -X main.v=1 -linkmode external -extldflags \"-static -L/usr/lib\"",
        null
    )]
    public void What_could_hand_a_rebuild_old_bytes_ends_it(string goFlags, string ldFlags, string? problem)
    {
        using var built = new BuiltFolder();
        var settings = GoSettingsReader.Read(
            new Dictionary<string, string> { ["GOFLAGS"] = goFlags, ["GOENV"] = "off" },
            built.Request.ProjectFile,
            GoProperties.None,
            toolchain: null
        );

        var found = RebuildEnvironment.Problem(settings, built.Sidecar("orders") with { LdFlags = ldFlags });

        if (problem is null)
            Assert.IsNull(found);
        else
            Assert.Contains(problem, found!);
    }

    [TestMethod]
    public void A_rebuild_has_the_users_settings_but_those_of_caches()
    {
        using var built = new BuiltFolder();
        built
            .With("user.env", "GOPROXY=https://proxy.example.com\nGOCACHEPROG=old\nGOCACHE=/old\nGOFLAGS=-v\n")
            .With("rebuild/here", "");
        var settings = GoSettingsReader.Read(
            new Dictionary<string, string>
            {
                ["GOENV"] = built.Folder.Path("user.env"),
                ["GOCACHEPROG"] = "old",
                ["HOME"] = "/home",
            },
            built.Request.ProjectFile,
            GoProperties.None,
            toolchain: null
        );

        var environment = RebuildEnvironment.Create(settings, built.Folder.Path("rebuild"));

        Assert.AreEqual(
            "GOPROXY=https://proxy.example.com\nGOFLAGS=-v\nGOCACHEPROG=\n",
            File.ReadAllText(environment["GOENV"])
        );
        Assert.IsFalse(environment.ContainsKey("GOCACHEPROG"));
        Assert.AreEqual(
            ("-v -a", built.Folder.Path("rebuild/cache"), "/home"),
            (environment["GOFLAGS"], environment["GOCACHE"], environment["HOME"])
        );
        Assert.AreEqual(
            ("1", "1", "true"),
            (environment["CCACHE_DISABLE"], environment["SCCACHE_RECACHE"], environment["BUILDCACHE_DISABLE"])
        );
    }
}

using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Dockerfiles.Generation;

/// <summary>Which Go an image is built with, as far as it has to be said.</summary>
[TestClass]
public sealed class BuilderGoTests
{
    [TestMethod]
    [DataRow("go 1.21", null, null, "")]
    [DataRow("go 1.21\n\ntoolchain go1.22.5", null, null, "GDT2014 svc/go.mod:5")]
    [DataRow("go 1.21\n\ntoolchain go1.27.1", null, null, "")]
    [DataRow("go 1.21", "1.23.1", null, "GDT2014 app/app.csproj:0")]
    [DataRow("go 1.21", "1.26", null, "")]
    [DataRow("go 1.21", null, "golang:1.25-alpine", "GDT2014 app/app.csproj:3")]
    [DataRow("go 1.21", null, "golang:1.27-alpine", "")]
    [DataRow("go 1.21", null, "registry.example.com/builder:1.21", "")]
    public void A_Go_without_fixes_is_told_where_it_is_named(
        string lines,
        string? declared,
        string? builder,
        string expected
    )
    {
        using var folder = Module(lines, builder);

        var made = folder.Generate(
            folder.Request("svc", builder is null ? [] : ["BuilderImage=" + builder]) with
            {
                Go = new() { Version = declared },
            }
        );

        Assert.AreEqual(
            expected,
            string.Join(',', made.Found.Where(found => found.StartsWith("GDT2014", StringComparison.Ordinal)))
        );
    }

    [TestMethod]
    [DataRow("go 1.26", null, "1.26.1", "")]
    [DataRow("go 1.26", null, "1.27.3", "GDT2015 app/app.csproj:3")]
    [DataRow("go 1.21", null, "1.27.3", "")]
    [DataRow("go 1.21", null, "1.24.1", "GDT2015 app/app.csproj:3")]
    [DataRow("go 1.26", "1.27.3", "1.27.3", "")]
    [DataRow("go 1.26", "1.27.3", "1.27.2", "GDT2015 app/app.csproj:0")]
    [DataRow("go 1.26\n\ntoolchain go1.27.3", null, "1.26.1", "")]
    [DataRow("go 1.26\n\ntoolchain go1.27.3", null, "1.27.4", "GDT2015 svc/go.mod:5")]
    [DataRow("go 1.26", null, null, "")]
    public void Another_Go_on_this_machine_is_told_and_changes_nothing(
        string lines,
        string? declared,
        string? host,
        string expected
    )
    {
        using var folder = Module(lines, "x");
        var request = folder.Request("svc") with { Go = new() { Version = declared } };

        var made = folder.Generate(request with { HostGoVersion = host });

        Assert.AreEqual(
            expected,
            string.Join(',', made.Found.Where(found => found.StartsWith("GDT2015", StringComparison.Ordinal)))
        );
        Assert.AreEqual(folder.Generate(request).Dockerfile, made.Dockerfile);
    }

    [TestMethod]
    public void A_release_is_supported_until_there_are_two_newer_ones()
    {
        Assert.IsNull(GoReleases.EndOf(GoReleases.Newest));
        Assert.IsNull(GoReleases.EndOf("1.26.9"));
        Assert.AreEqual(new DateOnly(2026, 8, 19), GoReleases.EndOf("1.25"));
        Assert.AreEqual(new DateOnly(2024, 8, 13), GoReleases.EndOf("1.21rc2"));
        Assert.IsNotNull(GoReleases.EndOf("1.9"));
        Assert.IsNull(GoReleases.EndOf("1.99"));
        Assert.IsNull(GoReleases.EndOf("no version"));
    }

    [TestMethod]
    public void The_list_knows_the_newest_Go_that_tests_run_with() =>
        Assert.IsGreaterThanOrEqualTo(0, GoVersion.Compare(GoReleases.Newest, RealGo.Newest));

    private static GenerationFolder Module(string lines, string? builder)
    {
        var folder = new GenerationFolder().Module("svc", $"module example.com/service\n\n{lines}\n");
        if (builder is not null)
            folder.Write(
                "app/app.csproj",
                $"<Project>\n  <ItemGroup>\n    <GoSidecar Include=\"../svc\" BuilderImage=\"{builder}\" "
                    + $"/>\n  </ItemGroup>\n</Project>\n"
            );
        return folder;
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Diagnosis;

namespace GoDockTasks.Image.Tests;

/// <summary>
/// Containers that don't start, with the real docker, runc and loaders: what they say tells the cause. With
/// GODOCK_UPDATE_CORPUS=1 it is kept in <see cref="LogCorpus"/>. crun, podman's runtime, doesn't run where this machine's
/// control groups are mixed: its words are told in LogDiagnosisTests.
/// </summary>
[TestClass]
[NeedsDocker]
public sealed class StartFailureTests
{
    private static readonly ImmutableArray<string> Versions = ["1.24", RealGo.Newest];

    // Folders of programs, by Go's version.
    private static readonly ConcurrentDictionary<string, Lazy<Task<TemporaryFolder>>> Programs = new();

    // "BASE" is distroless with glibc.
    private static readonly ImmutableArray<Case> Cases =
    [
        new(
            "a program for another processor",
            "GDT2412",
            "FROM scratch\nCOPY arm64 /orders\nENTRYPOINT [\"/orders\"]\n"
        ),
        new(
            "a program without its loader",
            "GDT2116",
            "FROM scratch\nCOPY cgo.bin /orders\nENTRYPOINT [\"/orders\"]\n"
        ),
        new(
            "a program of glibc on musl",
            "GDT2116",
            "FROM scratch\nCOPY cgo.bin /orders\nCOPY musl.so /lib64/ld-linux-x86-64.so.2\nENTRYPOINT [\"/orders\"]\n"
        ),
        new(
            "a C library that is too old",
            "GDT2408",
            "FROM BASE\nCOPY cgo.bin /orders\nCOPY older-libc.so.6 /LIBC\n" + "ENTRYPOINT [\"/orders\"]\n"
        ),
        new(
            "a library that the image lacks",
            "GDT2413",
            "FROM BASE\nCOPY linked.bin /orders\nENTRYPOINT [\"/orders\"]\n"
        ),
        new("a program that isn't there", "GDT2407", "FROM scratch\nCOPY arm64 /arm64\nENTRYPOINT [\"/app/orders\"]\n"),
        new("a name that PATH lacks", "GDT2407", "FROM scratch\nCOPY arm64 /app/orders\nENTRYPOINT [\"orders\"]\n"),
        new("a folder", "GDT2407", "FROM scratch\nCOPY arm64 /orders/orders\nENTRYPOINT [\"/orders\"]\n"),
        new(
            "a script without its shell",
            "GDT2409",
            "FROM busybox:1.35\nCOPY --chmod=755 bash.sh /start.sh\nENTRYPOINT [\"/start.sh\"]\n"
        ),
        new(
            "a script of Windows",
            "GDT2409",
            "FROM busybox:1.35\nCOPY --chmod=755 crlf.sh /start.sh\nENTRYPOINT [\"/start.sh\"]\n"
        ),
        new(
            "a script without a first line",
            "GDT2409",
            "FROM busybox:1.35\nCOPY --chmod=755 bare.sh /start.sh\nENTRYPOINT [\"/start.sh\"]\n"
        ),
        new(
            "a script that may not be run",
            "GDT2409",
            "FROM busybox:1.35\nCOPY --chmod=644 bash.sh /start.sh\nENTRYPOINT [\"/start.sh\"]\n"
        ),
    ];

    public static IEnumerable<object[]> Rows =>
        from each in Cases
        from version in Versions
        select new object[] { each.Name, version };

    [ClassCleanup]
    public static async Task RemoveProgramsAsync()
    {
        foreach (var programs in Programs.Values)
            (await programs.Value).Dispose();
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public async Task What_a_runtime_says_of_a_container_that_does_not_start_tells_the_cause(
        string name,
        string version
    )
    {
        var (_, code, dockerfile) = Cases.Single(each => each.Name == name);
        var docker = await TestSession.DockerAsync();
        var images = await TestSession.BaseImagesAsync();
        await images.BusyboxAsync();
        var runtime = await images.BaseAsync();
        var programs = await Programs.GetOrAdd(version, _ => new(() => CompileAsync(version))).Value;
        using var folder = new TemporaryFolder("gd-start");
        var file = folder.Write(
            "Dockerfile",
            dockerfile
                .Replace("BASE", runtime.Reference, StringComparison.Ordinal)
                .Replace("LIBC", OlderGlibc.Place, StringComparison.Ordinal)
        );
        var tag = $"start-failure-{LogCorpus.Slug(name)}-{version}";
        await docker.BuildAsync(programs.Root, $"--file={file}", $"--tag={tag}").ShouldSucceedAsync();

        var outcome = await docker.RunAsync("/", "run", "--rm", "--network=none", tag).ShouldFailAsync();
        var log = outcome.StandardOutput + outcome.StandardError;
        if (LogCorpus.IsUpdated)
            LogCorpus.Write(LogCorpus.PathOf(code, name, version, "docker-run"), log);

        var found = LogDiagnosis.Read(new MemoryStream(Encoding.UTF8.GetBytes(log)), "run.log");

        Assert.AreEqual(code, found.Cause.Code, log);
        Assert.IsEmpty(found.Others);
    }

    private static async Task<TemporaryFolder> CompileAsync(string version)
    {
        var go = RealGo.Get(version);
        var folder = new TemporaryFolder("gd-start");
        folder.Write("src/go.mod", "module example.com/orders\n\ngo 1.19\n");
        folder.Write("src/main.go", "package main\n\nfunc main() { println(\"orders\") }\n");
        folder.Write("cgo/go.mod", "module example.com/orders\n\ngo 1.19\n");
        // What glibc makes of it, musl hasn't got.
        folder.Write(
            "cgo/main.go",
            "package main\n\n// #cgo CFLAGS: -O2 -D_FORTIFY_SOURCE=2\n// #include <stdio.h>\n"
                + "// static void greet(int n) { printf(\"%d orders\\n\", n); fflush(stdout); }\nimport \"C\"\n\n"
                + "func main() { C.greet(1) }\n"
        );
        folder.Write("linked/go.mod", "module example.com/orders\n\ngo 1.19\n");
        folder.Write(
            "linked/main.go",
            $"package main\n\n// #cgo LDFLAGS: -L{folder.Root} -lgreet\n// int greet(void);\nimport \"C\"\n\n"
                + "func main() { println(int(C.greet())) }\n"
        );
        folder.Write("greet.c", "int greet(void) { return 1; }\n");
        folder.Write("bash.sh", "#!/bin/bash\necho orders\n");
        folder.Write("crlf.sh", "#!/bin/sh\r\necho orders\r\n");
        folder.Write("bare.sh", "echo orders\n");
        File.Copy(Tool.Find("musl", "bin/libc.so"), folder.Path("musl.so"));
        await File.WriteAllBytesAsync(folder.Path("older-libc.so.6"), await OlderGlibc.MakeAsync());

        var environment = RealGo.Environment(folder.Path("go"), ("GOCACHE", go.BuildCache), ("CGO_ENABLED", "0"));
        environment["GOARCH"] = "arm64";
        await go.RunAsync(folder.Path("src"), environment, "build", "-o", folder.Path("arm64")).ShouldSucceedAsync();
        environment.Remove("GOARCH");
        environment["CGO_ENABLED"] = "1";
        Tool.UseCCompiler(environment);
        var compiler = environment["CC"].Split(' ');
        await Tool.RunAsync(
                compiler[0],
                folder.Root,
                environment,
                [.. compiler[1..], "-shared", "-o", "libgreet.so", "greet.c"]
            )
            .ShouldSucceedAsync();
        environment["CGO_LDFLAGS_ALLOW"] = "-L.*";
        await go.RunAsync(folder.Path("cgo"), environment, "build", "-o", folder.Path("cgo.bin")).ShouldSucceedAsync();
        await go.RunAsync(folder.Path("linked"), environment, "build", "-o", folder.Path("linked.bin"))
            .ShouldSucceedAsync();
        return folder;
    }

    private sealed record Case(string Name, string Code, string Dockerfile);
}

using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Images.Building;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Image.Tests.Parts;

/// <summary>A service in a repository, and the images that BuildGoImage makes of it.</summary>
internal static class ServiceImages
{
    public const string Program = "package main\n\nfunc main() { println(1) }\n";

    public static async Task<Service> ServiceAsync()
    {
        var images = await TestSession.BaseImagesAsync();
        await Task.WhenAll(images.GolangAsync(tag: "1.27-bookworm"), images.StaticAsync());
        var service = await Service.StartAsync();
        service.Write("svc/go.mod", "module example.com/service\n\ngo 1.27\n");
        service.Write("svc/main.go", Program);
        return service;
    }

    public static GenerationRequest Generate(Service service, params string[] metadata)
    {
        GenerationRequest? made = null;
        service.Generate(request => made = request, ("svc", metadata));
        return made!;
    }

    public static async Task<string> CommitAsync(Service service)
    {
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = Tool.SystemPath,
            ["HOME"] = service.Path(""),
            ["GIT_COMMITTER_DATE"] = "2026-02-03T04:05:06Z",
        };
        var git = ProgramSearch.Find("git", environment)!;
        if (!Directory.Exists(service.Path(".git")))
        {
            await GitAsync("init", "-q");
            await GitAsync("remote", "add", "origin", "https://me:secret@example.com/shop.git");
        }

        await GitAsync("add", "svc", "app");
        await GitAsync("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "x");
        return (await GitAsync("rev-parse", "HEAD")).Trim();

        async Task<string> GitAsync(params string[] arguments) =>
            (
                await Tool.RunAsync(git, service.Path(""), environment, [.. arguments]).ShouldSucceedAsync()
            ).StandardOutput;
    }

    public static async Task<ImageInFolder> BuildAsync(
        DockerDaemon docker,
        Service service,
        GenerationRequest request,
        string? builder = null
    )
    {
        var report = await ReportAsync(docker, service, request, builder);
        Assert.IsEmpty(report.Diagnostics.Select(each => $"{each.Code}: {each.Message}\n{report.Output}"));
        return Assert.ContainsSingle(report.Images);
    }

    public static Task<ImageBuildReport> ReportAsync(
        DockerDaemon docker,
        Service service,
        GenerationRequest request,
        string? builder = null,
        string? platforms = null
    ) =>
        new ImageBuilder(new ProcessRunner()).RunAsync(
            new()
            {
                Generation = request,
                Directory = service.Path("obj/godock/images"),
                Environment = docker.Environment,
                Timeout = TimeSpan.FromMinutes(5),
                Builder = builder,
                Platforms = platforms,
            },
            CancellationToken.None
        );

    public static ImageLayout Layout(ImageInFolder image)
    {
        var (layout, problem) = ImageLayout.Read(image.Folder);
        Assert.IsNull(problem, problem?.Message);
        Assert.AreEqual(image.Digest, layout!.Root.Digest);
        return layout;
    }

    public static async Task ProgramIsForAsync(ImageLayout layout, PlatformImage image)
    {
        using var folder = new TemporaryFolder("gd-program");
        var (files, problem) = ImageFiles.Read(layout, image, CancellationToken.None);
        Assert.IsNull(problem, problem?.Message);
        Assert.AreEqual("/app/svc", files!.Program);
        Assert.IsNull(files.Extract(files.Program!, folder.Path("svc"), 100_000_000, CancellationToken.None));
        var go = RealGo.Get();
        var printed = await go.RunAsync(
                folder.Root,
                RealGo.Environment(folder.Path("go")),
                "version",
                "-m",
                folder.Path("svc")
            )
            .ShouldSucceedAsync();
        Assert.Contains("mod\texample.com/service", printed.StandardOutput);
        Assert.Contains($"GOARCH={image.Platform.Architecture}", printed.StandardOutput);
    }
}

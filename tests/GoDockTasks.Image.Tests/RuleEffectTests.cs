using System.Formats.Tar;
using System.Security.Cryptography;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Images;

namespace GoDockTasks.Image.Tests;

/// <summary>
/// What lint rules call a fault is one: the real tools show it, and that the nearest Dockerfile without it doesn't have
/// it.
/// </summary>
[TestClass]
[NeedsDocker]
public sealed class RuleEffectTests
{
    public static IEnumerable<object[]> Cases =>
        RuleCases.All.Where(one => one.Effect != RealEffect.NotRun).Select(one => new object[] { one });

    // Nobody listens there: what isn't on this machine is out of reach, as where only the company's proxy answers.
    private const string Refused = "http://127.0.0.1:1";

    private static readonly TemporaryFolder Modules = new();
    private static readonly Lazy<Task<ModuleProxy>> Proxy = new(() =>
        ModuleProxy.StartAsync(Release(new(Modules.Path("store")), "v1.2.0"))
    );

    [ClassCleanup]
    public static async Task StopAsync()
    {
        if (Proxy.IsValueCreated)
            await (await Proxy.Value).DisposeAsync();
        Modules.Dispose();
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public async Task A_fault_has_its_effect_and_the_fixed_file_has_not(RuleCase one)
    {
        using var folder = new TemporaryFolder();
        var tag = $"rule-{Guid.NewGuid():N}";
        var files = one.AllFixedFiles;
        if (one.Effect == RealEffect.AnotherProgram)
        {
            var printed = await AfterReleaseAsync(folder.Path("fault"), one.Fault, one.Files, tag + "-fault");
            Assert.Contains(one.Extract!, printed);
            printed = await AfterReleaseAsync(folder.Path("fixed"), one.Fixed, files, tag + "-fixed");
            Assert.DoesNotContain(one.Extract!, printed);
            return;
        }

        if (one.Effect == RealEffect.AnotherBase)
        {
            var release = await PublishAsync(one.Fault, "1.27.3");
            var fixedText = one.Fixed.Replace(RuleCases.Digest, release, StringComparison.Ordinal);
            var (before, fixedBefore) = (await FilesAsync(one.Fault), await FilesAsync(fixedText));
            await PublishAsync(one.Fault, one.Extract!);
            Assert.AreNotEqual(before, await FilesAsync(one.Fault));
            Assert.AreEqual(fixedBefore, await FilesAsync(fixedText));
            return;
        }

        if (one.Effect == RealEffect.AnotherDownload)
        {
            var store = Release(new(folder.Path("store")), "v1.2.0");
            await using var host = await ModuleProxy.StartAsync(store);
            var option = $"--build-arg=HOST={host.Url.Authority}";
            var before = await FilesAsync(one.Fault, null, option);
            Assert.AreEqual(before, await FilesAsync(one.Fixed, null, option));
            Release(store, "v1.3.0");
            Assert.AreNotEqual(before, await FilesAsync(one.Fault, null, option));
            // BuildKit has the content with that digest. Where it hasn't, the build fails.
            Assert.AreEqual(before, await FilesAsync(one.Fixed, null, option));
            return;
        }

        if (one.Effect == RealEffect.AnotherFolder)
        {
            var here = await FilesAsync(one.Fault, one.Files);
            Assert.AreNotEqual(here, await FilesAsync(Elsewhere(one.Fault), one.Files));
            here = await FilesAsync(one.Fixed, files);
            Assert.AreEqual(here, await FilesAsync(Elsewhere(one.Fixed), files));
            return;
        }

        var output = Output(one, folder.Path("fault.tar"), tag + "-fault");
        var fault = await BuildAsync(folder.Path("fault"), one.Fault, one.Files, output);
        output = Output(one, folder.Path("fixed.tar"), tag + "-fixed");
        var fixedOne = await BuildAsync(folder.Path("fixed"), one.Fixed, files, output);

        Assert.IsTrue(fixedOne.Succeeded, fixedOne.StandardError);
        if (one.Effect == RealEffect.BuildFails)
        {
            Assert.IsFalse(fault.Succeeded, "the build of the fault succeeds");
            Assert.Contains(one.Extract!, fault.StandardError);
            return;
        }

        Assert.IsTrue(fault.Succeeded, fault.StandardError);
        if (one.Effect == RealEffect.BuildSays)
        {
            Assert.Contains(one.Extract!, fault.StandardError);
            Assert.DoesNotContain(one.Extract!, fixedOne.StandardError);
            return;
        }

        if (one.Effect == RealEffect.CacheMissed)
        {
            Assert.Contains(one.Extract!, await BuildAgainAsync(folder.Path("fault")));
            Assert.DoesNotContain(one.Extract!, await BuildAgainAsync(folder.Path("fixed")));
            return;
        }

        if (one.Effect == RealEffect.InImage)
        {
            Assert.IsTrue(await IsInImageAsync(folder.Path("fault.tar"), one.Extract!), "the fault has no effect");
            Assert.IsFalse(
                await IsInImageAsync(folder.Path("fixed.tar"), one.Extract!),
                "the fixed one has the effect too"
            );
            return;
        }

        Assert.IsTrue(await HasEffectAsync(one, tag + "-fault"), "the fault has no effect");
        Assert.IsFalse(await HasEffectAsync(one, tag + "-fixed"), "the fixed one has the effect too");
    }

    // An image is made only where it is looked at: unpacking one costs more than most of the builds.
    private static string Output(RuleCase one, string tar, string tag) =>
        one.Effect switch
        {
            RealEffect.BuildFails or RealEffect.BuildSays or RealEffect.CacheMissed => "--output=type=cacheonly",
            RealEffect.InImage => "--output=type=tar,dest=" + tar,
            _ => "--tag=" + tag,
        };

    private static async Task<GoDockTasks.Core.Processes.ProcessOutcome> BuildAsync(
        string folder,
        string dockerfile,
        IReadOnlyDictionary<string, string> files,
        string output
    )
    {
        await WriteAsync(folder, dockerfile, files);
        var proxy = await Proxy.Value;
        return await (await TestSession.DockerAsync()).BuildAsync(
            folder,
            output,
            $"--build-arg=GOPROXY={proxy.Url}",
            "--build-arg=GOPRIVATE=git.example.com",
            $"--build-arg=HTTPS_PROXY={Refused}"
        );
    }

    /// <summary>Writes the folder, and makes the images that its Dockerfile needs.</summary>
    private static async Task WriteAsync(string folder, string dockerfile, IReadOnlyDictionary<string, string> files)
    {
        foreach (var (path, content) in files.Append(new("Dockerfile", dockerfile)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            await File.WriteAllTextAsync(Path.Combine(folder, path), content);
        }

        await Task.WhenAll(Images(folder, dockerfile).Distinct(StringComparer.Ordinal).Select(MakeAsync));
    }

    /// <returns>What a second build prints, after a change of one Go file.</returns>
    private static async Task<string> BuildAgainAsync(string folder)
    {
        await File.AppendAllTextAsync(Path.Combine(folder, "main.go"), "\n// Changed.\n");
        return (
            await (await TestSession.DockerAsync()).BuildAsync(folder, "--output=type=cacheonly").ShouldSucceedAsync()
        ).StandardError;
    }

    /// <returns>What the container prints when the same is built again after a <see cref="Release"/>.</returns>
    private static async Task<string> AfterReleaseAsync(
        string folder,
        string dockerfile,
        IReadOnlyDictionary<string, string> files,
        string tag
    )
    {
        var docker = await TestSession.DockerAsync();
        await WriteAsync(folder, dockerfile, files);
        using var released = new TemporaryFolder();
        var store = new ModuleStore(released.Root);
        await using var proxy = await ModuleProxy.StartAsync(Release(store, "v1.2.0"));
        Assert.EndsWith("v1.2.0", await PrintedAsync("v1.2.0"));
        Release(store, "v1.3.0");
        return await PrintedAsync("v1.3.0");

        // Each under a name of its own: an image that loses its name is removed while the next one is still put on the
        // layers that both have.
        async Task<string> PrintedAsync(string version)
        {
            await docker
                .BuildAsync(
                    folder,
                    "--no-cache",
                    $"--tag={tag}-{version}",
                    $"--build-arg=GOPROXY={proxy.Url}",
                    "--build-arg=GONOSUMDB=*"
                )
                .ShouldSucceedAsync();
            var run = await docker
                .RunAsync("/", "run", "--rm", "--network=none", $"{tag}-{version}")
                .ShouldSucceedAsync();
            return run.StandardOutput.Trim();
        }
    }

    private static ModuleStore Release(ModuleStore store, string version)
    {
        var tool = $"package main\n\nimport \"fmt\"\n\nfunc main() {{ fmt.Println(\"{version}\") }}\n";
        var text = RuleCases.Text.Replace("v1.2.0", version, StringComparison.Ordinal);
        return store
            .Add("example.com/tool", version, ("main.go", tool))
            .Add("example.com/text", version, ("text.go", text));
    }

    /// <summary>Publishes a Dockerfile's first image under all tags that mean its release, as Docker does.</summary>
    /// <param name="release">A version and what may follow; it is the content.</param>
    /// <returns>The image's digest.</returns>
    private static async Task<string> PublishAsync(string dockerfile, string release)
    {
        using var folder = new TemporaryFolder();
        var docker = await TestSession.DockerAsync();
        var repository = ImageReference.TryParse(Images(folder.Root, dockerfile).First())!.Name["gcr.io/".Length..];
        var numbers = release.Split(' ')[0].Split('.');
        var tags = numbers.Select((_, index) => string.Join('.', numbers[..(index + 1)])).Append("latest");
        folder.Write("VERSION", release);
        folder.Write("Dockerfile", "FROM scratch\nCOPY VERSION /usr/local/go/\n");
        var names = tags.Select(tag => $"--tag={docker.Registry.Address}/{repository}:{tag}");
        await docker.BuildAsync(folder.Root, ["--output=type=image,push=true", .. names]).ShouldSucceedAsync();
        return (await docker.Registry.DigestAsync(repository, "latest"))!;
    }

    private static string Elsewhere(string dockerfile) =>
        dockerfile.Replace("WORKDIR /src", "WORKDIR /elsewhere", StringComparison.Ordinal);

    /// <returns>The paths and digests of the image's files.</returns>
    private static async Task<string> FilesAsync(
        string dockerfile,
        IReadOnlyDictionary<string, string>? files = null,
        params string[] options
    )
    {
        using var folder = new TemporaryFolder();
        if (files is null)
            folder.Write("Dockerfile", dockerfile);
        else
            await WriteAsync(folder.Root, dockerfile, files);
        var image = folder.Path("image.tar");
        await (await TestSession.DockerAsync())
            .BuildAsync(folder.Root, ["--pull", $"--output=type=tar,dest={image}", .. options])
            .ShouldSucceedAsync();
        await using var file = File.OpenRead(image);
        await using var tar = new TarReader(file);
        var found = new List<string>();
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            if (entry.DataStream is { } data)
                found.Add($"{entry.Name} {Convert.ToHexString(await SHA256.HashDataAsync(data))}");
        }

        return string.Join('\n', found);
    }

    /// <summary>The images that a Dockerfile starts or copies from.</summary>
    private static IEnumerable<string> Images(string folder, string dockerfile)
    {
        var trace = DockerfileEvaluator.Evaluate(
            Path.Combine(folder, "Dockerfile"),
            DockerfileParser.Parse(dockerfile),
            new BuildContext(folder, IgnoreFile.Empty, null)
        );
        foreach (var stage in trace.Stages)
        {
            if (stage.Base.Reference is { IsScratch: false } image)
                yield return image.ToString();
            foreach (var from in stage.Steps.Select(step => step.Instruction.FlagValue("from")).OfType<string>())
            {
                if (
                    !trace.Stages.Any(other =>
                        string.Equals(other.Stage.Name, from, StringComparison.OrdinalIgnoreCase)
                    ) && !int.TryParse(from, out _)
                )
                    yield return from;
            }
        }
    }

    private static async Task MakeAsync(string name)
    {
        var images = await TestSession.BaseImagesAsync();
        var reference = ImageReference.TryParse(name)!;
        var tag = reference.Tag ?? "latest";
        // Of versions that can't be had, and of Alpine's, the newest Go stands under the name.
        var version = RealGo.Versions.FirstOrDefault(version =>
            tag == version
            || tag.StartsWith(version + ".", StringComparison.Ordinal)
            || tag.StartsWith(version + "-", StringComparison.Ordinal)
        ) ?? RealGo.Newest;
        await (
            reference.Name switch
            {
                "golang" => images.GolangAsync(version, tag: tag),
                "gcr.io/distroless/static-debian12" => images.StaticAsync(),
                "gcr.io/distroless/base-debian12" => images.BaseAsync(),
                _ => images.DistributionAsync($"{reference.Name}:{tag}"),
            }
        );
    }

    private static async Task<bool> HasEffectAsync(RuleCase one, string tag)
    {
        var docker = await TestSession.DockerAsync();
        switch (one.Effect)
        {
            case RealEffect.RunsAsRoot:
                var user = (
                    await docker
                        .RunAsync("/", "image", "inspect", "--format={{.Config.User}}", tag)
                        .ShouldSucceedAsync()
                ).StandardOutput.Trim();
                return user is "" or "root" or "0"
                    || user.StartsWith("0:", StringComparison.Ordinal)
                    || user.StartsWith("root:", StringComparison.Ordinal);
            case RealEffect.ContainerFails:
                var run = await docker.RunAsync("/", "run", "--rm", "--network=none", tag);
                return !run.Succeeded
                    && (run.StandardOutput + run.StandardError).Contains(one.Extract!, StringComparison.Ordinal);
            case RealEffect.InHistory:
                var history = await docker
                    .RunAsync("/", "history", "--no-trunc", "--format={{.CreatedBy}}", tag)
                    .ShouldSucceedAsync();
                var config = await docker
                    .RunAsync("/", "image", "inspect", "--format={{json .Config}}", tag)
                    .ShouldSucceedAsync();
                return (history.StandardOutput + config.StandardOutput).Contains(
                    one.Extract!,
                    StringComparison.Ordinal
                );
            case RealEffect.Unhealthy:
                await using (var container = await Container.StartAsync(docker, tag))
                    return await container.HealthAsync() == "unhealthy";
            default:
                throw new NotSupportedException($"{one.Effect} isn't looked for yet");
        }
    }

    /// <param name="image">The image's files, as an archive.</param>
    /// <param name="wanted">A path, or a path, a blank and an octal mode.</param>
    private static async Task<bool> IsInImageAsync(string image, string wanted)
    {
        await using var file = File.OpenRead(image);
        await using var tar = new TarReader(file);
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            var path = "/" + entry.Name.TrimEnd('/');
            if (path == wanted || $"{path} {Convert.ToString((int)entry.Mode & 0b111_111_111, 8)}" == wanted)
                return true;
        }

        return false;
    }
}

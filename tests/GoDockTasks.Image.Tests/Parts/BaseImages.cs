using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace GoDockTasks.Image.Tests.Parts;

/// <summary>
/// Makes the images that Dockerfiles start from, each when it is first asked for, and pushes them to the daemon's
/// registry.
/// </summary>
internal sealed class BaseImages(DockerDaemon docker)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<BaseImage>>> made = new(StringComparer.Ordinal);

    /// <summary>
    /// Like Docker's official image (PATH, GOPATH=/go, GOTOOLCHAIN=local, WORKDIR /go, root), with that version's own
    /// Go tree in /usr/local/go and busybox for a shell. The newest Go's compiler cache already has what small programs
    /// need of the standard library; who asks how long a build takes has a cache elsewhere, as in a mount. GOGC spares
    /// the tests time.
    /// </summary>
    /// <param name="version">Such as 1.27.</param>
    /// <param name="needs">
    /// What more has to be in it; the official image has all of it, and that of Alpine nothing.
    /// </param>
    /// <param name="tag">
    /// Default: the whole version, such as 1.27.3, with <c>-gcc</c> or <c>-git</c> for what more is in it.
    /// </param>
    public Task<BaseImage> GolangAsync(
        string version = RealGo.Newest,
        BuilderNeeds needs = BuilderNeeds.Nothing,
        string? tag = null
    )
    {
        var go = RealGo.Get(version);
        // Debian's have git, whoever asks first. Names that don't say Debian do without: copying it costs more than
        // most builds.
        if (tag?.EndsWith("-bookworm", StringComparison.Ordinal) == true)
            needs |= BuilderNeeds.Git;
        var whole =
            FullVersion(go)
            + (needs.HasFlag(BuilderNeeds.Gcc) ? "-gcc" : "")
            + (needs.HasFlag(BuilderNeeds.Git) ? "-git" : "");
        var image = MakeAsync($"golang:{whole}", $"library/golang:{whole}", async root =>
        {
            root.AddBusybox();
            root.AddUsers();
            root.AddSystemFolder("go", 0b1_111_111_111);
            root.AddSystemFolder("go/src", 0b1_111_111_111);
            root.AddSystemFolder("go/bin", 0b1_111_111_111);
            return BaseImageRecipe.Golang(go, needs, await CompiledLibrary.OfAsync(go));
        });
        return tag is null || tag == whole ? image : TagAsync(image, tag);
    }

    /// <summary>
    /// <c>gcr.io/distroless/static-debian12:nonroot</c>: for amd64 and arm64; no shell, no libc; certificates, some
    /// time zones, user 65532.
    /// </summary>
    public Task<BaseImage> StaticAsync() => MakeDistrolessAsync("static", BaseImageRecipe.Static);

    /// <summary>
    /// <c>gcr.io/distroless/base-debian12:nonroot</c>: the same with glibc, for this machine's architecture only.
    /// </summary>
    public Task<BaseImage> BaseAsync() => MakeDistrolessAsync("base", BaseImageRecipe.Base);

    /// <summary><c>busybox:1.35</c>: a shell and wget, as root.</summary>
    public Task<BaseImage> BusyboxAsync() => MakeAsync("busybox:1.35", "library/busybox:1.35", root =>
        {
            root.AddBusybox();
            root.AddUsers();
            return Task.FromResult(BaseImageRecipe.Busybox);
        });

    /// <summary>
    /// An image of a distribution, such as <c>alpine:3.22</c>: busybox under that name, which is all that a rule's
    /// Dockerfile needs of it.
    /// </summary>
    /// <param name="reference">Of Docker's official images.</param>
    public Task<BaseImage> DistributionAsync(string reference) => MakeAsync(reference, $"library/{reference}", root =>
        {
            root.AddBusybox();
            root.AddUsers();
            return Task.FromResult(BaseImageRecipe.Busybox);
        });

    private Task<BaseImage> MakeDistrolessAsync(string kind, BaseImageRecipe recipe) =>
        MakeAsync($"gcr.io/distroless/{kind}-debian12:nonroot", $"distroless/{kind}-debian12:nonroot", root =>
        {
            root.AddUsers();
            root.AddCertificates();
            root.AddTimeZones();
            return Task.FromResult(recipe);
        });

    private Task<BaseImage> MakeAsync(
        string reference,
        string repositoryAndTag,
        Func<RootFolder, Task<BaseImageRecipe>> prepare
    ) => made.GetOrAdd(reference, _ => new(() => BuildAsync(reference, repositoryAndTag, prepare))).Value;

    /// <summary>The same image under another tag of its repository.</summary>
    private Task<BaseImage> TagAsync(Task<BaseImage> making, string tag)
    {
        return made.GetOrAdd($"golang:{tag}", reference => new(() => AddAsync(reference))).Value;

        async Task<BaseImage> AddAsync(string reference)
        {
            var image = await making;
            await Tool.RunAsync(Tool.Crane, "/", docker.Environment, "tag", image.Loopback, tag).ShouldSucceedAsync();
            var loopback = $"{docker.Registry.Host}/{image.Repository}:{tag}";
            return image with { Reference = reference, Tag = tag, Loopback = loopback };
        }
    }

    private async Task<BaseImage> BuildAsync(
        string reference,
        string repositoryAndTag,
        Func<RootFolder, Task<BaseImageRecipe>> prepare
    )
    {
        using var folder = new TemporaryFolder("gd-image");
        var recipe = await prepare(new RootFolder(folder.Path("root")));
        var dockerfile = folder.Write("Dockerfile", recipe.Dockerfile);
        folder.Write("Dockerfile.dockerignore", recipe.Ignored);
        var name = $"{docker.Registry.Address}/{repositoryAndTag}";
        await docker
            .BuildxAsync(
                folder.Root,
                [
                    "build",
                    "--progress=plain",
                    "-f",
                    dockerfile,
                    "--platform",
                    recipe.Platforms,
                    // Compressing costs more than it saves between two folders of one machine.
                    "--output",
                    $"type=image,name={name},push=true,compression=uncompressed,oci-mediatypes=true",
                    .. recipe.Contexts.SelectMany(context =>
                        (string[])["--build-context", $"{context.Name}={context.Path}"]
                    ),
                    "--build-context",
                    $"root={folder.Path("root")}",
                    recipe.Context ?? folder.Path("root"),
                ]
            )
            .ShouldSucceedAsync();
        var at = repositoryAndTag.LastIndexOf(':');
        var (repository, tag) = (repositoryAndTag[..at], repositoryAndTag[(at + 1)..]);
        return new(
            reference,
            repository,
            tag,
            (await docker.Registry.DigestAsync(repository, tag))!,
            $"{docker.Registry.Host}/{repositoryAndTag}"
        );
    }

    // VERSION: "go1.27.3" and more lines.
    private static string FullVersion(RealGo go) =>
        File.ReadLines(Path.Combine(go.Root, "VERSION")).First()["go".Length..].Trim();
}

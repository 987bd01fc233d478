using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace GoDockTasks.Image.Tests.Parts;

/// <summary>How a base image is built.</summary>
/// <param name="Dockerfile">Its text; the context <c>root</c> is the folder that was prepared for it.</param>
internal sealed record BaseImageRecipe(string Dockerfile)
{
    // What a go command never reads in another module's build, and is most of the tree.
    private const string NotOfGo =
        "share/doc\nshare/lintian\nshare/go-*/test\nshare/go-*/api\nshare/go-*/misc\nshare/go-*/src/cmd\n"
        + "**/testdata\n**/*_test.go\n";

    // Copied by a step, so that go finds the files new: it would give old ones their time anew in each build, and so
    // copy each into a layer. What wasn't there for this Go is compiled.
    private const string WarmUp =
        "RUN --network=none --mount=type=bind,from=image-cache,target=/image-cache "
        + "--mount=type=bind,from=mount-cache,target=/mount-cache "
        + "--mount=type=cache,id=/root/.cache/go-build,target=/mount mkdir -p /root/.cache/go-build "
        + "&& cp -r /image-cache/. /root/.cache/go-build/ && cp -r /mount-cache/. /mount/ "
        + "&& export CGO_ENABLED=0 && go build fmt embed && go build -trimpath fmt embed";

    private const string NotOfLibraries = "**\n!lib/*/ld-*\n!lib/*/lib*.so.*\n!lib64\n";

    /// <summary>Absolute path of the build context; the prepared folder where null.</summary>
    public string? Context { get; private init; }

    /// <summary>What of the context isn't needed.</summary>
    public string Ignored { get; private init; } = "";

    public ImmutableArray<(string Name, string Path)> Contexts { get; private init; } = [];

    /// <summary>Default: this machine's.</summary>
    public string Platforms { get; private init; } =
        $"linux/{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64")}";

    public static BaseImageRecipe Busybox { get; } = new("FROM scratch\nCOPY --from=root . /\nCMD [\"sh\"]\n");

    public static BaseImageRecipe Static { get; } =
        new("FROM scratch\nCOPY --from=root . /\n" + Nonroot) { Platforms = "linux/amd64,linux/arm64" };

    public static BaseImageRecipe Base =>
        new("FROM scratch\nCOPY . /\nCOPY --from=root . /\n" + Nonroot)
        {
            Context = Tool.Find("gcc"),
            Ignored = NotOfLibraries,
        };

    private const string Nonroot =
        "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "
        + "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt\nUSER 65532\nWORKDIR /home/nonroot\n";

    /// <param name="library">Compiled for it; null where it shall have nothing compiled.</param>
    public static BaseImageRecipe Golang(RealGo go, BuilderNeeds needs, CompiledLibrary? library)
    {
        ImmutableArray<(string Name, string Path)> trees =
        [
            .. new[] { (Need: BuilderNeeds.Gcc, Name: "gcc"), (Need: BuilderNeeds.Git, Name: "git") }
                .Where(tree => needs.HasFlag(tree.Need))
                .Select(tree => (tree.Name, Tool.Find(tree.Name))),
        ];
        // A Debian Go is two folders with links from the first to the second, ../../share/…, which hold here too.
        var debian = new DirectoryInfo(go.Root).ResolveLinkTarget(returnFinalTarget: true)
            is DirectoryInfo { Parent.Name: "lib" } link
            ? link
            : null;
        var copies = debian is null
            ? "COPY . /usr/local/go"
            : $"COPY lib/{debian.Name} /usr/local/go\nCOPY share /usr/share";
        // What more is in it comes last, so that all have one compiler cache; its programs don't replace ours.
        return new(
            $"""
            FROM scratch
            COPY --from=root . /
            {copies}
            ENV PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin GOTOOLCHAIN=local GOPATH=/go GOGC=400
            WORKDIR /go
            {(library is null ? "" : WarmUp)}
            {string.Concat(trees.Select(tree => $"COPY --from={tree.Name} . /\n"))}COPY --from=root . /
            CMD ["sh"]

            """
        )
        {
            Context = debian?.Parent!.Parent!.FullName ?? go.Root,
            Ignored = NotOfGo,
            Contexts = library is null
                ? trees
                : [.. trees, ("image-cache", library.ImageCache), ("mount-cache", library.MountCache)],
        };
    }
}

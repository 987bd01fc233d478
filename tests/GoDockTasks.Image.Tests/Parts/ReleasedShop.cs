using System.Collections.Immutable;
using System.Security.Cryptography;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Image.Tests.Parts;

/// <summary>
/// A repository as samples/Shop is one: a .NET project with two Go services, their images' bases locked, and a key. It
/// is built by `dotnet build` with the package's files as this build has made them, laid out as they are packed.
/// </summary>
internal sealed class ReleasedShop : IDisposable
{
    public const string Builder = "https://ci.example.com/shop";

    private readonly TemporaryFolder folder = new("godock shop");
    private readonly Dictionary<string, string> environment;

    private ReleasedShop(DockerDaemon docker)
    {
        environment = new(docker.Environment, StringComparer.Ordinal)
        {
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_TieredPGO"] = "0",
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["GIT_COMMITTER_DATE"] = "2026-02-03T04:05:06Z",
        };
        // Where dotnet is.
        environment["PATH"] += $":{Environment.GetEnvironmentVariable("PATH")}";
    }

    public string PublicKey => folder.Path("tree/keys/release.pub");

    public TemporaryFolder Folder => folder;

    /// <summary>The project's folder.</summary>
    public string ProjectFolder => folder.Path("tree/src/Shop.Web");

    public static async Task<ReleasedShop> NewAsync(DockerDaemon docker, params ImmutableArray<string> gates)
    {
        var images = await TestSession.BaseImagesAsync();
        var bases = await Task.WhenAll(images.GolangAsync(tag: "1.27-bookworm"), images.StaticAsync());
        var shop = new ReleasedShop(docker);
        shop.LayOutPackage();
        foreach (var name in (string[])["orders", "pricing"])
        {
            shop.Write($"sidecars/{name}/go.mod", $"module example.com/shop/{name}\n\ngo 1.27\n");
            shop.Write($"sidecars/{name}/main.go", $"package main\n\nfunc main() {{ println(\"{name}\") }}\n");
        }

        shop.Write(
            "src/Shop.Web/Shop.Web.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup>
                <GoSidecar Include="../../sidecars/orders" />
                <GoSidecar Include="../../sidecars/pricing" />
                <GoDockTrustedKey Include="../../keys/release.pub" BuilderId="{Builder}" />
                <GoDockGate Include="vulnerabilities" Enabled="false" />
                {string.Concat(gates)}
              </ItemGroup>
            </Project>
            """
        );
        var locked = bases.Aggregate(DigestLock.Empty, (all, image) =>
            all.With(ImageReference.TryParse(image.Reference)!, image.Digest)
        );
        Assert.IsNull(DigestLockFile.Write(Path.Combine(shop.ProjectFolder, DigestLockFile.DefaultName), locked));
        shop.Write(".gitignore", "obj/\nkeys/release.key\ngodock.baselines.json\n");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        shop.Write("keys/release.pub", key.ExportSubjectPublicKeyInfoPem());
        var secret = shop.Write("keys/release.key", key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await shop.BuildAsync("-restore", "-t:GenerateDockerfile").ShouldSucceedAsync();
        await shop.GitAsync("init", "-q");
        await shop.GitAsync("add", ".");
        await shop.GitAsync("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "x");
        return shop;
    }

    public string Write(string relative, string content) => folder.Write("tree/" + relative, content);

    public Task<ProcessOutcome> BuildAsync(params ImmutableArray<string> arguments) =>
        Tool.RunAsync(
            "/usr/bin/env",
            ProjectFolder,
            environment,
            ["dotnet", "msbuild", "-nologo", "-nr:false", "-tl:off", "-v:normal", .. arguments]
        );

    public void Dispose() => folder.Dispose();

    private Task<ProcessOutcome> GitAsync(params string[] arguments) =>
        Tool.RunAsync("/usr/bin/env", folder.Path("tree"), environment, ["git", .. arguments]).ShouldSucceedAsync();

    // Packing compiles the tasks ahead, which takes longer than all that is tested with them.
    private void LayOutPackage()
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var tasks = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "GoDockTasks", configuration));
        var package = folder.Path("package");
        foreach (
            var (from, to) in (ReadOnlySpan<(string, string)>)
                [
                    (Path.Combine(Repository.Root, "build"), Path.Combine(package, "build")),
                    (tasks, Path.Combine(package, "tasks", "net10.0")),
                ]
        )
        {
            Directory.CreateDirectory(to);
            foreach (var file in Directory.GetFiles(from))
                File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var kind in (string[])["props", "targets"])
            Write(
                $"Directory.Build.{kind}",
                $"<Project><Import Project=\"{package}/build/GoDockTasks.{kind}\" /></Project>\n"
            );
    }
}

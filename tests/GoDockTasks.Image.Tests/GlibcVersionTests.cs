using System.Text;

namespace GoDockTasks.Image.Tests;

/// <summary>
/// GDT2408 on the real loader. Images with an older glibc can't be had here: this machine's is taken, with the name of
/// one version of its symbols changed.
/// </summary>
[TestClass]
[NeedsDocker]
public sealed class GlibcVersionTests
{
    private const string Needed = "GLIBC_2.34";

    [TestMethod]
    public async Task A_cgo_program_does_not_start_where_glibc_lacks_the_version_that_it_was_linked_with()
    {
        var docker = await TestSession.DockerAsync();
        var images = await TestSession.BaseImagesAsync();
        var (builder, runtime) = (await images.GolangAsync(needs: BuilderNeeds.Gcc), await images.BaseAsync());
        using var folder = new TemporaryFolder();
        folder.Write("src/go.mod", "module example.com/native\n\ngo 1.21\n");
        folder.Write(
            "src/main.go",
            "package main\n\n// static int one(void) { return 1; }\nimport \"C\"\n\nfunc main() { "
                + "println(int(C.one())) }\n"
        );
        var library = Directory.GetFiles(Tool.Find("gcc", "lib"), "libc.so.6", SearchOption.AllDirectories)[0];
        var place = Path.GetRelativePath(Tool.Find("gcc"), library);
        var renamed = Encoding
            .Latin1.GetString(await File.ReadAllBytesAsync(library))
            .Replace(Needed + "\0", "GLIBC_2.3x\0", StringComparison.Ordinal);
        await File.WriteAllBytesAsync(folder.Path("libc.so.6"), Encoding.Latin1.GetBytes(renamed));
        folder.Write(
            "Dockerfile",
            $"""
            FROM {builder.Reference} AS build
            WORKDIR /src
            COPY src .
            RUN --network=none CGO_ENABLED=1 go build -o /out/native .

            FROM {runtime.Reference} AS same
            COPY --from=build /out/native /native
            ENTRYPOINT ["/native"]

            FROM same AS older
            COPY --chmod=755 libc.so.6 /{place}
            """
        );
        await docker.BuildAsync(folder.Root, "--target=same", "--tag=glibc-same").ShouldSucceedAsync();
        await docker.BuildAsync(folder.Root, "--target=older", "--tag=glibc-older").ShouldSucceedAsync();

        await docker.RunAsync("/", "run", "--rm", "--network=none", "glibc-same").ShouldSucceedAsync();
        var older = await docker.RunAsync("/", "run", "--rm", "--network=none", "glibc-older");

        Assert.IsFalse(older.Succeeded);
        Assert.Contains($"version `{Needed}' not found (required by /native)", older.StandardError);
    }
}

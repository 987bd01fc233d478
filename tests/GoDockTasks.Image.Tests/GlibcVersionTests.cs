namespace GoDockTasks.Image.Tests;

/// <summary>GDT2408 on the real loader, with <see cref="OlderGlibc"/>.</summary>
[TestClass]
[NeedsDocker]
public sealed class GlibcVersionTests
{
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
        await File.WriteAllBytesAsync(folder.Path("libc.so.6"), await OlderGlibc.MakeAsync());
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
            COPY --chmod=755 libc.so.6 /{OlderGlibc.Place}
            """
        );
        await docker.BuildAsync(folder.Root, "--target=same", "--tag=glibc-same").ShouldSucceedAsync();
        await docker.BuildAsync(folder.Root, "--target=older", "--tag=glibc-older").ShouldSucceedAsync();

        await docker.RunAsync("/", "run", "--rm", "--network=none", "glibc-same").ShouldSucceedAsync();
        var older = await docker.RunAsync("/", "run", "--rm", "--network=none", "glibc-older");

        Assert.IsFalse(older.Succeeded);
        Assert.Contains($"version `{OlderGlibc.Missing}' not found (required by /native)", older.StandardError);
    }
}

namespace GoDockTasks.Core.Tests.Dockerfiles.Generation;

/// <summary>Versions in linker flags, and labels with what isn't known before the image is built.</summary>
[TestClass]
public sealed class StampTests
{
    [TestMethod]
    public void A_variable_is_an_argument_of_the_step_that_compiles_and_the_shell_expands_it()
    {
        using var folder = new GenerationFolder().Module("svc");

        var made = folder.Generate("svc", "LdFlags=-s -w -X main.version=$VERSION -X 'main.commit=${REVISION}'");

        CollectionAssert.AreEqual(
            new[] { "ARG TARGETOS", "ARG TARGETARCH", "ARG VERSION", "ARG REVISION" },
            made.All("ARG")
        );
        Assert.Contains(
            "-ldflags \"-s -w ${VERSION:+-X 'main.version=${VERSION}'} ${REVISION:+-X 'main.commit=${REVISION}'}\" -o ",
            made.Dockerfile
        );
        Assert.Contains(
            "\"args\": {\n        \"VERSION\": \"${VERSION != \\\"\\\" ? VERSION : null}\",\n",
            made.BakeFile
        );
        Assert.DoesNotContain("GDT2021", string.Join(' ', made.Found));
    }

    [TestMethod]
    public void Without_a_variable_nothing_is_an_argument()
    {
        using var folder = new GenerationFolder().Module("svc");

        var made = folder.Generate("svc", "LdFlags=-X main.version=1.0 -extldflags '-Wl,-rpath,$ORIGIN'");

        CollectionAssert.AreEqual(new[] { "ARG TARGETOS", "ARG TARGETARCH" }, made.All("ARG"));
        Assert.DoesNotContain("\"args\"", made.BakeFile);
    }

    [TestMethod]
    public void What_is_no_variable_is_told_at_the_item()
    {
        using var folder = new GenerationFolder().Module("svc");
        folder.Write(
            "app/app.csproj",
            "<Project>\n  <ItemGroup>\n    <GoSidecar Include=\"../svc\" LdFlags=\"-X "
                + "main.version=$VERSON\" />\n  </ItemGroup>\n</Project>\n"
        );

        var made = folder.Generate("svc", "LdFlags=-X main.version=$VERSON");

        CollectionAssert.Contains(made.Found, "GDT2021 app/app.csproj:3");
        Assert.Contains("-ldflags '-X main.version=$VERSON' -o", made.Dockerfile);
    }

    [TestMethod]
    public void A_label_without_a_value_is_no_label()
    {
        using var folder = new GenerationFolder().Module("svc");

        var made = folder.Generate("svc");

        Assert.DoesNotContain("image.version", made.Dockerfile);
        Assert.Contains(
            "\"org.opencontainers.image.version\": \"${VERSION != \\\"\\\" ? VERSION : null}\"",
            made.BakeFile
        );
    }
}

using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Images;

namespace GoDockTasks.Core.Tests.Dockerfiles.Generation;

/// <summary>What an item's metadata and the project's properties do.</summary>
[TestClass]
public sealed class MetadataTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [TestMethod]
    public void Values_are_quoted_for_where_they_land()
    {
        using var folder = Module();

        var made = folder.Generate(
            "svc",
            "Environment=A=a b,$c;Q=\"\\",
            "LdFlags=-X 'main.A=$(id)'",
            "Tags=one;two",
            "Ports=8080;53/udp",
            "User=1000:1000",
            "TimeZone=Europe/Berlin"
        );

        CollectionAssert.IsSubsetOf(
            new[]
            {
                "ENV TZ=Europe/Berlin",
                """ENV A="a b,\$c" """.TrimEnd(),
                """ENV Q="\"\\" """.TrimEnd(),
                "USER 1000:1000",
                "EXPOSE 8080 53/udp",
                """ENTRYPOINT ["/app/svc"]""",
                "STOPSIGNAL SIGTERM",
            },
            made.Lines
        );
        Assert.Contains("""-tags one,two -ldflags '-X '\''main.A=$(id)'\''' -o""", made.Dockerfile);
    }

    [TestMethod]
    public void Digests_come_from_the_lock_and_from_metadata()
    {
        using var folder = Module();
        var request = folder.Request("svc", $"RuntimeImage=registry.example.com/run:1@{Digest}");
        var locked = new ParsedDigestLock(
            DigestLock.Empty.With(ImageReference.TryParse("golang:1.27-bookworm")!, Digest),
            []
        );

        var made = folder.Generate(request with { Lock = locked });

        CollectionAssert.AreEqual(
            new[]
            {
                $"FROM --platform=$BUILDPLATFORM golang:1.27-bookworm@{Digest} AS build",
                $"FROM registry.example.com/run:1@{Digest}",
            },
            made.All("FROM")
        );
        Assert.Contains($"org.opencontainers.image.base.digest={Digest}\n", made.Dockerfile);
        Assert.IsEmpty(made.Found);
    }

    [TestMethod]
    public void What_a_lock_lacks_is_a_warning_and_a_message_without_one()
    {
        using var folder = Module();
        var request = folder.Request("svc", "RuntimeImage=scratch");

        Assert.AreEqual("Message", folder.Generate(request).Files.Diagnostics.Single().Severity.ToString());
        Assert.AreEqual(
            "Warning",
            folder
                .Generate(request with { Lock = new(DigestLock.Empty, []) })
                .Files.Diagnostics.Single()
                .Severity.ToString()
        );
    }

    [TestMethod]
    public void An_image_from_nothing_gets_certificates_and_zones()
    {
        using var folder = Module();

        var made = folder.Generate("svc", "RuntimeImage=scratch", "Tags=netgo");

        Assert.Contains("COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/", made.Lines);
        Assert.Contains("-tags netgo,timetzdata ", made.Dockerfile);
        Assert.DoesNotContain("base.name", made.Dockerfile);
    }

    [TestMethod]
    public void Proxy_and_private_patterns_are_arguments_and_credentials_secrets()
    {
        using var folder = Module();
        var request = folder.Request("svc") with
        {
            Go = new()
            {
                Proxy = "https://proxy.example.com,direct",
                Private = "*.corp.example.com",
                SumDb = "sumdb.example.com https://sumdb.example.com",
            },
        };

        var made = folder.Generate(request);

        CollectionAssert.AreEqual(
            new[]
            {
                "ARG GOPROXY=https://proxy.example.com,direct",
                "ARG GOPRIVATE=\"*.corp.example.com\"",
                "ARG GONOPROXY",
                "ARG GONOSUMDB",
                "ARG GOSUMDB=\"sumdb.example.com https://sumdb.example.com\"",
            },
            made.All("ARG")[..5]
        );
        Assert.Contains("RUN --mount=type=secret,id=netrc,target=/root/.netrc go mod download", made.Lines);
        Assert.Contains("NETRC", made.BakeFile);

        var chosen = folder.Generate(request with { Secrets = "ssh;ca" });
        Assert.Contains(
            "RUN --mount=type=ssh --mount=type=secret,id=ca,target=/etc/ssl/certs/godock-ca.pem go mod download",
            chosen.Lines
        );
        Assert.Contains("\"ssh\": ", chosen.BakeFile);
        CollectionAssert.Contains(folder.Generate(request with { Secrets = "sssh" }).Found, "GDT0003 app/app.csproj:0");
    }

    [TestMethod]
    public void A_password_in_the_proxy_is_never_written()
    {
        using var folder = Module();

        var made = folder.Generate(
            folder.Request("svc") with
            {
                Go = new() { Proxy = "https://user:geheim@proxy.example.com" },
            }
        );

        Assert.IsEmpty(made.Files.Files.Where(file => file.Text.Contains("geheim", StringComparison.Ordinal)));
        Assert.IsEmpty(
            made.Files.Diagnostics.Where(diagnostic => diagnostic.Message.Contains("geheim", StringComparison.Ordinal))
        );
        CollectionAssert.Contains(made.Found, "GDT1202 app/app.csproj:0");
    }

    [TestMethod]
    public void A_property_of_several_lines_is_refused()
    {
        using var folder = Module();

        var made = folder.Generate(folder.Request("svc") with { Go = new() { Private = "a.example.com,\nRUN rm" } });

        CollectionAssert.Contains(made.Found, "GDT0003 app/app.csproj:0");
        Assert.DoesNotContain("RUN rm", made.Dockerfile);
    }

    [TestMethod]
    public void A_syntax_line_comes_first()
    {
        using var folder = Module();

        var made = folder.Generate(folder.Request("svc") with { Syntax = "docker/dockerfile:1" });

        Assert.AreEqual("# syntax=docker/dockerfile:1", made.Lines[0]);
        CollectionAssert.Contains(made.Found, "GDT2012 app/app.csproj:0");
        CollectionAssert.Contains(
            folder.Generate(folder.Request("svc") with { Syntax = "a\nRUN rm" }).Found,
            "GDT0003 app/app.csproj:0"
        );
        Assert.StartsWith("# Generated by GoDockTasks 1.2.3 ", made.Lines[1]);
    }

    [TestMethod]
    [DataRow("CgoEnabled=false", "gcr.io/distroless/static-debian12:debug-nonroot")]
    [DataRow("RuntimeImage=gcr.io/distroless/base-debian12", "gcr.io/distroless/base-debian12:debug")]
    [DataRow("RuntimeImage=scratch", "gcr.io/distroless/static-debian12:debug-nonroot")]
    [DataRow("RuntimeImage=alpine:3.22", "alpine:3.22")]
    public void A_stage_for_debugging_has_a_shell_and_is_not_the_last(string metadata, string image)
    {
        using var folder = Module();

        var made = folder.Generate(folder.Request("svc", metadata) with { DebugTarget = true });

        Assert.AreEqual($"FROM {image} AS debug", made.All("FROM")[^2]);
        Assert.Contains("-gcflags='all=-N -l' -o /out/debug .", made.Dockerfile);
        Assert.HasCount(2, made.All("ENTRYPOINT"));
        Assert.Contains("\"debug\": {\n      \"targets\": [\n        \"svc-debug\"\n", made.BakeFile);
        Assert.Contains(
            image,
            UsedBaseImages
                .Find(folder.Request("svc", metadata) with { DebugTarget = true })
                .Images.Select(used => used.Image.Familiar)
        );
        Assert.DoesNotContain("debug", folder.Generate("svc", metadata).BakeFile);
    }

    [TestMethod]
    public void Attestations_are_asked_for()
    {
        using var folder = Module();

        Assert.Contains(
            "\"attest\": [\n        \"type=provenance,mode=max\",\n        \"type=sbom\"\n",
            folder.Generate(folder.Request("svc") with { Attestations = true }).BakeFile
        );
        Assert.DoesNotContain("attest", folder.Generate("svc").BakeFile);
    }

    [TestMethod]
    public void Variants_of_arm_are_compiled_for()
    {
        using var folder = Module();

        var made = folder.Generate("svc", "Platforms=linux/amd64;linux/arm/v7");

        Assert.Contains("GOARM=${TARGETVARIANT#v} go build", made.Dockerfile);
        Assert.Contains("\"linux/amd64\",\n        \"linux/arm/v7\"\n", made.BakeFile);
    }

    private static GenerationFolder Module() =>
        new GenerationFolder().Module(
            "svc",
            "module example.com/service\n\ngo 1.27\n\nrequire example.com/greet v1.0.0\n"
        );
}

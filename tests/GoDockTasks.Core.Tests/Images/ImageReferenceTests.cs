using GoDockTasks.Core.Images;

namespace GoDockTasks.Core.Tests.Images;

[TestClass]
public sealed class ImageReferenceTests
{
    private const string Hash = "9f5c1d2e3b4a59687766554433221100ffeeddccbbaa99887766554433221100";

    [TestMethod]
    [DataRow("golang", "golang", "docker.io/library/golang", null, null, "golang:latest")]
    [DataRow(
        "golang:1.27.3-bookworm",
        "golang",
        "docker.io/library/golang",
        "1.27.3-bookworm",
        null,
        "golang:1.27.3-bookworm"
    )]
    [DataRow("docker.io/golang:1.27", "docker.io/golang", "docker.io/library/golang", "1.27", null, "golang:1.27")]
    [DataRow(
        "index.docker.io/library/golang:1.27",
        "index.docker.io/library/golang",
        "docker.io/library/golang",
        "1.27",
        null,
        "golang:1.27"
    )]
    [DataRow("library/golang:1.27", "library/golang", "docker.io/library/golang", "1.27", null, "golang:1.27")]
    [DataRow("example/api", "example/api", "docker.io/example/api", null, null, "example/api:latest")]
    [DataRow("library/a/b", "library/a/b", "docker.io/library/a/b", null, null, "library/a/b:latest")]
    [DataRow(
        "gcr.io/distroless/static-debian12:nonroot",
        "gcr.io/distroless/static-debian12",
        "gcr.io/distroless/static-debian12",
        "nonroot",
        null,
        "gcr.io/distroless/static-debian12:nonroot"
    )]
    [DataRow("localhost/api", "localhost/api", "localhost/api", null, null, "localhost/api:latest")]
    [DataRow("localhost:5000", "localhost", "docker.io/library/localhost", "5000", null, "localhost:5000")]
    [DataRow("localhost:5000/api", "localhost:5000/api", "localhost:5000/api", null, null, "localhost:5000/api:latest")]
    [DataRow("127.0.0.1:5000/a/b:v1", "127.0.0.1:5000/a/b", "127.0.0.1:5000/a/b", "v1", null, "127.0.0.1:5000/a/b:v1")]
    [DataRow("[::1]:5000/api", "[::1]:5000/api", "[::1]:5000/api", null, null, "[::1]:5000/api:latest")]
    [DataRow("REGISTRY/api", "REGISTRY/api", "REGISTRY/api", null, null, "REGISTRY/api:latest")]
    [DataRow("golang:1.27_RC.1-x", "golang", "docker.io/library/golang", "1.27_RC.1-x", null, "golang:1.27_RC.1-x")]
    [DataRow("a.b_c__d---e0", "a.b_c__d---e0", "docker.io/library/a.b_c__d---e0", null, null, "a.b_c__d---e0:latest")]
    [DataRow(
        "foo_bar.example/api",
        "foo_bar.example/api",
        "foo_bar.example/api",
        null,
        null,
        "foo_bar.example/api:latest"
    )]
    [DataRow("golang@sha256:" + Hash, "golang", "docker.io/library/golang", null, "sha256:" + Hash, "golang:latest")]
    [DataRow(
        "golang:1.27@sha256:" + Hash,
        "golang",
        "docker.io/library/golang",
        "1.27",
        "sha256:" + Hash,
        "golang:1.27"
    )]
    [DataRow(
        "golang@sha512:" + Hash + Hash,
        "golang",
        "docker.io/library/golang",
        null,
        "sha512:" + Hash + Hash,
        "golang:latest"
    )]
    public void A_reference_is_taken_apart_as_docker_does_it(
        string text,
        string name,
        string repository,
        string? tag,
        string? digest,
        string familiar
    )
    {
        var image = ImageReference.TryParse(text);

        Assert.IsNotNull(image);
        Assert.AreEqual((name, repository, tag, digest), (image.Name, image.Repository, image.Tag, image.Digest));
        Assert.AreEqual(familiar, image.Familiar);
        Assert.AreEqual(text, image.ToString());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(" golang")]
    [DataRow("golang ")]
    [DataRow("golang\n")]
    [DataRow("Golang")]
    [DataRow("library/Golang")]
    [DataRow("golang:")]
    [DataRow("golang:.1")]
    [DataRow("golang:-1")]
    [DataRow("golang:1:2")]
    [DataRow("golang:1+2")]
    [DataRow("golang:é")]
    [DataRow("/golang")]
    [DataRow("golang/")]
    [DataRow("a//b")]
    [DataRow("a..b")]
    [DataRow("a___b")]
    [DataRow("_a")]
    [DataRow("a-")]
    [DataRow("-.example/api")]
    [DataRow("example.com:/api")]
    [DataRow("example.com:port/api")]
    [DataRow("[]/api.x")]
    [DataRow("[fe80::1%eth0]/api")]
    [DataRow("https://example.com/api")]
    [DataRow("golang@")]
    [DataRow("golang@sha256:")]
    [DataRow("golang@sha256:abc")]
    [DataRow("golang@md5:" + Hash)]
    [DataRow("golang@sha512:" + Hash)]
    [DataRow("golang@sha256:" + Hash + "@sha256:" + Hash)]
    [DataRow("golang@sha256:9F5c1d2e3b4a59687766554433221100ffeeddccbbaa99887766554433221100")]
    [DataRow("${IMAGE}")]
    [DataRow(Hash)]
    public void What_docker_refuses_is_no_reference(string text) => Assert.IsNull(ImageReference.TryParse(text));

    [TestMethod]
    public void Paths_end_at_255_characters_and_tags_at_128()
    {
        Assert.IsNotNull(ImageReference.TryParse("example.com/" + new string('a', 255)));
        Assert.IsNull(ImageReference.TryParse("example.com/" + new string('a', 256)));
        Assert.IsNotNull(ImageReference.TryParse(new string('a', 255 - "library/".Length)));
        Assert.IsNull(ImageReference.TryParse(new string('a', 256 - "library/".Length)));
        Assert.IsNotNull(ImageReference.TryParse("a:" + new string('T', 128)));
        Assert.IsNull(ImageReference.TryParse("a:" + new string('T', 129)));
    }

    [TestMethod]
    public void Scratch_is_no_image_unless_it_has_a_tag_or_a_repository()
    {
        Assert.IsTrue(ImageReference.TryParse("scratch")!.IsScratch);
        foreach (var image in new[] { "scratch:latest", "library/scratch", "example.com/scratch", "golang" })
            Assert.IsFalse(ImageReference.TryParse(image)!.IsScratch, image);
    }

    [TestMethod]
    public void All_spellings_of_an_image_have_one_familiar_name()
    {
        string[] spellings =
        [
            "golang",
            "golang:latest",
            "library/golang",
            "docker.io/golang",
            "docker.io/library/golang:latest",
            "index.docker.io/golang",
            "golang@sha256:" + Hash,
        ];

        Assert.AreSequenceEqual(
            ["golang:latest"],
            spellings.Select(text => ImageReference.TryParse(text)!.Familiar).Distinct()
        );
    }
}

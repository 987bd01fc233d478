using GoDockTasks.Core.Dockerfiles.Rules;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules;

[TestClass]
public sealed class DockerfileSearchTests
{
    [TestMethod]
    [DataRow(
        ".",
        "Dockerfile Dockerfile-server Dockerfile_dev a/Containerfile a/Containerfile.debug a/b/Dockerfile.debug "
            + "a/b/orders.Containerfile a/b/orders.Dockerfile b/dockerfile"
    )]
    [DataRow(
        "a",
        "a/Containerfile a/Containerfile.debug a/b/Dockerfile.debug a/b/orders.Containerfile a/b/orders.Dockerfile"
    )]
    [DataRow("a/b/other.txt;**/Dockerfile", "Dockerfile a/b/other.txt")]
    [DataRow("vendor/Dockerfile;Dockerfile;./Dockerfile", "Dockerfile vendor/Dockerfile")]
    public void A_folder_gives_its_Dockerfiles_but_not_those_of_others(string list, string expected)
    {
        using var folder = new TemporaryFolder();
        foreach (
            var name in new[]
            {
                "Dockerfile",
                "Dockerfile.dockerignore",
                "a/Containerfile",
                "a/b/Dockerfile.debug",
                "a/b/orders.Dockerfile",
                "a/b/other.txt",
                "a/main.go",
                "Dockerfile-server",
                "Dockerfile_dev",
                "Dockerfile-server.dockerignore",
                "Dockerfile-template",
                "Dockerfile.md",
                "Dockerfiles",
                "a/Containerfile.debug",
                "a/b/orders.Containerfile",
                "b/dockerfile",
                "b/dockerfile.go",
                "b/dockerfile-parser.js",
                "Dockerfile.tmpl",
                "a/Dockerfile.j2",
            }
        )
            folder.Write(name, "FROM scratch\n");
        foreach (var other in new[] { "bin", "obj", "node_modules", "vendor", "testdata", ".git", "artifacts" })
            folder.Write(other + "/Dockerfile", "FROM scratch\n");

        var (files, diagnostics) = DockerfileSearch.Find(list, folder.Root);

        Assert.AreEqual(expected, string.Join(' ', files.Select(file => Path.GetRelativePath(folder.Root, file))));
        Assert.IsEmpty(diagnostics);
    }
}

using CsCheck;
using GoDockTasks.Core.Dockerfiles;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Dockerfiles.Generation;

/// <summary>What is generated is what our own rules ask for.</summary>
[TestClass]
public sealed class OwnLintTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Requirement = "\n\nrequire example.com/greet v1.0.0\n";

    [TestMethod]
    [DataRow("single")]
    [DataRow("alone")]
    [DataRow("cmd")]
    [DataRow("replace")]
    [DataRow("workspace")]
    [DataRow("vendor")]
    [DataRow("embed")]
    [DataRow("cgo", "CgoEnabled=true")]
    [DataRow("private")]
    [DataRow("single", "RuntimeImage=scratch")]
    [DataRow("large")]
    [DataRow("single", "RuntimeFiles=web/**/*.html;config.yaml", "LdFlags=-s -w -X main.version=$VERSION")]
    public void A_generated_Dockerfile_passes(string layout, params string[] metadata)
    {
        using var folder = Layout(layout);
        var request = folder.Request("sidecars/svc", metadata) with
        {
            Go = new() { Private = layout == "private" ? "example.com" : null },
            DebugTarget = true,
        };
        var pinned = DigestLock.Empty;
        foreach (
            var image in new[]
            {
                "golang:1.27-bookworm",
                "gcr.io/distroless/static-debian12:nonroot",
                "gcr.io/distroless/base-debian12:nonroot",
                "gcr.io/distroless/static-debian12:debug-nonroot",
                "gcr.io/distroless/base-debian12:debug-nonroot",
            }
        )
            pinned = pinned.With(ImageReference.TryParse(image)!, Digest);
        var made = folder.Generate(request with { Lock = new(pinned, []) });
        Assert.IsEmpty(GeneratedFileWriter.Write(made.Files.Files).Diagnostics);
        var path = folder.Path("sidecars/svc/Dockerfile");

        var found = DockerfileLint.Check(
            new()
            {
                DockerfilePath = path,
                ContextDirectory = layout is "replace" or "workspace" or "large" ? folder.Root : null,
                Lock = pinned,
            }
        );

        // The tag of a Go line names a minor version, and the digest a release of it.
        Assert.AreSequenceEqual(
            [],
            found
                .Where(diagnostic => diagnostic.Code != "GDT2013")
                .Select(diagnostic => $"{diagnostic.Code} {diagnostic.Location.Line}: {diagnostic.Message}")
        );
    }

    [TestMethod]
    public void Whatever_the_metadata_say_the_Dockerfile_parses_and_nothing_is_added_to_it()
    {
        using var folder = Layout("single");
        var plain = DockerfileParser.Parse(folder.Generate("sidecars/svc", "LdFlags=x", "Environment=A=x").Dockerfile);
        var text = Gen.OneOf(Gen.Char[' ', '~'], Gen.Char["'\"\\$<`#ü"])
            .Array[1, 30]
            .Select(characters => new string(characters).Replace(";", "", StringComparison.Ordinal).Trim())
            .Where(value => value.Length > 0);

        var flagsThatAreTaken = text.Where(flags => RefusedLinkerFlags.Find(flags) is null);

        Gen.Select(flagsThatAreTaken, text)
            .Sample(
                (flags, value) =>
                {
                    var made = DockerfileParser.Parse(
                        folder.Generate("sidecars/svc", "LdFlags=" + flags, "Environment=A=" + value).Dockerfile
                    );

                    Assert.IsEmpty(made.Errors);
                    CollectionAssert.AreEqual(
                        plain.Instructions.Select(instruction => instruction.Kind).ToArray(),
                        made.Instructions.Select(instruction => instruction.Kind).ToArray()
                    );
                },
                iter: 300,
                threads: 1
            );
    }

    private static GenerationFolder Layout(string layout)
    {
        var folder = new GenerationFolder().Module(
            "sidecars/svc",
            layout == "alone"
                ? "module example.com/service\n\ngo 1.27\n"
                : $"module example.com/service\n\ngo "
                    + $"1.27{Requirement}{(layout == "replace" ? "\nreplace example.com/greet => ../../libs/greet\n" : "")}",
            layout == "cmd" ? "cmd/svc/main.go" : "main.go"
        );
        folder.Write(
            layout == "cmd" ? "sidecars/svc/cmd/svc/greet.go" : "sidecars/svc/greet.go",
            $"package main\n\nimport _ \"{(layout == "alone" ? "fmt" : "example.com/greet")}\"\n"
        );
        if (layout is not ("alone" or "replace"))
            folder.Write(
                "sidecars/svc/go.sum",
                "example.com/greet v1.0.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
                    + "example.com/greet v1.0.0/go.mod h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
            );
        if (layout == "replace")
            folder.Library("libs/greet", "example.com/greet");
        folder.Write("sidecars/svc/web/pages/page.html", "");
        folder.Write("sidecars/svc/config.yaml", "");
        if (layout is "large")
        {
            var names = Enumerable.Range(1, 12).Select(number => $"libs/m{number}").ToArray();
            foreach (var name in names)
                folder.Library(name, "example.com/" + name);
            folder.Write("go.work", $"go 1.27\n\nuse (\n\t./sidecars/svc\n\t./{string.Join("\n\t./", names)}\n)\n");
        }

        if (layout == "workspace")
        {
            folder.Library("libs/extra", "example.com/extra");
            folder.Write("go.work", "go 1.27\n\nuse (\n\t./sidecars/svc\n\t./libs/extra\n)\n");
        }

        if (layout == "vendor")
            folder.Write(
                "sidecars/svc/vendor/modules.txt",
                "# example.com/greet v1.0.0\n## explicit\nexample.com/greet\n"
            );
        if (layout == "cgo")
            folder.Write("sidecars/svc/c.go", "package main\n\nimport \"C\"\n");
        if (layout == "embed")
        {
            folder.Write(
                "sidecars/svc/web.go",
                "package main\n\nimport _ \"embed\"\n\n//go:embed static/*\nvar page string\n"
            );
            folder.Write("sidecars/svc/static/page.html", "");
        }

        return folder;
    }
}

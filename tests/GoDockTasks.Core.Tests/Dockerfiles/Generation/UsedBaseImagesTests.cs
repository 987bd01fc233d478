using GoDockTasks.Core.Dockerfiles.Generation;

namespace GoDockTasks.Core.Tests.Dockerfiles.Generation;

[TestClass]
public sealed class UsedBaseImagesTests
{
    [TestMethod]
    public void Chosen_and_default_images_are_those_of_the_generated_Dockerfile()
    {
        using var folder = new GenerationFolder();
        folder.Module("orders");
        folder.Module("pricing");

        var request = folder.Request(("orders", []), ("pricing", ["BuilderImage=golang:1.26", "RuntimeImage=scratch"]));
        var used = UsedBaseImages.Find(request);

        Assert.IsEmpty(used.Diagnostics);
        Assert.AreSequenceEqual(
            ["golang:1.27-bookworm", "gcr.io/distroless/static-debian12:nonroot", "golang:1.26", "scratch"],
            used.Images.Select(image => image.Image.ToString())
        );
        var dockerfiles = string.Concat(
            DockerfileGenerator
                .Generate(request)
                .Files.Where(file => file.Kind == GeneratedFileKind.Dockerfile)
                .Select(file => file.Text)
        );
        foreach (var image in used.Images)
            Assert.Contains($" {image.Image}", dockerfiles);
    }

    [TestMethod]
    public void The_project_s_Go_version_chooses_the_image_that_compiles()
    {
        using var folder = new GenerationFolder();
        folder.Module("orders");

        var used = UsedBaseImages.Find(folder.Request("orders") with { Go = new() { Version = "1.27.3" } });

        Assert.AreEqual("golang:1.27.3-bookworm", used.Images[0].Image.ToString());
    }

    [TestMethod]
    public void Libraries_and_what_is_only_checked_use_none()
    {
        using var folder = new GenerationFolder();
        folder.Library("library", "example.com/library");
        folder.Module("checked");

        var used = UsedBaseImages.Find(folder.Request(("library", []), ("checked", ["Build=false"])));

        Assert.IsEmpty(used.Images);
        Assert.IsEmpty(used.Diagnostics);
    }

    [TestMethod]
    public void A_hand_written_Dockerfile_says_itself_what_it_starts_from()
    {
        using var folder = new GenerationFolder();
        folder.Module("orders");
        var path = folder.Write(
            "orders/Dockerfile",
            "ARG V=1.27\nFROM golang:${V} AS build\nARG W\nFROM build AS test\nFROM alpine:$W\nFROM scratch\n"
        );

        var used = UsedBaseImages.Find(folder.Request("orders"));

        Assert.AreSequenceEqual(["golang:1.27", "scratch"], used.Images.Select(image => image.Image.ToString()));
        Assert.AreEqual(new(path, 2, 6), used.Images[0].Location);
    }

    [TestMethod]
    public void A_module_whose_images_cannot_be_told_is_said()
    {
        using var folder = new GenerationFolder();
        folder.Module("orders", "module example.com/orders\n\nnonsense\n");

        Assert.AreSequenceEqual(
            ["GDT1002"],
            UsedBaseImages.Find(folder.Request("orders")).Diagnostics.Select(diagnostic => diagnostic.Code)
        );
    }
}

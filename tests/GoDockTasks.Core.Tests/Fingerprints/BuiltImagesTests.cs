using GoDockTasks.Core.Fingerprints.Statements;

namespace GoDockTasks.Core.Tests.Fingerprints;

[TestClass]
public sealed class BuiltImagesTests
{
    private const string Hex32 = "0123456789abcdef0123456789abcdef";

    [TestMethod]
    public void A_service_has_the_images_of_the_target_that_bake_calls_by_its_name()
    {
        using var folder = new TemporaryFolder();
        var digest = new string('a', 64);
        var path = folder.Write(
            "images.json",
            $$"""{ "my_orders": { "containerimage.digest": "sha256:{{digest}}", "image.name": "localhost:5000/orders:1" } }"""
        );

        var (images, problem) = BuiltImages.Read(path);

        Assert.IsNull(problem);
        Assert.AreEqual(new("localhost:5000/orders", digest), images.Of("my.orders").Single());
        Assert.IsEmpty(images.Of("orders"));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("not JSON")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("""{"orders":{"containerimage.digest":"sha256:aaaa","image.name":"orders"}}""")]
    [DataRow(
        $$"""{"orders":{"containerimage.digest":"sha512:{{Hex32}}{{Hex32}}{{Hex32}}{{Hex32}}","image.name":"orders"} }"""
    )]
    [DataRow("""{"orders":{"image.name":"orders"}}""")]
    [DataRow("""{"orders":{},"orders":{}}""")]
    public void What_names_no_image_with_its_digest_can_not_be_used(string content)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("images.json", content);

        var (images, problem) = BuiltImages.Read(path);

        Assert.AreEqual(("GDT3009", path), (problem!.Code, problem.Location.File));
        Assert.IsEmpty(images.All);
    }

    [TestMethod]
    public void A_file_that_is_not_there_can_not_be_used()
    {
        using var folder = new TemporaryFolder();

        Assert.AreEqual("GDT3009", BuiltImages.Read(folder.Path("images.json")).Problem!.Code);
    }
}

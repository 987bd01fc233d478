using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Tests.Oci;

namespace GoDockTasks.Core.Tests.Diagnostics.Examples;

/// <summary>41xx.</summary>
internal static class ImageExamples
{
    private const string Folder = "obj/Release/net10.0/godock/images/orders";

    // A case beside the other: the formatter runs them together.
    // csharpier-ignore
    public static IEnumerable<DiagnosticExample> All =>
    [
        new("GDT4101", () =>
        {
            using var layout = new WrittenLayout();
            var index = layout.WriteUsual();
            File.AppendAllText(layout.PathOf(index["digest"]!.GetValue<string>()), "\n");
            var found = ImageLayout.Read(layout.Root).Problem!;
            return Task.FromResult(Printed.Of("GDT4101", [found], layout.Root, (layout.Root, Folder)));
        }),
        new("GDT4108", () =>
        {
            using var layout = new WrittenLayout();
            layout.Write(layout.Image("amd64", null, layout.Blob(WrittenLayout.Layer, [0x28, 0xB5, 0x2F, 0xFD])));
            var image = ImageLayout.Read(layout.Root).Layout!;
            var found = ImageFiles.Read(image, image.Images[0], CancellationToken.None).Problem!;
            return Task.FromResult(Printed.Of("GDT4108", [found], layout.Root, (layout.Root, Folder)));
        }),
    ];
}

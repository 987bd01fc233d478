using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Tests.Images.Building;
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
        Building("GDT4102", buildx => buildx.InspectFails = "ERROR: no builder \"farm\" found\n", "farm"),
        Building("GDT4103", buildx => buildx.BakeFails = ImageBuilderTests.Context, "farm"),
        Building("GDT4104", buildx =>
            buildx.Inspect(ImageBuilderTests.Farm("inactive")).BakeFails = ImageBuilderTests.Deadline, "farm"),
        Building("GDT4105", buildx => buildx.BakeFails = ImageBuilderTests.Classic),
        Building("GDT4106", buildx => buildx.InspectFails = "docker: unknown command: docker buildx\n"),
        Building("GDT4107", buildx =>
            buildx.Inspect(ImageBuilderTests.Farm(), ImageBuilderTests.Farm("inactive")).BakeFails =
                ImageBuilderTests.Lost, "farm"),
        new("GDT4108", () =>
        {
            using var layout = new WrittenLayout();
            layout.Write(layout.Image("amd64", null, layout.Blob(WrittenLayout.Layer, [0x28, 0xB5, 0x2F, 0xFD])));
            var image = ImageLayout.Read(layout.Root).Layout!;
            var found = ImageFiles.Read(image, image.Images[0], CancellationToken.None).Problem!;
            return Task.FromResult(Printed.Of("GDT4108", [found], layout.Root, (layout.Root, Folder)));
        }),
        Building("GDT4109", buildx => File.Delete(buildx.Folder.Path("sidecars/orders/Dockerfile"))),
        Building("GDT4110", _ => { }, platforms: "amd64"),
        Building("GDT4111", buildx => buildx.BakeEnds = ProcessEnd.TimedOut),
    ];

    private static DiagnosticExample Building(
        string code,
        Action<ScriptedBuildx> arrange,
        string? builder = null,
        string? platforms = null
    ) => new(code, async () =>
        {
            using var buildx = new ScriptedBuildx();
            arrange(buildx);
            var report = await buildx.BuildAsync(builder, platforms);
            (string, string)[] names = [(buildx.Folder.ProjectFile, "src/app/app.csproj"), ("60 s", "1800 s")];
            return Printed.Of(code, report.Diagnostics, buildx.Folder.Root, names);
        });
}

using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Tests.Oci;

namespace GoDockTasks.Core.Tests.Diagnostics.Examples;

/// <summary>41xx.</summary>
internal static class ImageExamples
{
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
            return Task.FromResult(Printed.Of("GDT4101", [found], layout.Root, (layout.Root, "obj/Release/net10.0/godock/images/orders")));
        }),
    ];
}

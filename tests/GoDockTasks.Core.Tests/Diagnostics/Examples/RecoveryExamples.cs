using GoDockTasks.Core.Tests.Recovery;

namespace GoDockTasks.Core.Tests.Diagnostics.Examples;

/// <summary>50xx.</summary>
internal static class RecoveryExamples
{
    private static readonly (string, string)[] Names =
    [
        ("example.com/m00", "example.com/shop/money"),
        ("module/go.sum", "sidecars/orders/go.sum"),
        ("v1.0.0", "v1.2.0"),
        ("m.go", "money.go"),
    ];

    public static IEnumerable<DiagnosticExample> All => [Of("GDT5010", Cut), Of("GDT5011", folder =>
            {
                Cut(folder);
                return Core.Files.FileHandles.TryLock(folder.Beside("lock"));
            }), Of("GDT5012", folder =>
            {
                folder.Replace(("go.mod", "module example.com/m00\n"));
                return null;
            }), Of("GDT5013", folder =>
            {
                folder.Edit("m.go", "package m00\n");
                folder.Edit("debug.go", "package m00\n");
                return null;
            }), new("GDT5014", async () =>
            {
                await using var folder = await RecoveredFolder.CreateAsync();
                await folder.MustAsync("mod", "vendor");
                folder.Write("module/vendor/example.com/m00/m.go", "package m00\n");
                return Printed.Of(
                    "GDT5014",
                    (await folder.RecoverAsync()).Diagnostics,
                    folder.Root,
                    [.. Names, ("module/vendor", "sidecars/orders/vendor"), ("module'", "sidecars/orders'")]
                );
            }), new("GDT5015", async () =>
            {
                await using var folder = await RecoveredFolder.CreateAsync();
                // What requires it is indexed, too, where its files are older than two seconds.
                await folder.DamageBuildCacheAsync(content =>
                    content.AsSpan().StartsWith("go index"u8)
                    && content.AsSpan().IndexOf("m00"u8) >= 0
                    && content.AsSpan().IndexOf("main.go"u8) < 0
                );
                return Printed.Of("GDT5015", (await folder.RecoverAsync()).Diagnostics, folder.Root);
            }), Of("GDT5016", folder =>
            {
                Cut(folder);
                var versions = Path.GetDirectoryName(folder.Beside("zip"))!;
                Directory.Move(versions, folder.Path("elsewhere"));
                Directory.CreateSymbolicLink(versions, folder.Path("elsewhere"));
                return null;
            })];

    private static IDisposable? Cut(RecoveredFolder folder)
    {
        File.WriteAllText(folder.Beside("zip"), "PK");
        return null;
    }

    /// <param name="damage">What is disposed of when all is over.</param>
    private static DiagnosticExample Of(string code, Func<RecoveredFolder, IDisposable?> damage) =>
        new(code, async () =>
        {
            await using var folder = await RecoveredFolder.CreateAsync();
            using var held = damage(folder);
            return Printed.Of(code, (await folder.RecoverAsync()).Diagnostics, folder.Root, Names);
        });
}

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>What all tests of a run share: the package, packed once, and a folder that ends with the run.</summary>
[TestClass]
public static class TestSession
{
    /// <summary>For what may be shared between tests. Everybody may read it: some builds run as another user.</summary>
    internal static string Folder { get; private set; } = "";

    internal static CompilerServer Compiler { get; private set; } = null!;

    internal static TestPackage Package { get; private set; } = null!;

    [AssemblyInitialize]
    public static async Task PackAsync(TestContext context)
    {
        Folder = Path.Combine(Path.GetTempPath(), $"godock-package-tests-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Folder);
        Compiler = await CompilerServer.StartAsync(Folder, context.CancellationToken);
        Package = await TestPackage.PackAsync(Folder, context.CancellationToken);
    }

    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        await Compiler.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

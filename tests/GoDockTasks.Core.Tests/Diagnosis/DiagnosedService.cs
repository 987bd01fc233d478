using System.Collections.Immutable;
using GoDockTasks.Core.Diagnosis;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tests.Tidy;

namespace GoDockTasks.Core.Tests.Diagnosis;

/// <summary>Diagnoses sidecars, each the module in the folder of its name.</summary>
internal static class DiagnosedService
{
    /// <summary>The one in the folder `orders`.</summary>
    public static async Task<DiagnosedModule> DiagnoseAsync(CheckedFolder folder) =>
        (await DiagnoseAsync(folder, ["orders"])).Single();

    /// <summary>Several.</summary>
    public static async Task<ImmutableArray<DiagnosedModule>> DiagnoseAsync(
        CheckedFolder folder,
        ImmutableArray<string> names
    ) => await RunAsync(folder, [.. names.Select(name => Sidecar(folder, name))], reproductions: null);

    /// <summary>The one in the folder `orders`, with its reproduction.</summary>
    /// <param name="path">Folders of programs beside Go's; none has docker else.</param>
    /// <param name="parent">The folder of reproductions.</param>
    public static async Task<DiagnosedModule> ReproduceAsync(
        CheckedFolder folder,
        string path = "",
        string user = "65532",
        string parent = "reproductions"
    )
    {
        folder.Environment["PATH"] = Path.Combine(folder.Go.Root, "bin") + Path.PathSeparator + path;
        var modules = await RunAsync(
            folder,
            [Sidecar(folder, "orders") with { User = user }],
            folder.Folder.Path(parent)
        );
        return modules.Single();
    }

    private static Sidecar Sidecar(CheckedFolder folder, string name) =>
        new(
            name,
            folder.Folder.Path(name),
            null,
            new(name, new Dictionary<string, string>(), "", folder.Request.ProjectFile)
        );

    private static Task<ImmutableArray<DiagnosedModule>> RunAsync(
        CheckedFolder folder,
        ImmutableArray<Sidecar> sidecars,
        string? reproductions
    ) =>
        new ModuleDiagnosis(folder, TimeProvider.System).RunAsync(
            new(
                folder.Request with
                {
                    Environment = folder.Environment,
                    Sidecars = sidecars,
                },
                new()
                {
                    Sidecars = sidecars,
                    ProjectFile = folder.Request.ProjectFile,
                    Version = "1.0.0",
                    Go = folder.Request.Go,
                },
                new() { DockerfilePath = "" }
            )
            {
                ReproductionDirectory = reproductions,
            },
            CancellationToken.None
        );
}

using System.Collections.Concurrent;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>
/// What `dotnet restore` leaves in obj, made once for each kind of project and copied from then on: nothing in it that
/// a build reads depends on the project's folder.
/// </summary>
internal static class RestoredProject
{
    private const string Name = "Template";

    private static readonly ConcurrentDictionary<
        (bool IsMultiTargeted, bool HasPackage),
        Lazy<Task<string>>
    > Templates = new();

    /// <summary>Makes the project at <paramref name="path"/> one that can be built with --no-restore.</summary>
    public static async Task CopyToAsync(string path, DotnetProject project)
    {
        var template = await Templates
            .GetOrAdd((project.IsMultiTargeted, project.HasPackage), kind =>
                new(() => RestoreAsync(kind.IsMultiTargeted, kind.HasPackage))
            )
            .Value;
        var target = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(path)!, "obj")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(template, "obj")))
            File.Copy(
                file,
                Path.Combine(
                    target,
                    Path.GetFileName(file).Replace(Name + ".csproj", Path.GetFileName(path), StringComparison.Ordinal)
                )
            );
    }

    /// <summary>A nuget.config that adds the package's feed to the sources that the machine has.</summary>
    public static string NuGetConfig(string more = "") =>
        $"<configuration>\n  <packageSources>\n    {more}<add key=\"test\" "
        + $"value=\"{TestSession.Package.Feed}\" />\n  </packageSources>\n</configuration>\n";

    private static async Task<string> RestoreAsync(bool isMultiTargeted, bool hasPackage)
    {
        var folder = Path.Combine(TestSession.Folder, $"template-{isMultiTargeted}-{hasPackage}");
        Directory.CreateDirectory(folder);
        var project = Path.Combine(folder, Name + ".csproj");
        await File.WriteAllTextAsync(
            project,
            new DotnetProject { IsMultiTargeted = isMultiTargeted, HasPackage = hasPackage }.ToString()
        );
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), NuGetConfig("<clear />"));
        var environment = Sdk.Environment();
        environment["NUGET_PACKAGES"] = TestSession.Package.PackagesFolder;
        var restored = await Sdk.RunAsync(
            folder,
            environment,
            [Sdk.Executable, "restore", project, "-v:q"],
            CancellationToken.None
        );
        if (!restored.Succeeded)
            Assert.Fail($"dotnet restore failed:\n{restored.StandardOutput}{restored.StandardError}");
        return folder;
    }
}

using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GoDockTasks.Package.Tests;

/// <summary>What is in the package.</summary>
[TestClass]
public sealed partial class PackageTests
{
    private static readonly string[] Assemblies =
    [
        "CliWrap.dll",
        "DiffPlex.dll",
        "GoDockTasks.Core.dll",
        "GoDockTasks.dll",
        "NuGet.Versioning.dll",
        "Polly.Core.dll",
        "Scriban.Signed.dll",
        "YamlDotNet.dll",
    ];

    [TestMethod]
    public void It_depends_on_nothing_and_says_that_it_is_for_development()
    {
        using var package = ZipFile.OpenRead(TestSession.Package.Path);
        using var nuspec = package.GetEntry("GoDockTasks.nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();

        Assert.IsEmpty(metadata.Descendants().Where(element => element.Name.LocalName == "dependency"));
        Assert.AreEqual(
            "true",
            metadata.Elements().Single(element => element.Name.LocalName == "developmentDependency").Value
        );
        Assert.AreEqual("README.md", metadata.Elements().Single(element => element.Name.LocalName == "readme").Value);
    }

    [TestMethod]
    public void It_holds_the_tasks_with_what_they_need_and_reaches_nobody_who_only_references_its_user()
    {
        using var package = ZipFile.OpenRead(TestSession.Package.Path);
        var files = package.Entries.Select(entry => entry.FullName).ToArray();

        var folders = files
            .Where(file => file.StartsWith("tasks/", StringComparison.Ordinal))
            .ToLookup(file => file[..file.LastIndexOf('/')], file => Path.GetFileName(file));
        foreach (var folder in folders)
            Assert.AreSequenceEqual(Assemblies, folder.Order(StringComparer.Ordinal), folder.Key);
        Assert.AreSequenceEqual(
            TestPackage.IsRelease ? ["tasks/net10.0", "tasks/net10.0/linux-x64"] : ["tasks/net10.0"],
            folders.Select(folder => folder.Key).Order(StringComparer.Ordinal)
        );
        Assert.IsEmpty(
            files.Where(file =>
                file.StartsWith("buildTransitive/", StringComparison.Ordinal)
                || file.StartsWith("lib/", StringComparison.Ordinal)
            )
        );
        foreach (
            var file in new[]
            {
                "build/GoDockTasks.props",
                "build/GoDockTasks.targets",
                "buildMultiTargeting/GoDockTasks.props",
                "buildMultiTargeting/GoDockTasks.targets",
                "README.md",
                "icon.png",
                "docs/dockerfiles.md",
                "docs/fingerprint.md",
                "docs/troubleshooting.md",
                "docs/diagnosis.schema.json",
                "docs/gates.md",
                "docs/release-pipeline.md",
                "docs/gates.schema.json",
                "templates/Dockerfile.liquid",
            }
        )
            Assert.Contains(file, files);
    }

    [TestMethod]
    public void It_holds_the_page_of_each_code_where_help_links_lead()
    {
        using var package = ZipFile.OpenRead(TestSession.Package.Path);
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "diagnostics"));

        Assert.IsGreaterThan(100, pages.Length);
        foreach (var page in pages)
        {
            using var packed = new StreamReader(package.GetEntry("docs/diagnostics/" + Path.GetFileName(page))!.Open());
            Assert.AreEqual(File.ReadAllText(page), packed.ReadToEnd());
        }
    }

    [TestMethod]
    public async Task A_terminal_links_a_code_to_its_page_in_the_package()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Untidy);
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/orders"));
        var project = tree.Path("src/Shop/Shop.csproj");
        string[] command = [Sdk.Executable, "build", project, "-t:GoModTidyCheck", "-nr:false", "-tl:on"];

        var build = await Sdk.RunAsync(tree.Root, tree.Environment, [.. command], CancellationToken.None);

        var link = Hyperlink().Match(build.StandardOutput).Groups["target"].Value;
        Assert.EndsWith("/docs/diagnostics/GDT1001.md", link);
        Assert.IsTrue(File.Exists(new Uri(link).LocalPath), link);
    }

    [TestMethod]
    public void The_tasks_ask_for_the_oldest_MSBuild_that_can_load_them_and_have_the_packages_version()
    {
        using var package = ZipFile.OpenRead(TestSession.Package.Path);
        using var bytes = new MemoryStream();
        package.GetEntry("tasks/net10.0/GoDockTasks.dll")!.Open().CopyTo(bytes);
        bytes.Position = 0;
        using var assembly = new PEReader(bytes);
        var metadata = assembly.GetMetadataReader();

        var references = metadata
            .AssemblyReferences.Select(metadata.GetAssemblyReference)
            .ToDictionary(reference => metadata.GetString(reference.Name), reference => reference.Version);

        // The assembly version of MSBuild is 15.1 in all its releases; the runtime is what counts.
        Assert.AreEqual(new Version(15, 1, 0, 0), references["Microsoft.Build.Framework"]);
        Assert.AreEqual(new Version(10, 0, 0, 0), references["System.Runtime"]);

        // A build node that lives on keeps an assembly of the same version in memory.
        Assert.AreEqual(
            new Version(TestSession.Package.Version.Split('-')[0] + ".0"),
            metadata.GetAssemblyDefinition().Version
        );
    }

    [TestMethod]
    public async Task It_restores_from_its_own_feed_alone()
    {
        using var tree = new SourceTree();
        tree.Environment["NUGET_PACKAGES"] = tree.Beside("packages");
        tree.Add("sidecars/orders", GoModule.Tidy);
        tree.Write("nuget.config", RestoredProject.NuGetConfig("<clear />"));
        tree.Write("src/Shop/Shop.csproj", new DotnetProject("../../sidecars/orders").ToString());

        var build = (await tree.RunAsync(["build", tree.Path("src/Shop/Shop.csproj")])).ShouldSucceed();

        Assert.IsEmpty(build.Found);
        Assert.AreEqual(1, build.Checks);
        Assert.AreSequenceEqual(
            ["godocktasks"],
            Directory.GetDirectories(tree.Beside("packages")).Select(Path.GetFileName)
        );
    }

    [TestMethod]
    public async Task It_reaches_nobody_who_only_references_its_user()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Untidy);
        tree.Write("nuget.config", RestoredProject.NuGetConfig("<clear />"));
        tree.Write("src/Shop/Shop.csproj", new DotnetProject().ToString());
        tree.Write(
            "src/App/App.csproj",
            new DotnetProject("../../sidecars/orders")
            {
                HasPackage = false,
                Xml = "  <ItemGroup><ProjectReference Include=\"../Shop/Shop.csproj\" /></ItemGroup>",
            }.ToString()
        );

        var build = (await tree.RunAsync(["build", tree.Path("src/App/App.csproj")])).ShouldSucceed();

        Assert.IsEmpty(build.Found);
        Assert.AreEqual(0, build.Checks);
    }

    // OSC 8, as terminals read it.
    [GeneratedRegex(@"\x1b\]8;;(?<target>file:[^\x1b]+)\x1b\\GDT")]
    private static partial Regex Hyperlink();
}

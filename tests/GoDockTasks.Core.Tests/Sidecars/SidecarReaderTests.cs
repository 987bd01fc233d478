using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Tests.Sidecars;

[TestClass]
public sealed partial class SidecarReaderTests
{
    [TestMethod]
    [DataRow("svc/orders")]
    [DataRow("svc/orders/")]
    [DataRow("svc/orders/go.mod")]
    [DataRow("./svc/../svc/orders")]
    public void A_module_is_named_by_its_folder_or_its_go_mod(string include)
    {
        using var folder = Module("svc/orders");

        var list = Read(folder, Item(include));

        Assert.IsEmpty(list.Diagnostics);
        Assert.AreEqual(folder.Path("svc/orders"), list.Sidecars.Single().ModuleDirectory);
        Assert.AreEqual("orders", list.Sidecars.Single().Name);
    }

    [TestMethod]
    [DataRow("vendor/example.com/a/")]
    [DataRow("x/testdata/")]
    [DataRow("web/node_modules/y/")]
    [DataRow("bin/")]
    [DataRow("obj\\Debug\\")]
    public void What_a_glob_finds_in_folders_of_others_is_left_out(string recursiveDirectory)
    {
        using var folder = Module("svc");

        var list = SidecarReader.Read([new("svc/go.mod", NoMetadata, recursiveDirectory, null)], folder.Root);

        Assert.IsEmpty(list.Sidecars);
        Assert.IsEmpty(list.Diagnostics);
    }

    [TestMethod]
    public void A_folder_that_a_glob_found_elsewhere_stays()
    {
        using var folder = Module("binary/vendors");

        var list = SidecarReader.Read([new("binary/vendors/go.mod", NoMetadata, "binary/vendors/", null)], folder.Root);

        Assert.HasCount(1, list.Sidecars);
    }

    [TestMethod]
    public void Of_items_with_the_same_value_each_is_found_at_its_own_element()
    {
        using var folder = Module("svc");
        var project = folder.Write(
            "app.csproj",
            """
            <Project>
              <ItemGroup>
                <GoSidecar Include="svc" />
                <GoSidecar Include="svc" Main="./cmd/typo" />
                <GoSidecar Include="svc" />
              </ItemGroup>
            </Project>
            """
        );

        var list = Read(
            folder,
            Item("svc", project),
            Item("svc", project, ("Main", "./cmd/typo")),
            Item("svc", project)
        );

        AssertIs("GDT0003", list.Diagnostics[0], project, 4, 30);
        AssertIs("GDT0006", list.Diagnostics[1], project, 5, 6);
    }

    [TestMethod]
    [DataRow("missing", 4, 5)]
    [DataRow("missing/go.mod", 5, 5)]
    [DataRow("file.txt", 6, 5)]
    [DataRow("empty", 7, 5)]
    [DataRow(" ", 8, 5)]
    public void What_is_no_module_is_said_at_the_item(string include, int line, int column)
    {
        using var folder = new TemporaryFolder();
        folder.Write("file.txt", "");
        Directory.CreateDirectory(folder.Path("empty"));
        var project = folder.Write(
            "app.csproj",
            """
            <Project>
              <ItemGroup>
                <!-- <GoSidecar Include="missing" /> -->
                <GoSidecar Include="missing" />
                <GoSidecar Include="missing\go.mod" />
                <GoSidecar Include="file.txt" />
                <GoSidecar Include="empty" />
                <GoSidecar Include="%20" />
              </ItemGroup>
            </Project>
            """
        );

        var list = Read(folder, Item(include, project: project));

        Assert.IsEmpty(list.Sidecars);
        AssertIs("GDT0004", list.Diagnostics.Single(), project, line, column + 1);
    }

    [TestMethod]
    public void A_misspelt_metadatum_is_said_at_its_attribute()
    {
        using var folder = Module("svc");
        var project = folder.Write(
            "app.csproj",
            """
            <Project>
              <ItemGroup>
                <GoSidecar Include="svc"
                           Mian="./cmd" />
              </ItemGroup>
            </Project>
            """
        );

        var list = Read(folder, Item("svc", project: project, ("Mian", "./cmd")));

        Assert.IsEmpty(list.Sidecars);
        AssertIs("GDT0003", list.Diagnostics.Single(), project, 4, 16);
    }

    [TestMethod]
    public void A_bad_value_is_said_at_its_element()
    {
        using var folder = Module("svc");
        var project = folder.Write(
            "app.csproj",
            """
            <Project>
              <ItemGroup>
                <GoSidecar Include="svc">
                  <Name>svc</Name>
                  <Build>perhaps</Build>
                </GoSidecar>
              </ItemGroup>
            </Project>
            """
        );

        var list = Read(folder, Item("svc", project: project, ("Name", "svc"), ("Build", "perhaps")));

        AssertIs("GDT0003", list.Diagnostics.Single(), project, 5, 8);
    }

    [TestMethod]
    public void The_same_module_twice_needs_different_mains()
    {
        using var folder = Module("svc");
        Directory.CreateDirectory(folder.Path("svc/cmd/a"));
        var project = folder.Write(
            "app.csproj",
            """
            <Project>
              <ItemGroup>
                <GoSidecar Include="svc" Main="./cmd/a" />
                <GoSidecar Include="svc" />
                <GoSidecar Include="svc/go.mod" />
              </ItemGroup>
            </Project>
            """
        );

        var list = Read(
            folder,
            Item("svc", project, ("Main", "./cmd/a")),
            Item("svc", project),
            Item("svc/go.mod", project)
        );

        Assert.HasCount(2, list.Sidecars);
        AssertIs("GDT0006", list.Diagnostics.Single(), project, 5, 6);
    }

    [TestMethod]
    public void An_item_of_a_glob_is_said_at_the_glob()
    {
        using var folder = Module("svc/a");
        var project = folder.Write(
            "app.csproj",
            """
            <Project>
              <ItemGroup>
                <GoSidecar Include="other" />
                <GoSidecar Include="svc/**/go.mod" Port="80" />
              </ItemGroup>
            </Project>
            """
        );

        var list = Read(folder, Item("svc/a/go.mod", project, ("Port", "80")));

        AssertIs("GDT0003", list.Diagnostics.Single(), project, 4, 40);
    }

    [TestMethod]
    [DataRow("svc/a", 3)]
    [DataRow("other", 4)]
    [DataRow("listed", 5)]
    [DataRow("es caped", 6)]
    [DataRow("from/a/property", 7)]
    public void An_item_is_said_at_the_element_that_gives_it(string include, int line)
    {
        using var folder = new TemporaryFolder();
        var project = folder.Write(
            "app.csproj",
            """
            <!DOCTYPE Project>
            <Project><ItemGroup>
              <GoSidecar Include="svc/a" />
              <GoSidecar Include="other;more" />
              <GoSidecar Include=" listed ; more" />
              <GoSidecar Include="es%20caped" />
              <GoSidecar Include="$(Folder)" />
              <GoSidecar Include="a/**/go.mod" />
            </ItemGroup></Project>
            """
        );

        AssertIs("GDT0004", Read(folder, Item(include, project)).Diagnostics.Single(), project, line, 4);
    }

    [TestMethod]
    public void An_element_that_names_a_module_twice_is_said_for_both()
    {
        using var folder = Module("svc");
        var project = folder.Write(
            "app.csproj",
            "<Project><ItemGroup><GoSidecar Include=\"svc;svc\"><build>true</build></GoSidecar></ItemGroup></Project>"
        );

        AssertIs(
            "GDT0006",
            Read(folder, Item("svc", project), Item("svc", project)).Diagnostics.Single(),
            project,
            1,
            22
        );
        AssertIs(
            "GDT0003",
            Read(folder, Item("svc", project, ("Build", "perhaps"))).Diagnostics.Single(),
            project,
            1,
            51
        );
    }

    [TestMethod]
    public void A_folder_may_be_called_go_mod_and_no_path_has_a_NUL()
    {
        using var folder = Module("odd/go.mod");

        Assert.AreEqual(folder.Path("odd/go.mod"), Read(folder, Item("odd/go.mod")).Sidecars.Single().ModuleDirectory);
        Assert.AreEqual("GDT0004", Read(folder, Item("a\0b")).Diagnostics.Single().Code);
    }

    [TestMethod]
    public void A_project_file_that_is_no_xml_is_named_as_a_whole()
    {
        using var folder = new TemporaryFolder();
        var project = folder.Write("app.csproj", "<Project");

        var list = Read(folder, Item("missing", project));

        AssertIs("GDT0004", list.Diagnostics.Single(), project, 0, 0);
    }

    private static readonly Dictionary<string, string> NoMetadata = [];

    private static TemporaryFolder Module(string directory)
    {
        var folder = new TemporaryFolder();
        folder.Write(directory + "/go.mod", "module example.com/m\n");
        return folder;
    }

    private static SidecarItem Item(
        string include,
        string? project = null,
        params (string Name, string Value)[] metadata
    ) =>
        new(
            include,
            metadata.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase),
            "",
            project
        );

    private static SidecarList Read(TemporaryFolder folder, params SidecarItem[] items) =>
        SidecarReader.Read(items, folder.Root);

    private static void AssertIs(string code, Diagnostic diagnostic, string file, int line, int column) =>
        Assert.AreEqual((code, new SourceLocation(file, line, column)), (diagnostic.Code, diagnostic.Location));
}

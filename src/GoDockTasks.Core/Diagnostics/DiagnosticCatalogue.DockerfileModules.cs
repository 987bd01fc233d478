namespace GoDockTasks.Core.Diagnostics;

/// <summary>21xx: the Go module in Dockerfiles, from go commands to what is in the image.</summary>
public static partial class DiagnosticCatalogue
{
    // 2101 to 2107: go commands in Dockerfiles, and the module that they need.
    public static readonly DiagnosticDescriptor ImageOlderThanModule = new(
        "GDT2101",
        "The golang image is older than the module asks for",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor GoSumNotInImage = new(
        "GDT2102",
        "go.sum is not in the image when it is needed",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor TidyBeforeSource = new(
        "GDT2103",
        "go mod tidy runs before the source is there",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor TidyInImage = new(
        "GDT2104",
        "An image build changes go.mod",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor NoGoModInImage = new(
        "GDT2105",
        "A go command runs where no go.mod is",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor RefusedFolder = new(
        "GDT2106",
        "The module lies in a folder of the image where go does not accept one",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor CopySourceMissing = new(
        "GDT2107",
        "A source of COPY is not in the build context",
        DiagnosticSeverity.Error
    );

    // 2109 to 2119: what of a module has to be in an image, and how go is told to use it.
    public static readonly DiagnosticDescriptor ReplacementNotInImage = new(
        "GDT2109",
        "A folder that replaces a module is not in the image",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor WorkspaceIncomplete = new(
        "GDT2110",
        "go.work is in the image without all of its modules",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor EmbeddedFilesNotInImage = new(
        "GDT2111",
        "Embedded files are not in the image",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor VendorNotInImage = new(
        "GDT2112",
        "The vendor folder is not in the image",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor PrivateModule = new(
        "GDT2113",
        "An image is not prepared for private modules",
        DiagnosticSeverity.Warning
    )
    {
        StopsImageBuild = true,
    };

    public static readonly DiagnosticDescriptor ProxyNotInImage = new(
        "GDT2114",
        "A module proxy is configured and an image does not use it",
        DiagnosticSeverity.Warning
    )
    {
        StopsImageBuild = true,
    };

    public static readonly DiagnosticDescriptor GitMissingInImage = new(
        "GDT2115",
        "A module is fetched from its repository and an image has no git",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor CgoUnavailable = new(
        "GDT2116",
        "cgo is needed and can not work in an image",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor GoSettingRefused = new(
        "GDT2117",
        "A setting in an image keeps go from working",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor VcsStamped = new(
        "GDT2118",
        ".git is copied into an image and go asks git for the commit",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor PackageNotInImage = new(
        "GDT2119",
        "A package to build is not in the image",
        DiagnosticSeverity.Error
    );

    // 2120 to 2131: what is in a stage's image when something takes, compiles or starts it.
    public static readonly DiagnosticDescriptor ImportedPackageMissing = new(
        "GDT2120",
        "An imported package is not in the image",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor UnknownStage = new(
        "GDT2121",
        "A stage is named that is not there",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor CopiedPathMissing = new(
        "GDT2122",
        "A path is copied that the stage does not have",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ProgramOfRunMissing = new(
        "GDT2123",
        "RUN needs a program that is not in the image",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor UndeclaredArgument = new(
        "GDT2124",
        "A stage uses an argument that it does not declare",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor OutputRefused = new(
        "GDT2125",
        "go build can not write the program that it is asked for",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor VendorBeforeSource = new(
        "GDT2126",
        "go mod vendor runs before the source is there",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor LostFailure = new(
        "GDT2127",
        "The failure of a go command is lost",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor FloatingTool = new(
        "GDT2128",
        "A tool is installed without a version",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor UndefinedInFrom = new(
        "GDT2129",
        "FROM uses an argument that is not declared",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor RepeatedStage = new(
        "GDT2130",
        "Two stages have one name",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor OwnVariable = new(
        "GDT2131",
        "ENV uses a variable that it sets itself",
        DiagnosticSeverity.Warning
    );
}

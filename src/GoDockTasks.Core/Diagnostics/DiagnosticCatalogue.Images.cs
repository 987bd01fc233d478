namespace GoDockTasks.Core.Diagnostics;

/// <summary>40xx: images and gates.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor ImageLookup = new(
        "GDT4001",
        "An image could not be looked up",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor LockFileDoesNotParse = new(
        "GDT4002",
        "The lock file of base images does not parse",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor TraceUnreadable = new(
        "GDT4070",
        "An image that is to be traced back can't be read",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor TraceWithoutProgram = new(
        "GDT4071",
        "An image's program doesn't say how it was built",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor TraceDiffers = new(
        "GDT4072",
        "An image isn't built from the working tree",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor TraceNotAsSigned = new(
        "GDT4073",
        "An image's program isn't what was signed",
        DiagnosticSeverity.Error
    )
    {
        IsConfigurable = false,
    };

    public static readonly DiagnosticDescriptor TraceNotSigned = new(
        "GDT4074",
        "Nobody who is trusted says anything of an image's program",
        DiagnosticSeverity.Error
    )
    {
        IsConfigurable = false,
    };

    public static readonly DiagnosticDescriptor TraceWithoutCommit = new(
        "GDT4075",
        "An image doesn't say which commit it was built from",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor ImageLayoutUnreadable = new(
        "GDT4101",
        "An image's layout could not be read",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor BuilderUnknown = new(
        "GDT4102",
        "There is no builder of that name",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor BuilderIsContext = new(
        "GDT4103",
        "The builder is a docker context",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor BuilderNodeUnreachable = new(
        "GDT4104",
        "A node of the builder can't be reached",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor BuilderWithoutLayouts = new(
        "GDT4105",
        "The builder can't write images into folders",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor DockerMissing = new(
        "GDT4106",
        "There is no docker with buildx",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor BuilderNodeLost = new(
        "GDT4107",
        "A node of the builder went away while it was building",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ImageFileUnreadable = new(
        "GDT4108",
        "A file could not be taken out of an image",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor DockerfileMissing = new(
        "GDT4109",
        "A sidecar whose image is to be built has no Dockerfile",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ImageSettingUnknown = new(
        "GDT4110",
        "A setting of image builds is not understood",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ImageBuildTooLong = new(
        "GDT4111",
        "The build of images took too long",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor SdkImageFailed = new(
        "GDT4112",
        "The .NET SDK could not build an image",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor SdkCannotBuild = new(
        "GDT4113",
        "The .NET SDK can't build such an image",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor SdkBaseMissing = new(
        "GDT4114",
        "There is no image for the platform that the .NET SDK could build on",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor SdkImageTimes = new(
        "GDT4115",
        "Images that the .NET SDK built say when that was",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor SdkImageDiffers = new(
        "GDT4116",
        "Images that the .NET SDK built aren't those of the Dockerfiles",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor SdkBaseForeign = new(
        "GDT4117",
        "The .NET SDK built on another image than the one that was named",
        DiagnosticSeverity.Error
    );

    // 404x and 405x: pushing images.
    public static readonly DiagnosticDescriptor RegistryUnreachable = new(
        "GDT4040",
        "A registry can't be reached",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor RegistryCredentials = new(
        "GDT4041",
        "A registry doesn't accept the user",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor RegistryFailed = new(
        "GDT4042",
        "A registry failed",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor RegistryRefused = new(
        "GDT4043",
        "A registry refuses what is pushed",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NotWhatWasGated = new(
        "GDT4044",
        "The image isn't the one that passed the gates",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NothingPushed = new(
        "GDT4045",
        "Nothing was pushed",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NotListed = new(
        "GDT4046",
        "An attachment isn't listed",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ImageNameUnusable = new(
        "GDT4047",
        "An image's name can't be pushed to",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor TagsMoved = new(
        "GDT4048",
        "Some tags were moved",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NotificationFailed = new(
        "GDT4050",
        "The notification failed",
        DiagnosticSeverity.Warning
    );
}

namespace GoDockTasks.Core.Diagnostics;

/// <summary>200x and 201x: Dockerfiles as files, and the images that they start from.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor GeneratedFileOutOfDate = new(
        "GDT2001",
        "A generated file is out of date",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor DockerfileDoesNotParse = new(
        "GDT2002",
        "A Dockerfile does not parse",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor TemplateWrong = new(
        "GDT2003",
        "The Dockerfile template is wrong",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor HandWrittenFile = new(
        "GDT2004",
        "A file is hand-written and left alone",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor BadIgnoreComment = new(
        "GDT2005",
        "A godock:ignore comment silences nothing",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor ContextElsewhere = new(
        "GDT2006",
        "A Dockerfile is built with a folder that nothing names",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor BaseFloats = new(
        "GDT2011",
        "A base image has no tag, or latest",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor BaseWithoutDigest = new(
        "GDT2012",
        "A base image has no digest",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor GoVersionOfImage = new(
        "GDT2013",
        "The golang image is not of one Go version, or not of the agreed one",
        DiagnosticSeverity.Message
    );
}

using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Generation;

namespace GoDockTasks.Core.Tests.Dockerfiles.Generation;

/// <summary>What was made, for a test to look at.</summary>
internal sealed record Generated(string Root, GeneratedFiles Files)
{
    /// <summary>The only Dockerfile.</summary>
    public string Dockerfile => Text(GeneratedFileKind.Dockerfile);

    /// <summary>Its lines.</summary>
    public string[] Lines => Dockerfile.Split('\n');

    public string BakeFile => Text(GeneratedFileKind.BakeFile);

    public IgnoreFile Ignore => IgnoreFile.Parse(Text(GeneratedFileKind.IgnoreFile));

    /// <summary>Code, and file and line relative to the tree: <c>GDT0005 app/app.csproj:1</c>.</summary>
    public string[] Found =>
        [
            .. Files.Diagnostics.Select(diagnostic =>
                $"{diagnostic.Code} {(diagnostic.Location.File is { } file ? Path.GetRelativePath(Root, file) : "")}:{diagnostic.Location.Line}"
            ),
        ];

    /// <summary>Paths relative to the tree.</summary>
    public string[] Paths => [.. Files.Files.Select(file => Path.GetRelativePath(Root, file.Path).Replace('\\', '/'))];

    /// <summary>The lines that start with a word.</summary>
    public string[] All(string instruction) =>
        [.. Lines.Where(line => line.StartsWith(instruction + " ", StringComparison.Ordinal))];

    /// <summary>Of paths in the context, those that are sent.</summary>
    public string[] Sent(params string[] paths) => [.. paths.Where(path => !Ignore.Excludes(path))];

    public string Text(GeneratedFileKind kind)
    {
        if (Files.Files.All(file => file.Kind != kind))
            Assert.Fail(
                string.Join(
                    '\n',
                    Files.Diagnostics.Select(diagnostic =>
                        $"{diagnostic.Code} {diagnostic.Location}: {diagnostic.Message}"
                    )
                )
            );
        return Files.Files.Single(file => file.Kind == kind).Text;
    }
}

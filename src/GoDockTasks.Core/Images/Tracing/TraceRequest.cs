using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Registries;

namespace GoDockTasks.Core.Images.Tracing;

/// <summary>Which image, archive or program is to be traced back, and what it is compared with.</summary>
/// <param name="Image">Absolute path of an OCI image layout, of an archive of an image, or of a Go program.</param>
public sealed record TraceRequest(string Image)
{
    /// <summary>Absolute path of a folder for temporary files.</summary>
    public required string TemporaryDirectory { get; init; }

    /// <summary>The working tree's inputs; null where there is none.</summary>
    public FingerprintCollector? Tree { get; init; }

    /// <summary>Whom statements are believed.</summary>
    public ImmutableArray<TrustedKey> Keys { get; init; } = [];

    /// <summary>Each program must be what a signed statement says, also where no key could be read.</summary>
    public bool AsksForSignature { get; init; }

    /// <summary>Signed statements: files, folders and patterns, separated by `;`.</summary>
    public string? Fingerprints { get; init; }

    /// <summary>The image in a registry that is meant where nothing is at the path; null for none.</summary>
    public ImageReference? Reference { get; init; }

    /// <summary>Nothing is at the path, and the image has a registry.</summary>
    internal bool IsInRegistry => Reference is not null && !Path.Exists(Image);

    /// <summary>As people know it.</summary>
    internal string Name => IsInRegistry ? Reference!.ToString() : Image;

    /// <summary>For that registry.</summary>
    public RegistryCredentials? Credentials { get; init; }

    /// <summary>How long one request to it may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Absolute path of the project; the list counts from its folder.</summary>
    public required string ProjectFile { get; init; }
}

/// <summary>What an image, an archive or a program tells of its build.</summary>
/// <param name="Programs">One for each platform of an image.</param>
/// <param name="Diagnostics">
/// GDT4034, GDT4035, GDT4070 to GDT4075, and GDT4101 and GDT4108 for what can't be read.
/// </param>
public sealed record ImageTrace(
    string Name,
    string? Digest,
    ImmutableArray<TracedProgram> Programs,
    ImmutableArray<Diagnostic> Diagnostics
)
{
    /// <summary>What is known of all of it, as of a program.</summary>
    public ImmutableArray<(string Name, string Value)> Facts { get; init; } = [];

    /// <summary>For people: a line a fact.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            yield return Printable.Line(Digest is null ? Name : $"{Name} is {Digest}");
            foreach (var (name, value) in Facts)
                yield return Printable.Line($"  {name}: {value}");
            foreach (var program in Programs)
            {
                yield return Printable.Line($"  {program.Platform}");
                foreach (var (name, value) in program.Facts)
                    yield return Printable.Line($"    {name}: {value}");
            }
        }
    }
}

/// <summary>What is known of one program.</summary>
/// <param name="Platform">As <c>linux/amd64</c>.</param>
/// <param name="Facts">Names and values, in the order in which they are shown; a name may come several times.</param>
public sealed record TracedProgram(string Platform, ImmutableArray<(string Name, string Value)> Facts);

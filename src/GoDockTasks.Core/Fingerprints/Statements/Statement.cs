using System.Collections.Immutable;
using System.Text.Json;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>An in-toto Statement v1, such as a SLSA provenance v1, as somebody else's file has it.</summary>
internal sealed record Statement(
    string PredicateType,
    ImmutableArray<Subject> Subjects,
    string BuildType,
    JsonElement BuildDefinition,
    string BuilderId
)
{
    public const string Type = "https://in-toto.io/Statement/v1";

    public const string SlsaProvenance = "https://slsa.dev/provenance/v1";

    /// <summary>github.com/in-toto/attestation, spec/predicates/test-result.md.</summary>
    public const string TestResult = "https://in-toto.io/attestation/test-result/v0.1";

    /// <summary>slsa.dev/spec/v1.1/verification_summary.</summary>
    public const string VerificationSummary = "https://slsa.dev/verification_summary/v1";

    /// <summary>
    /// What docs/fingerprint.md defines, version 1. A UUID belongs to nobody's host: nobody can lose it, take it over
    /// or redefine what stands there.
    /// </summary>
    public const string GoBuild = "urn:uuid:c3a3f4f2-5c0b-4d53-9a57-6d1f3b0e7a41#godock-go-build-v1";

    /// <summary>Who built, where the user doesn't say: some machine that nobody vouches for.</summary>
    public const string LocalBuilder = "urn:uuid:c3a3f4f2-5c0b-4d53-9a57-6d1f3b0e7a41#local";

    /// <summary>What it says of its subjects, whatever its type.</summary>
    public JsonElement Predicate { get; init; }

    /// <summary>
    /// The hash of the inputs: what two builds of the same have in common, and what is known before either.
    /// </summary>
    public string InputsDigest => StatementWriter.Digest(BuildDefinition);

    /// <summary>Reads a payload, after its signature has been found to hold.</summary>
    /// <returns>The statement, or what is wrong.</returns>
    public static (Statement? Statement, string? Problem) Read(ReadOnlyMemory<byte> utf8)
    {
        if (StrictJson.Read(utf8, out var root) is { } problem)
            return (null, $"the statement can't be read: {problem}");
        if (StrictJson.Text(root, "_type") != Type)
            return (null, "it is no in-toto statement of version 1");
        var subjects = ImmutableArray.CreateBuilder<Subject>();
        foreach (var entry in StrictJson.List(root, "subject"))
        {
            if (
                StrictJson.Text(StrictJson.Member(entry, "digest"), "sha256") is not { } sha256
                || !IsSha256(sha256)
                || StrictJson.Text(entry, "name") is not { } name
                || !(IsFileName(name) || IsImageName(name))
            )
                return (null, "one of its subjects has no sha256, or no name that a file or an image can have");
            if (subjects.Any(subject => subject.Name == name))
                return (null, "two of its subjects have the same name");
            subjects.Add(new(name, sha256));
        }

        var predicate = StrictJson.Member(root, "predicate");
        var definition = StrictJson.Member(predicate, "buildDefinition");
        var builder = StrictJson.Text(StrictJson.Member(StrictJson.Member(predicate, "runDetails"), "builder"), "id");
        if (subjects.Count == 0)
            return (null, "the statement has no subject: it is about nothing");
        return (
            new(
                StrictJson.Text(root, "predicateType") ?? "",
                subjects.ToImmutable(),
                StrictJson.Text(definition, "buildType") ?? "",
                definition,
                builder ?? ""
            )
            {
                Predicate = predicate,
            },
            null
        );
    }

    private static bool IsSha256(string digits) => digits.Length == 64 && digits.All(char.IsAsciiHexDigitLower);

    private static bool IsImageName(string name) =>
        name.Length <= 400
        && name.Contains('/', StringComparison.Ordinal)
        && Subject.RepositoryOf(name) is { Length: <= 255 } repository
        && ImageReference.TryParse(repository) is { Tag: null, Digest: null } image
        && image.Repository == repository;

    private static bool IsFileName(string name) =>
        name.Length is > 0 and <= 255
        && name is not ("." or "..")
        && !name.AsSpan().ContainsAny('/', '\\', '\0')
        && !name.Any(char.IsControl);
}

/// <summary>A file or an image that a statement is about.</summary>
/// <param name="Name">
/// The file's name, without folders, or the image's in full, without tag and digest, which always has a <c>/</c>; of
/// one platform's image in an index as <see cref="OfPlatform"/> has it.
/// </param>
/// <param name="Sha256">Of the file, or of the image's manifest, as 64 lower-case hexadecimal digits.</param>
public sealed record Subject(string Name, string Sha256)
{
    private const string PackageUrl = "pkg:docker/";
    private const string Platform = "?platform=";

    /// <summary>It is an image.</summary>
    public bool IsImage => Name.Contains('/', StringComparison.Ordinal);

    /// <summary>
    /// What an image for one platform is called where the index of all has the repository's own name: a package URL, as
    /// in BuildKit's provenance.
    /// </summary>
    /// <param name="platform">Such as <c>linux/amd64</c>.</param>
    public static string OfPlatform(string repository, string platform) =>
        $"{PackageUrl}{repository}{Platform}{Uri.EscapeDataString(platform)}";

    /// <summary>The name of the image's repository, or of what isn't in that form itself.</summary>
    internal static string RepositoryOf(string name)
    {
        var end = name.IndexOf(Platform, StringComparison.Ordinal);
        return
            name.StartsWith(PackageUrl, StringComparison.Ordinal)
            && end > 0
            && IsPlatform(name[(end + Platform.Length)..])
            ? name[PackageUrl.Length..end]
            : name;
    }

    private static bool IsPlatform(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '%' or '.' or '_' or '-');
}

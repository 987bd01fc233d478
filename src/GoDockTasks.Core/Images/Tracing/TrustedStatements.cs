using System.Collections.Immutable;
using System.Text.Json;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Images.Tracing;

/// <summary>What bundles say, as far as a trusted key signed them. Of the others nothing is read.</summary>
internal sealed class TrustedStatements
{
    // In the order of the bundles.
    private readonly ImmutableArray<TrustedStatement> signed;

    // Bundles that don't count.
    private readonly ImmutableArray<(string Source, string Why)> others;

    private TrustedStatements(
        ImmutableArray<TrustedStatement> signed,
        ImmutableArray<(string Source, string Why)> others
    )
    {
        this.signed = signed;
        this.others = others;
    }

    public static TrustedStatements Read(IEnumerable<SignedBundle> bundles, ImmutableArray<TrustedKey> keys)
    {
        var signed = ImmutableArray.CreateBuilder<TrustedStatement>();
        var others = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var (path, source) in bundles)
        {
            var (content, problem) = RegularFile.TryRead(path, SigstoreBundle.MaxBytes);
            var checkedBundle = content is null ? null : SignatureCheck.Run(content, keys);
            if (checkedBundle?.Statement is { } statement)
                signed.Add(new(source, statement, checkedBundle.By[0].Key.Fingerprint));
            else
                others.Add((source, problem ?? checkedBundle!.Finding!.Message));
        }

        return new(signed.ToImmutable(), others.ToImmutable());
    }

    /// <summary>Those that are about a content, in an order that no registry decides.</summary>
    /// <param name="digest">As <c>sha256:…</c>.</param>
    public IEnumerable<TrustedStatement> About(string digest) =>
        signed
            .Where(each => each.IsAbout(digest))
            .OrderBy(each => each.Statement.PredicateType, StringComparer.Ordinal)
            .ThenBy(each => each.Said, StringComparer.Ordinal);

    /// <summary>
    /// The one that tells of what a program was built: about its very bytes, else about one of its name, system and
    /// processor.
    /// </summary>
    /// <param name="name">The program's, with its extension.</param>
    /// <param name="digest">The program's, as <c>sha256:…</c>; null where it can't be read.</param>
    /// <returns>Else why there is none.</returns>
    public (TrustedStatement? Found, string Why) About(string name, GoBuildInfo binary, string? digest)
    {
        var found = signed
            .Where(each => IsAbout(each.Statement.BuildDefinition, name, binary))
            .OrderByDescending(each => each.IsAbout(digest))
            .FirstOrDefault();
        var why =
            found is not null ? ""
            : others is [.., var other] ? $"'{other.Source}': {other.Why}"
            : signed is [.., var last] ? $"'{last.Source}' is about something else"
            : "none is attached to it, and none was named in GoDockFingerprints";
        return (found, why);
    }

    private static bool IsAbout(JsonElement definition, string name, GoBuildInfo binary)
    {
        var parameters = StrictJson.Member(definition, "externalParameters");
        var target = StrictJson.Member(parameters, "target");
        return StrictJson.Text(StrictJson.Member(parameters, "service"), "name")
                == Path.GetFileNameWithoutExtension(name)
            && StrictJson.Text(target, "GOOS") == binary.Setting("GOOS")
            && StrictJson.Text(target, "GOARCH") == binary.Setting("GOARCH");
    }
}

/// <summary>A file that may hold a signed statement.</summary>
/// <param name="Path">An absolute path.</param>
/// <param name="Source">As people know it: its path, or the digest by which it is attached to an image.</param>
internal sealed record SignedBundle(string Path, string Source);

/// <summary>What somebody who is trusted says.</summary>
/// <param name="Source">Of its bundle, as people know it.</param>
/// <param name="Key">The fingerprint of the key that signed it.</param>
internal sealed record TrustedStatement(string Source, Statement Statement, string Key)
{
    /// <summary>The predicate's text.</summary>
    public string Said { get; } =
        Statement.Predicate.ValueKind == JsonValueKind.Undefined ? "" : Statement.Predicate.GetRawText();

    /// <summary>Whether a content is among its subjects.</summary>
    /// <param name="digest">As <c>sha256:…</c>.</param>
    public bool IsAbout(string? digest) => Statement.Subjects.Any(subject => "sha256:" + subject.Sha256 == digest);
}

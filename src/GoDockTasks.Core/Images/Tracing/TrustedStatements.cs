using System.Collections.Immutable;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;

namespace GoDockTasks.Core.Images.Tracing;

/// <summary>What bundles say, as far as a trusted key signed them. Of the others nothing is read.</summary>
internal sealed class TrustedStatements
{
    private TrustedStatements(ImmutableArray<TrustedStatement> signed, ImmutableArray<(string Path, string Why)> others)
    {
        Signed = signed;
        Others = others;
    }

    /// <summary>In the order of the bundles.</summary>
    public ImmutableArray<TrustedStatement> Signed { get; }

    /// <summary>Bundles that don't count, and why.</summary>
    public ImmutableArray<(string Path, string Why)> Others { get; }

    /// <param name="bundles">Absolute paths.</param>
    public static TrustedStatements Read(IEnumerable<string> bundles, ImmutableArray<TrustedKey> keys)
    {
        var signed = ImmutableArray.CreateBuilder<TrustedStatement>();
        var others = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var path in bundles)
        {
            var (content, problem) = RegularFile.TryRead(path, SigstoreBundle.MaxBytes);
            var checkedBundle = content is null ? null : SignatureCheck.Run(content, keys);
            if (checkedBundle?.Statement is { } statement)
                signed.Add(new(path, statement, checkedBundle.By[0].Key.Fingerprint));
            else
                others.Add((path, problem ?? checkedBundle!.Finding!.Message));
        }

        return new(signed.ToImmutable(), others.ToImmutable());
    }

    /// <summary>Those that are about a content, in an order that no registry decides.</summary>
    /// <param name="digest">As <c>sha256:…</c>.</param>
    public IEnumerable<TrustedStatement> About(string digest) =>
        Signed
            .Where(signed => signed.Statement.Subjects.Any(subject => "sha256:" + subject.Sha256 == digest))
            .OrderBy(signed => signed.Statement.PredicateType, StringComparer.Ordinal)
            .ThenBy(signed => signed.Said, StringComparer.Ordinal);
}

/// <summary>What somebody who is trusted says.</summary>
/// <param name="Path">Of its bundle.</param>
/// <param name="Key">The fingerprint of the key that signed it.</param>
internal sealed record TrustedStatement(string Path, Statement Statement, string Key)
{
    /// <summary>The predicate's text.</summary>
    public string Said { get; } =
        Statement.Predicate.ValueKind == System.Text.Json.JsonValueKind.Undefined
            ? ""
            : Statement.Predicate.GetRawText();
}

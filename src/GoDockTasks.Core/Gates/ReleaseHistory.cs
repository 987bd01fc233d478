using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Registries;
using GoDockTasks.Core.Text;
using NuGet.Versioning;

namespace GoDockTasks.Core.Gates;

/// <summary>Where images are released to: the last one there says what it, and those before it, measured.</summary>
public sealed record ReleaseHistory
{
    /// <summary>The image of each sidecar, by its name, with the tag that is about to be pushed.</summary>
    public required ImmutableDictionary<string, ImageReference> Images { get; init; }

    /// <summary>Whose statements are believed.</summary>
    public required ImmutableArray<TrustedKey> Keys { get; init; }

    /// <summary>For registries.</summary>
    public required RegistryCredentials Credentials { get; init; }

    /// <summary>The tag of the last release; null for the one that versions tell.</summary>
    public string? LastTag { get; init; }

    /// <summary>Absolute; what is told is told of it.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>For the pauses between attempts.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long one request may take: baselines are no reason to wait for long.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The last release's tag: of the highest version below that of the next one, else of the highest one.
    /// </summary>
    /// <param name="next">Not counted; it may be no version.</param>
    /// <returns>Null where none is a version.</returns>
    internal static string? Last(IEnumerable<string> tags, string? next)
    {
        var versions = tags.Where(tag => tag != next)
            .Select(tag => (Tag: tag, Version: VersionOf(tag)))
            .Where(tag => tag.Version is not null)
            .ToList();
        var below = VersionOf(next) is { } limit ? versions.FindAll(tag => tag.Version! < limit) : versions;
        return (below.Count > 0 ? below : versions).DefaultIfEmpty().MaxBy(tag => tag.Version).Tag;
    }

    // What has no dot may be a date, or digits of a commit.
    private static NuGetVersion? VersionOf(string? tag) =>
        tag is not null
        && tag.Contains('.', StringComparison.Ordinal)
        && NuGetVersion.TryParse(tag.StartsWith('v') ? tag[1..] : tag, out var version)
            ? version
            : null;
}

/// <summary>Reads the baselines of the last releases.</summary>
internal sealed class LastReleases(ReleaseHistory history, RegistryConnection connection)
{
    // Registries and networks are shared.
    private const int AtOnce = 4;
    private const int TagsPerPage = 1000;
    private const int MaxAttachments = 100;
    private const long MaxProgramBytes = 1L << 31;

    // Layers are large.
    private static readonly TimeSpan PullLimit = TimeSpan.FromMinutes(5);

    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<ImmutableArray<ReleasedBaselines>> ReadAsync(
        ReleaseHistory history,
        IEnumerable<string> sidecars,
        CancellationToken cancellationToken
    )
    {
        using var handler = RegistryConnection.CreateHandler();
        using var connection = new RegistryConnection(handler, history.Credentials, history.Time, history.Timeout);
        var reader = new LastReleases(history, connection);
        var names = sidecars.Distinct(StringComparer.Ordinal).Where(history.Images.ContainsKey).ToImmutableArray();
        var releases = new ReleasedBaselines[names.Length];
        await Parallel
            .ForAsync(
                0,
                names.Length,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (index, token) =>
                    releases[index] = await reader.GuardAsync(names[index], token).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        return [.. releases];
    }

    /// <summary>Takes a program out of an image.</summary>
    /// <param name="platform">As <c>linux/amd64</c>.</param>
    /// <param name="folder">Absolute path of an empty folder.</param>
    /// <returns>Absolute path; null where the image has none for the platform, or can't be had.</returns>
    public static async Task<string?> ProgramAsync(
        ReleaseHistory history,
        ImageReference image,
        string platform,
        string folder,
        CancellationToken cancellationToken
    )
    {
        using var handler = RegistryConnection.CreateHandler();
        using var connection = new RegistryConnection(handler, history.Credentials, history.Time, PullLimit);
        try
        {
            var pull = new ImagePull(new(connection, RegistryAddress.Of(image)));
            if (await pull.RunAsync(image, folder, cancellationToken).ConfigureAwait(false) is null)
                return null;
        }
        catch (RegistryException)
        {
            return null;
        }

        if (
            ImageLayout.Read(folder).Layout is not { } layout
            || layout.Images.FirstOrDefault(each =>
                $"{each.Platform.OperatingSystem}/{each.Platform.Architecture}" == platform
            )
                is not { } found
        )
            return null;
        var (files, _) = ImageFiles.Read(layout, found, cancellationToken);
        var program = Path.Combine(folder, "program");
        return files?.Program is { } path && files.Extract(path, program, MaxProgramBytes, cancellationToken) is null
            ? program
            : null;
    }

    private async Task<ReleasedBaselines> GuardAsync(string sidecar, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(sidecar, history.Images[sidecar], cancellationToken).ConfigureAwait(false);
        }
        catch (RegistryException exception)
        {
            return Missing(sidecar, exception.Message);
        }
    }

    private async Task<ReleasedBaselines> ReadAsync(
        string sidecar,
        ImageReference next,
        CancellationToken cancellationToken
    )
    {
        var repository = new ImageRepository(connection, RegistryAddress.Of(next));
        var tag = history.LastTag;
        if (tag is null)
        {
            var tags = await repository.TagsAsync(TagsPerPage, cancellationToken).ConfigureAwait(false);
            tag = ReleaseHistory.Last(tags, next.Tag);
        }

        var name = $"{next.Repository}:{tag}";
        if (tag is null)
            return Missing(sidecar, $"no tag of {next.Repository} is another version than '{next.Tag}'");
        if (await repository.FindManifestAsync(tag, cancellationToken).ConfigureAwait(false) is not { } manifest)
            return Missing(sidecar, $"'{name}' isn't there");
        var (reading, problem) = await AttachedAsync(repository, sidecar, manifest.Digest, cancellationToken)
            .ConfigureAwait(false);
        return reading is not null
                ? new(sidecar, reading, null)
                {
                    Image = ImageReference.TryParse($"{next.Repository}@{manifest.Digest}"),
                }
            : problem is null ? Missing(sidecar, $"'{name}' has none; the next release has some")
            : new(sidecar, null, Unusable(history.ProjectFile, sidecar, name, problem));
    }

    // Of several the one that knows most: a release that was pushed again has them twice.
    private async Task<(BaselineReading? Reading, string? Problem)> AttachedAsync(
        ImageRepository repository,
        string sidecar,
        string digest,
        CancellationToken cancellationToken
    )
    {
        var referrers = new Referrers(repository, history.Time);
        var listed = await referrers.ListAsync(digest, cancellationToken).ConfigureAwait(false);
        BaselineReading? best = null;
        string? problem = null;
        foreach (var descriptor in listed.Where(MayBe).Take(MaxAttachments))
        {
            var attached = await referrers
                .ReadAsync(descriptor, SigstoreBundle.MaxBytes, cancellationToken)
                .ConfigureAwait(false);
            if (attached?.MediaType != SigstoreBundle.MediaType)
                continue;
            var isNamed = IsNamed(attached.Annotations) || IsNamed(descriptor.Annotations);
            var (reading, reason) = Read(attached.Content, sidecar, digest, isNamed);
            problem ??= reason;
            if (reading is not null && (best is null || Count(reading) > Count(best)))
                best = reading;
        }

        return best is null ? (null, problem) : (best, null);
    }

    // Nothing of it is believed before its signature holds. What isn't said to be baselines may be anything.
    private (BaselineReading? Reading, string? Problem) Read(byte[] bundle, string sidecar, string digest, bool isNamed)
    {
        var signed = SignatureCheck.Run(bundle, history.Keys);
        if (signed.Statement is not { } statement)
            return (null, isNamed ? signed.Finding!.Message : null);
        if (statement.PredicateType != Baselines.PredicateType)
            return (null, isNamed ? $"they are a statement of the type '{statement.PredicateType}'" : null);
        if (!statement.Subjects.Any(subject => $"sha256:{subject.Sha256}" == digest))
            return (null, "they are about another image");
        var payload = SigstoreBundle.Read(bundle).Envelope!.Payload;
        _ = StrictJson.Read(payload, out var root);
        var (reading, unusable) = Baselines.Parse(StrictJson.Member(root, "predicate"));
        return reading is null ? (null, unusable)
            : reading.Entries.Keys.Any(key => key.Service != sidecar)
            || reading.Last.Keys.Any(key => key.Service != sidecar)
                ? (null, "they are another service's")
            : (reading, null);
    }

    internal static Diagnostic Unusable(string projectFile, string sidecar, string image, string problem) =>
        new(
            DiagnosticCatalogue.LastBaselinesUnusable,
            new(projectFile),
            Printable.Line(
                $"the baselines of '{sidecar}' in '{image}' don't count: {problem}. They were left as they are"
            )
        );

    internal static Diagnostic Missing(string projectFile, string sidecar, string reason) =>
        new(
            DiagnosticCatalogue.NoLastBaselines,
            new(projectFile),
            Printable.Line($"'{sidecar}' has no baselines in its registry: {reason}")
        );

    private ReleasedBaselines Missing(string sidecar, string reason) =>
        new(sidecar, null, Missing(history.ProjectFile, sidecar, reason));

    // Lists don't always say what it is, or say it wrong.
    private static bool MayBe(Descriptor listed) =>
        !listed.Annotations.ContainsKey(Attachment.PredicateAnnotation) || IsNamed(listed.Annotations);

    private static bool IsNamed(ImmutableDictionary<string, string> annotations) =>
        annotations.GetValueOrDefault(Attachment.PredicateAnnotation) == Baselines.PredicateType;

    private static int Count(BaselineReading reading) => reading.Entries.Values.Sum(releases => releases.Length);
}

/// <summary>What the last release of a sidecar says.</summary>
/// <param name="Reading">Null where nothing can be believed.</param>
/// <param name="Problem">Why not: GDT4032 or GDT4033.</param>
internal sealed record ReleasedBaselines(string Sidecar, BaselineReading? Reading, Diagnostic? Problem)
{
    /// <summary>Its image, by the digest that a trusted key has signed; null where there is none.</summary>
    public ImageReference? Image { get; init; }
}

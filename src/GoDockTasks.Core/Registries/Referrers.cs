using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Registries;

/// <summary>
/// What is attached to an image: manifests that name it as their subject. Registries list them by themselves (the
/// referrers API), or the client keeps a list under a tag (OCI distribution specification 1.1, "Referrers tag schema").
/// </summary>
internal sealed class Referrers(ImageRepository repository, TimeProvider time)
{
    // Others may write the list between our reading and our writing it.
    private const int Attempts = 12;

    private static readonly byte[] Nothing = "{}"u8.ToArray();
    private static readonly Descriptor NoConfig = new(
        "application/vnd.oci.empty.v1+json",
        ImageRepository.DigestOf(Nothing),
        Nothing.Length
    );

    /// <summary>Attaches all of these to an image.</summary>
    /// <returns>The digests of those that the registry doesn't list in the end.</returns>
    /// <exception cref="RegistryException">The registry didn't take one.</exception>
    public async Task<ImmutableArray<string>> AttachAsync(
        Descriptor subject,
        ImmutableArray<Attachment> attachments,
        CancellationToken cancellationToken
    )
    {
        await repository
            .PushBlobAsync(NoConfig.Digest, NoConfig.Size, () => new MemoryStream(Nothing), cancellationToken)
            .ConfigureAwait(false);
        var mine = ImmutableArray.CreateBuilder<JsonObject>(attachments.Length);
        var listed = true;
        foreach (var attachment in attachments)
        {
            await repository
                .PushBlobAsync(
                    attachment.Digest,
                    attachment.Content.Length,
                    () => new MemoryStream(attachment.Content),
                    cancellationToken
                )
                .ConfigureAwait(false);
            var manifest = CanonicalJson.ToUtf8(Manifest(subject, attachment));
            var digest = ImageRepository.DigestOf(manifest);
            listed &= await repository
                .PutManifestAsync(digest, MediaTypes.Manifest, manifest, cancellationToken)
                .ConfigureAwait(false);
            mine.Add(
                Described(
                    new(MediaTypes.Manifest, digest, manifest.Length)
                    {
                        ArtifactType = attachment.MediaType,
                        Annotations = attachment.Annotations,
                    }
                )
            );
        }

        // Some registries have the list and don't say so.
        if (!listed && await repository.ReferrersAsync(subject.Digest, cancellationToken).ConfigureAwait(false) is null)
            await KeepAsync(subject, mine.ToImmutable(), cancellationToken).ConfigureAwait(false);
        var there = await ListAsync(subject.Digest, cancellationToken).ConfigureAwait(false);
        return [.. mine.Select(DigestOf).Where(digest => there.All(descriptor => descriptor.Digest != digest))];
    }

    /// <summary>What is attached to an image.</summary>
    /// <param name="digest">Of the image.</param>
    /// <exception cref="RegistryException">The registry doesn't say, or its list can't be read.</exception>
    public async Task<ImmutableArray<Descriptor>> ListAsync(string digest, CancellationToken cancellationToken)
    {
        var pages = await repository.ReferrersAsync(digest, cancellationToken).ConfigureAwait(false);
        if (pages is null)
        {
            var kept = await repository.FindManifestAsync(TagOf(digest), cancellationToken).ConfigureAwait(false);
            pages = kept is null ? [] : [kept.Content];
        }

        return
        [
            .. pages
                .SelectMany(Entries)
                .Select(entry =>
                {
                    try
                    {
                        return Descriptor.Read(entry, "an entry");
                    }
                    catch (LayoutDamageException damage)
                    {
                        throw Unreadable(damage.Message);
                    }
                }),
        ];
    }

    /// <summary>Reads what is attached: lists don't always say what it is.</summary>
    /// <param name="listed">An entry of <see cref="ListAsync"/>.</param>
    /// <param name="maxBytes">Of the content.</param>
    /// <returns>Null for what is no file: other manifests than such with one layer.</returns>
    /// <exception cref="RegistryException">It can't be had, or isn't what its digest says.</exception>
    public async Task<Attachment?> ReadAsync(Descriptor listed, int maxBytes, CancellationToken cancellationToken)
    {
        var stored = await repository.FindManifestAsync(listed.Digest, cancellationToken).ConfigureAwait(false);
        if (stored is null)
            return null;
        if (StrictJson.Read(stored.Content, out var manifest) is { } problem)
            throw Unreadable(problem);
        Descriptor layer;
        ImmutableDictionary<string, string> annotations;
        try
        {
            if (StrictJson.List(manifest, "layers").ToArray() is not [var only])
                return null;
            layer = Descriptor.Read(only, "its layer");
            annotations = LayoutJson.Map(manifest, "annotations", "the manifest");
        }
        catch (LayoutDamageException damage)
        {
            throw Unreadable(damage.Message);
        }

        var content = await repository.ReadBlobAsync(layer, maxBytes, cancellationToken).ConfigureAwait(false);
        return new(StrictJson.Text(manifest, "artifactType") ?? layer.MediaType, content) { Annotations = annotations };
    }

    // Read, add, write, and look again until all of ours have stayed: there is no way to write only where nobody else
    // has written.
    private async Task KeepAsync(
        Descriptor subject,
        ImmutableArray<JsonObject> mine,
        CancellationToken cancellationToken
    )
    {
        var tag = TagOf(subject.Digest);
        var stayed = 0;
        for (var attempt = 0; attempt < Attempts && stayed < 2; attempt++)
        {
            var kept = await repository.FindManifestAsync(tag, cancellationToken).ConfigureAwait(false);
            var entries = kept is null ? [] : Entries(kept.Content).ToImmutableArray();
            var known = entries.Select(entry => StrictJson.Text(entry, "digest")).ToHashSet(StringComparer.Ordinal);
            var missing = mine.Where(entry => !known.Contains(DigestOf(entry))).ToImmutableArray();
            stayed = missing.IsEmpty ? stayed + 1 : 0;
            if (!missing.IsEmpty)
            {
                var index = new JsonObject
                {
                    ["schemaVersion"] = 2,
                    ["mediaType"] = MediaTypes.Index,
                    ["manifests"] = new JsonArray([
                        .. entries.Select(entry => JsonNode.Parse(entry.GetRawText())),
                        .. missing.Select(entry => entry.DeepClone()),
                    ]),
                };
                await repository
                    .PutManifestAsync(tag, MediaTypes.Index, CanonicalJson.ToUtf8(index), cancellationToken)
                    .ConfigureAwait(false);
            }

            // Not all at once, so that one of those who write at the same time is the last.
            await Task.Delay(
                    TimeSpan.FromMilliseconds(Random.Shared.Next(50, 100 + attempt * 50)),
                    time,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    private IEnumerable<JsonElement> Entries(byte[] index) =>
        StrictJson.Read(index, out var root) is { } problem
            ? throw Unreadable(problem)
            : StrictJson.List(root, "manifests");

    private RegistryException Unreadable(string problem) =>
        new(
            DiagnosticCatalogue.RegistryFailed,
            $"the list of what is attached to an image in {repository.Address} can't be read: {problem}; see who "
                + "writes it"
        );

    private static JsonObject Manifest(Descriptor subject, Attachment attachment) =>
        new()
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = MediaTypes.Manifest,
            ["artifactType"] = attachment.MediaType,
            ["config"] = Described(NoConfig),
            ["layers"] = new JsonArray(
                Described(new(attachment.MediaType, attachment.Digest, attachment.Content.Length))
            ),
            ["subject"] = Described(new(subject.MediaType, subject.Digest, subject.Size)),
            ["annotations"] = Map(attachment.Annotations),
        };

    private static JsonObject Described(Descriptor descriptor)
    {
        var json = new JsonObject
        {
            ["mediaType"] = descriptor.MediaType,
            ["digest"] = descriptor.Digest,
            ["size"] = descriptor.Size,
        };
        if (descriptor.ArtifactType is not null)
            json["artifactType"] = descriptor.ArtifactType;
        if (!descriptor.Annotations.IsEmpty)
            json["annotations"] = Map(descriptor.Annotations);
        return json;
    }

    private static JsonObject Map(ImmutableDictionary<string, string> values) =>
        new(values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value)));

    private static string DigestOf(JsonObject descriptor) => (string)descriptor["digest"]!;

    private static string TagOf(string digest) => digest.Replace(':', '-');
}

/// <summary>A file that is attached to an image.</summary>
/// <param name="MediaType">Also what kind of artifact it is.</param>
internal sealed record Attachment(string MediaType, byte[] Content)
{
    /// <summary>What cosign and GitHub write beside a bundle, and look for: its statement's predicate type.</summary>
    public const string PredicateAnnotation = "dev.sigstore.bundle.predicateType";

    public ImmutableDictionary<string, string> Annotations { get; init; } = ImmutableDictionary<string, string>.Empty;

    public string Digest { get; } = ImageRepository.DigestOf(Content);
}

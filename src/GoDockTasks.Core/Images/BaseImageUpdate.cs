using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Images;

/// <summary>Writes into the lock file what the tags of the base images in use stand for now.</summary>
public sealed class BaseImageUpdate(IProcessRunner runner)
{
    // Registries limit how much one asks at once.
    private const int AtOnce = 4;

    /// <summary>
    /// Looks up every image and writes the lock file, if all could be looked up; else that stays as it was, to the
    /// byte. Afterwards it holds the images in use and no others, except where it isn't in the project's folder: then
    /// other projects may share it, and what they put there stays.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<BaseImageReport> RunAsync(BaseImageRequest request, CancellationToken cancellationToken)
    {
        var before = DigestLockFile.Read(request.LockFile);
        if (!before.Diagnostics.IsEmpty)
            return new(before.Lock, before.Diagnostics, []);

        UsedImage[] images =
        [
            .. request
                .Images.Where(IsLocked)
                .DistinctBy(used => used.Image.Familiar)
                .OrderBy(used => used.Image.Familiar, StringComparer.Ordinal),
        ];
        var answers = await LookUpAsync(images, request, cancellationToken).ConfigureAwait(false);
        ImmutableArray<Diagnostic> problems = [.. answers.Select(answer => answer.Problem).OfType<Diagnostic>()];
        if (!problems.IsEmpty)
            return new(before.Lock, problems, []);
        var digests = images.Zip(answers, (used, answer) => (used.Image, answer.Digest!)).ToImmutableArray();
        return CrossProcessLock.Run(request.LockFile, () => Store(digests, request));
    }

    private static BaseImageReport Store(
        ImmutableArray<(ImageReference Image, string Digest)> digests,
        BaseImageRequest request
    )
    {
        // Looking up takes seconds, in which another project may have written.
        var old = DigestLockFile.Read(request.LockFile);
        if (!old.Diagnostics.IsEmpty)
            return new(old.Lock, old.Diagnostics, []);
        var updated = request.IsShared ? old.Lock : DigestLock.Empty;
        foreach (var (image, digest) in digests)
            updated = updated.With(image, digest);

        if ((old.Exists || !digests.IsEmpty) && DigestLockFile.Write(request.LockFile, updated) is { } unwritable)
            return new(old.Lock, [unwritable], []);
        return new(updated, [], Remarks(old.Lock, updated, request.LockFile));
    }

    private static bool IsLocked(UsedImage used) => used.Image is { IsScratch: false, Digest: null };

    private async Task<(string? Digest, Diagnostic? Problem)[]> LookUpAsync(
        UsedImage[] images,
        BaseImageRequest request,
        CancellationToken cancellationToken
    )
    {
        var lookup = new DigestLookup(runner, request);
        var answers = new (string? Digest, Diagnostic? Problem)[images.Length];
        await Parallel
            .ForAsync(
                0,
                images.Length,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (index, token) =>
                    answers[index] = await lookup.RunAsync(images[index], token).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        return answers;
    }

    private static ImmutableArray<string> Remarks(DigestLock old, DigestLock updated, string path)
    {
        var remarks = ImmutableArray.CreateBuilder<string>();
        foreach (var image in old.Images.Keys.Union(updated.Images.Keys).Order(StringComparer.Ordinal))
        {
            var (before, after) = (old.Images.GetValueOrDefault(image), updated.Images.GetValueOrDefault(image));
            if (after is null)
                remarks.Add($"{image} is no longer used; removed.");
            else if (before is null)
                remarks.Add($"{image} is {after}; added.");
            else if (before != after)
                remarks.Add($"{image} was {before}, is {after}.");
        }

        remarks.Add(
            remarks.Count == 0
                ? $"'{path}' is current; the images in it: {updated.Images.Count}."
                : $"'{path}' is written; `dotnet build -t:GenerateDockerfile` puts its digests into the Dockerfiles."
        );
        return remarks.ToImmutable();
    }
}

/// <summary>What to look up, and where to write it.</summary>
public sealed record BaseImageRequest
{
    /// <summary>
    /// Every base image in use; one may come several times, and those with a digest of their own and <c>scratch</c> may
    /// be among them.
    /// </summary>
    public required ImmutableArray<UsedImage> Images { get; init; }

    /// <summary>Absolute path of the lock file.</summary>
    public required string LockFile { get; init; }

    /// <summary>Absolute path of the project's folder.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>PATH, and all that the tools find a log-in or a proxy by.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>How long one tool may take for one image.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>A lock file that isn't in the project's folder may hold other projects' images too.</summary>
    internal bool IsShared => Path.GetDirectoryName(LockFile) != Path.TrimEndingDirectorySeparator(ProjectDirectory);
}

/// <summary>A base image that something is built from.</summary>
/// <param name="Image">As it is written there.</param>
/// <param name="Location">Where it is written, or <see cref="SourceLocation.None"/> for a default.</param>
public sealed record UsedImage(ImageReference Image, SourceLocation Location);

/// <summary>What an update of the lock file came to.</summary>
/// <param name="Lock">What the lock file holds now; the old one where anything failed.</param>
/// <param name="Diagnostics">
/// GDT4001 for each image that couldn't be looked up, GDT4002 for the old lock file, GDT1012 for files that can't be
/// read or written.
/// </param>
/// <param name="Remarks">What was added, changed and removed, a line each.</param>
public sealed record BaseImageReport(
    DigestLock Lock,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> Remarks
);

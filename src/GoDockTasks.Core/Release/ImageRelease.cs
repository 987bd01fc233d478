using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Registries;
using GoDockTasks.Core.Sbom;

namespace GoDockTasks.Core.Release;

/// <summary>
/// Takes the programs out of the images that are to be released, signs what they were built from, has them pass all
/// gates, and pushes these very images: what is pushed is read by the digest that the gates saw.
/// </summary>
public sealed class ImageRelease(ReleaseRequest request, FingerprintCollector collector, ReleaseGates gates)
{
    /// <returns>What was pushed: all of it, or nothing.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ReleaseResult> RunAsync(CancellationToken cancellationToken)
    {
        using var scratch = new ScratchFolder(request.Gates.TemporaryDirectory);
        var (images, problems) = Open(scratch.Path, cancellationToken);
        if (!problems.IsEmpty)
            return ReleaseResult.Stopped(problems);
        var (fingerprints, unsigned) = await SignAsync(images, cancellationToken).ConfigureAwait(false);
        if (HasError(unsigned))
            return ReleaseResult.Stopped(unsigned);
        var (documents, unlisted) = await ListAsync(images, cancellationToken).ConfigureAwait(false);
        if (HasError(unlisted))
            return ReleaseResult.Stopped(unlisted);

        var gated = Gated(images, fingerprints);
        var report = await gates.RunAsync(gated, cancellationToken).ConfigureAwait(false);
        ImmutableArray<Diagnostic> said = [.. unsigned, .. unlisted, .. report.Diagnostics];
        if (!report.AllowsPush)
            return new(report, [], [.. said, Refused(report)]);
        // The gates took their time.
        var moved = images.Select(Moved).OfType<Diagnostic>().ToImmutableArray();
        if (!moved.IsEmpty)
            return new(report, [], said.AddRange(moved));

        var vex = OpenVexDocument.ToUtf8(report, gated.Programs, gated.Now, request.Run.BuilderId);
        var pushed = images.Select(image => Attached(image, fingerprints, documents, report, vex)).ToImmutableArray();
        using var handler = RegistryConnection.CreateHandler();
        using var connection = new RegistryConnection(handler, request.Credentials, request.Time, request.Timeout);
        var failed = await new ReleasePush(connection, request.Time)
            .RunAsync(pushed, cancellationToken)
            .ConfigureAwait(false);
        if (!failed.IsEmpty)
            return new(report, [], said.AddRange(failed));
        // Only what was released is what later releases are held to.
        if (gated.BaselineFile is { } baselines)
            said = said.AddRange(Baselines.Add(baselines, report));
        return new(
            report,
            [
                .. images.Select(image => new ReleasedDigest(
                    image.Image.Name,
                    image.Image.Target,
                    image.Layout.Root.Digest
                )),
            ],
            said
        );
    }

    private (ImmutableArray<OpenedImage> Images, ImmutableArray<Diagnostic> Problems) Open(
        string folder,
        CancellationToken cancellationToken
    )
    {
        var opened = request.Images.Select(image => OpenedImage.Open(image, folder, cancellationToken)).ToList();
        var problems = opened.Select(image => image.Problem).OfType<Diagnostic>().ToImmutableArray();
        return problems.IsEmpty ? ([.. opened.Select(image => image.Opened!)], []) : ([], problems);
    }

    private Task<(ImmutableArray<GeneratedFingerprint>, ImmutableArray<Diagnostic>)> SignAsync(
        ImmutableArray<OpenedImage> images,
        CancellationToken cancellationToken
    ) =>
        new FingerprintGenerator(collector, request.Key, request.Run)
        {
            Images = BuiltImages.Of(images.SelectMany(image => image.Names.Select(name => (image.Image.Name, name)))),
        }.RunAsync([.. images.SelectMany(image => image.Programs)], cancellationToken);

    private Task<(ImmutableArray<GeneratedSbom>, ImmutableArray<Diagnostic>)> ListAsync(
        ImmutableArray<OpenedImage> images,
        CancellationToken cancellationToken
    ) =>
        new SbomGenerator(collector, SbomFormat.All, request.Version).RunAsync(
            [.. images.SelectMany(image => image.Programs)],
            cancellationToken
        );

    private GateRequest Gated(ImmutableArray<OpenedImage> images, ImmutableArray<GeneratedFingerprint> fingerprints)
    {
        var programs = images.SelectMany(image => image.Programs).ToImmutableArray();
        var scope = new VerificationScope(request.Gates.ProjectFile)
        {
            Fingerprints = string.Join(';', fingerprints.Select(fingerprint => fingerprint.Path)),
            Files = string.Join(';', programs.Select(program => program.Path)),
        };
        var verifier = new FingerprintVerifier(collector) { Version = request.Version };
        return request.Gates with
        {
            Programs =
            [
                .. images.SelectMany(image =>
                    image.Programs.Select(program => new GatedProgram(program.Program.Sidecar, program.Path)
                    {
                        ImageLayout = image.Image.Layout,
                        InputsDigests =
                        [
                            .. fingerprints
                                .Where(each => each.Name == image.Image.Name)
                                .Select(each => each.InputsDigest),
                        ],
                        Products = [$"pkg:docker/{image.Image.Target.Repository}@{image.Layout.Root.Digest}"],
                    })
                ),
            ],
            Fingerprints = new(new(verifier, scope), request.TrustedKeys, [.. images.SelectMany(image => image.Names)]),
        };
    }

    private Diagnostic Refused(GateReport report)
    {
        const int Named = 5;
        var lines = report
            .Lines.Where(line => !line.AllowsPush)
            .Select(line => $"{line.Gate} of {line.Sidecar}")
            .ToList();
        var more = lines.Count > Named ? $" and {lines.Count - Named} more" : "";
        return new(
            DiagnosticCatalogue.NothingPushed,
            new(request.Gates.ProjectFile),
            lines.Count == 0
                ? "nothing was pushed: what the gates were asked isn't understood"
                : $"nothing was pushed: {string.Join(", ", lines.Take(Named))}{more} "
                    + (lines.Count == 1 ? "stands in the way" : "stand in the way")
        );
    }

    internal static Diagnostic? Moved(OpenedImage image)
    {
        var (now, problem) = Oci.ImageLayout.Read(image.Image.Layout);
        return now is null ? problem
            : now.Root.Digest == image.Layout.Root.Digest ? null
            : new(
                DiagnosticCatalogue.NotWhatWasGated,
                new(image.Image.Layout),
                $"the image of '{image.Image.Name}' became another one while it was looked at: "
                    + $"{image.Layout.Root.Digest} passed the gates, and {now.Root.Digest} is there; push again, and "
                    + "see what else builds here"
            );
    }

    private PushedImage Attached(
        OpenedImage image,
        ImmutableArray<GeneratedFingerprint> fingerprints,
        ImmutableArray<GeneratedSbom> documents,
        GateReport report,
        byte[]? vex
    )
    {
        var statements = new ReleaseStatements(
            request.Key,
            [.. image.Names.Select(name => new Subject(name.Repository, name.Sha256))]
        );
        var lines = report.Lines.Where(line => line.Sidecar == image.Image.Name).ToImmutableArray();
        var folders = image
            .Programs.Select(program => Path.GetDirectoryName(program.Path)!)
            .ToHashSet(StringComparer.Ordinal);
        var attachments = ImmutableArray.CreateBuilder<Attachment>();
        attachments.AddRange(
            fingerprints
                .Where(fingerprint => folders.Contains(Path.GetDirectoryName(fingerprint.Path)!))
                .Select(fingerprint =>
                    ReleaseStatements.Bundle(
                        Statement.SlsaProvenance,
                        RegularFile.ReadBytes(fingerprint.Path, SigstoreBundle.MaxBytes)
                    )
                )
        );
        attachments.Add(statements.TestResults(lines));
        attachments.AddRange(
            documents
                .Where(document => folders.Contains(Path.GetDirectoryName(document.Path)!))
                .Select(document =>
                    statements.Document(
                        document.Format == "spdx" ? ReleaseStatements.Spdx : ReleaseStatements.CycloneDx,
                        RegularFile.ReadBytes(document.Path, SigstoreBundle.MaxBytes)
                    )
                )
        );
        attachments.Add(statements.Document(Baselines.PredicateType, Baselines.After(report, image.Image.Name)));
        if (vex is not null)
            attachments.Add(statements.Document(ReleaseStatements.OpenVex, vex));
        attachments.Add(
            statements.Summary(
                request.Run.BuilderId,
                image.Image.Target.Repository,
                lines,
                [.. attachments],
                request.Time.GetUtcNow()
            )
        );
        return new(image.Image.Target, image.Layout, attachments.ToImmutable());
    }

    private static bool HasError(ImmutableArray<Diagnostic> diagnostics) =>
        diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}

/// <summary>What a release came to.</summary>
/// <param name="Report">Of the gates; null where it didn't come to them.</param>
/// <param name="Pushed">Empty where nothing was pushed.</param>
public sealed record ReleaseResult(
    GateReport? Report,
    ImmutableArray<ReleasedDigest> Pushed,
    ImmutableArray<Diagnostic> Diagnostics
)
{
    internal static ReleaseResult Stopped(ImmutableArray<Diagnostic> problems) => new(null, [], problems);
}

/// <summary>An image that was released.</summary>
/// <param name="Name">The sidecar's.</param>
/// <param name="Target">With its tag.</param>
/// <param name="Digest">What the tag stands for.</param>
public sealed record ReleasedDigest(string Name, ImageReference Target, string Digest);

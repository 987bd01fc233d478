using System.Collections.Immutable;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Images.Building;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Registries;
using GoDockTasks.Core.Sbom;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Images.Tracing;

/// <summary>
/// Tells from what an image was built: by its labels, by what BuildKit attached to it, and by the program in it, whose
/// build info is held against the working tree and against signed statements.
/// </summary>
public sealed class ImageTracer
{
    // Of a program with all that is embedded into it.
    private const long MaxProgram = 2L * 1024 * 1024 * 1024;

    private readonly TraceRequest request;
    private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly ImmutableArray<TracedProgram>.Builder programs = ImmutableArray.CreateBuilder<TracedProgram>();

    private readonly List<(string Name, string Value)> whole = [];
    private readonly List<SignedBundle> bundles = [];
    private readonly Lazy<TrustedStatements> statements;
    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    private ImageTracer(TraceRequest request)
    {
        this.request = request;
        statements = new(() => TrustedStatements.Read(bundles, request.Keys));
        if (!request.AsksForSignature || string.IsNullOrWhiteSpace(request.Fingerprints))
            return;
        var found = new VerificationSearch(new(request.ProjectFile) { Fingerprints = request.Fingerprints }).Run();
        bundles.AddRange(found.Bundles.Select(bundle => new SignedBundle(bundle.Path, bundle.Path)));
        diagnostics.AddRange(found.Diagnostics);
    }

    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<ImageTrace> RunAsync(TraceRequest request, CancellationToken cancellationToken)
    {
        var tracer = new ImageTracer(request);
        string? digest = null;
        try
        {
            using var scratch = new ScratchFolder(request.TemporaryDirectory);
            digest = await tracer.TraceAsync(scratch.Path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            tracer.Add(DiagnosticCatalogue.TraceUnreadable, $"can't be read ({exception.Message})");
        }

        tracer.AddWhatIsNotKnown();
        return new(request.Name, digest, tracer.programs.ToImmutable(), tracer.diagnostics.ToImmutable())
        {
            Facts = [.. tracer.whole],
        };
    }

    private async Task<string?> TraceAsync(string scratch, CancellationToken cancellationToken)
    {
        if (Directory.Exists(request.Image))
            return await TraceAsync(ImageLayout.Read(request.Image), true, scratch, cancellationToken)
                .ConfigureAwait(false);
        if (request is { IsInRegistry: true, Reference: { } reference, Credentials: { } credentials })
            return await PullAsync(reference, credentials, scratch, cancellationToken).ConfigureAwait(false);
        if (!File.Exists(request.Image))
        {
            Add(
                DiagnosticCatalogue.TraceUnreadable,
                "isn't there; name a folder that BuildGoImage wrote, an archive of an image (docker save), a program, "
                    + "or an image with its registry"
            );
            return null;
        }

        var reading = GoBuildInfoReader.ReadFile(request.Image);
        if (reading.Outcome == BuildInfoOutcome.NotGo)
        {
            var folder = Directory.CreateDirectory(Path.Combine(scratch, "image")).FullName;
            var archive = ImageArchive.Read(request.Image, folder, cancellationToken);
            var isOwn = !File.Exists(Path.Combine(folder, ImageArchive.Made));
            return await TraceAsync(archive, isOwn, scratch, cancellationToken).ConfigureAwait(false);
        }

        await AddProgramAsync(
                new("a program", null, []) { Digest = DigestOf(request.Image) },
                [],
                Path.GetFileName(request.Image),
                reading,
                cancellationToken
            )
            .ConfigureAwait(false);
        return null;
    }

    private async Task<string?> PullAsync(
        ImageReference reference,
        RegistryCredentials credentials,
        string scratch,
        CancellationToken cancellationToken
    )
    {
        PulledImage? pulled;
        try
        {
            pulled = await PulledImage
                .PullAsync(request, reference, credentials, scratch, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (RegistryException exception)
        {
            diagnostics.Add(exception.ToDiagnostic());
            return null;
        }

        if (pulled is null)
        {
            Add(DiagnosticCatalogue.TraceUnreadable, $"isn't there: the registry has no '{reference}'");
            return null;
        }

        bundles.AddRange(pulled.Attached);
        return await TraceAsync(ImageLayout.Read(pulled.Folder), true, scratch, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<string?> TraceAsync(
        (ImageLayout? Layout, Diagnostic? Problem) read,
        bool hasDigest,
        string scratch,
        CancellationToken cancellationToken
    )
    {
        if (read.Layout is not { } layout)
        {
            diagnostics.Add(read.Problem!);
            return null;
        }

        AddGates(whole, layout.Root.Digest);
        foreach (var image in layout.Images)
            await AddImageAsync(layout, image, hasDigest, Path.Combine(scratch, "program"), cancellationToken)
                .ConfigureAwait(false);
        return hasDigest ? layout.Root.Digest : null;
    }

    private async Task AddImageAsync(
        ImageLayout layout,
        PlatformImage image,
        bool hasDigest,
        string file,
        CancellationToken cancellationToken
    )
    {
        var facts = ImageFacts.Of(layout, image);
        AddGates(facts, image.Manifest.Digest);
        if (!image.Config.Labels.ContainsKey(ImageFacts.Revision))
            Add(
                DiagnosticCatalogue.TraceWithoutCommit,
                $"doesn't say for {image.Platform} which commit it was built from; build it with BuildGoImage in a "
                    + "repository, or set the label org.opencontainers.image.revision"
            );
        var (files, problem) = ImageFiles.Read(layout, image, cancellationToken);
        var program = files?.Program;
        if (files is not null && program is not null)
            problem = files.Extract(program, file, MaxProgram, cancellationToken);
        if (problem is not null)
            diagnostics.Add(problem);
        if (problem is not null || program is null)
        {
            if (problem is null)
                Add(DiagnosticCatalogue.TraceWithoutProgram, $"has no file for {image.Platform} that ENTRYPOINT names");
            programs.Add(new($"{image.Platform}", [.. facts]));
            return;
        }

        facts.Add(("program", program));
        await AddProgramAsync(
                new(
                    $"{image.Platform}",
                    image.Config.Labels.GetValueOrDefault(InputsLabel.Name),
                    hasDigest ? [layout.Root.Digest, image.Manifest.Digest] : []
                )
                {
                    Digest = DigestOf(file),
                },
                facts,
                Path.GetFileName(program),
                GoBuildInfoReader.ReadFile(file),
                cancellationToken
            )
            .ConfigureAwait(false);
        File.Delete(file);
    }

    private async Task AddProgramAsync(
        ProgramOrigin origin,
        List<(string Name, string Value)> facts,
        string name,
        BuildInfoReading reading,
        CancellationToken cancellationToken
    )
    {
        AddGates(facts, origin.Digest);
        if (request.AsksForSignature && origin.Digest is { } digest)
            facts.AddRange(SignedBuild.Of(statements.Value.About(digest), origin.Digests));
        if (reading.BuildInfo is not { } binary)
        {
            Add(
                DiagnosticCatalogue.TraceWithoutProgram,
                $"has the program '{name}', which doesn't say how it was built: {reading.Reason}"
            );
        }
        else
        {
            facts.AddRange(ImageFacts.Of(binary));
            var graph = await CompareAsync(origin, name, binary, cancellationToken).ConfigureAwait(false);
            facts.AddRange(Requirements.Of(binary, graph));
            if (request.AsksForSignature)
                CompareWithStatements(origin, name, binary);
        }

        programs.Add(new(origin.Platform, [.. facts]));
    }

    // Returns what requires what, where the tree has the program's own modules.
    private async Task<ModuleGraph?> CompareAsync(
        ProgramOrigin origin,
        string name,
        GoBuildInfo binary,
        CancellationToken cancellationToken
    )
    {
        if (request.Tree is not { } tree || tree.Find(Path.GetFileNameWithoutExtension(name)) is not { } program)
            return null;
        var (inputs, reason) = await tree.CollectAsync(program, binary, cancellationToken).ConfigureAwait(false);
        if (inputs is null)
        {
            Add(DiagnosticCatalogue.TraceDiffers, $"isn't compared with the working tree: {reason}");
            return null;
        }

        var here = StatementWriter.Definition(inputs);
        var differences = BinaryFacts.Differences(InputFact.Of(here), binary);
        foreach (var difference in differences)
            Add(DiagnosticCatalogue.TraceDiffers, $"({origin.Platform}) isn't the working tree: {difference}");
        // Of sources a program says nothing, and its image does.
        if (origin.Inputs is { Length: > 0 } label && StatementWriter.Digest(here) is var digest && digest != label)
            Add(
                DiagnosticCatalogue.TraceDiffers,
                $"({origin.Platform}) isn't the working tree: inputs {digest} -> {label}: sources or settings differ, "
                    + "or the version of GoDockTasks"
            );
        return differences.Any(difference => difference.Kind == "module")
            ? null
            : ModuleGraph.Of(binary, program.Sidecar, new(tree.ModuleCache));
    }

    // No statement, or one that doesn't hold, is never fine.
    private void CompareWithStatements(ProgramOrigin origin, string name, GoBuildInfo binary)
    {
        var (found, why) = statements.Value.About(name, binary, origin.Digest);
        if (found is null)
        {
            Add(
                DiagnosticCatalogue.TraceNotSigned,
                $"({origin.Platform}) has the program '{name}', about which nobody who is trusted says anything: {why}"
            );
            return;
        }

        var (source, statement) = (found.Source, found.Statement);
        var differences = BinaryFacts.Differences(InputFact.Of(statement.BuildDefinition), binary);
        foreach (var difference in differences)
            Add(
                DiagnosticCatalogue.TraceNotAsSigned,
                $"({origin.Platform}) isn't what '{source}' says was built: {difference}; don't run it before you know "
                    + "why"
            );
        // What a program says of itself is easily kept where its code is changed.
        if (differences.IsEmpty && !found.IsAbout(origin.Digest))
            Add(
                DiagnosticCatalogue.TraceNotAsSigned,
                $"({origin.Platform}) isn't what '{source}' says was built: it says the same of itself, and its bytes "
                    + $"({origin.Digest ?? "which can't be read"}) are others; don't run it before you know why"
            );
        if (
            origin.Inputs is { Length: > 0 } label
            && label != statement.InputsDigest
            && statement.Subjects.Any(subject => origin.Digests.Contains("sha256:" + subject.Sha256))
        )
            Add(
                DiagnosticCatalogue.TraceNotAsSigned,
                $"({origin.Platform}) isn't what '{source}' says was built: inputs {statement.InputsDigest} -> "
                    + $"{Printable.Of(label)}; don't run it before you know why"
            );
    }

    // What is said of an image's index is said once, and not of each of its platforms again.
    private void AddGates(List<(string Name, string Value)> facts, string? digest)
    {
        if (!request.AsksForSignature || digest is null)
            return;
        foreach (var signed in statements.Value.About(digest))
        {
            if (PassedGates.Of(signed) is not { } gates || !told.Add(signed.Statement.PredicateType + signed.Said))
                continue;
            facts.AddRange(gates.Facts);
            if (gates.HasPassed == false)
                Add(
                    DiagnosticCatalogue.TraceNotPassed,
                    $"did not pass: the key {signed.Key} signed a statement ({signed.Statement.PredicateType}) that "
                        + $"says {gates.Said}; don't run it before you know why"
                );
            else if (gates.HasPassed is null)
                Add(
                    DiagnosticCatalogue.TraceVerdictUnknown,
                    $"may have passed or not: the key {signed.Key} signed a statement "
                        + $"({signed.Statement.PredicateType}) that says {gates.Said}; ask who signed it"
                );
        }
    }

    // What nobody was asked for, and what nobody says, isn't passed.
    private void AddWhatIsNotKnown()
    {
        if (programs.Count == 0)
            return;
        if (!request.AsksForSignature && (request.IsInRegistry || !string.IsNullOrWhiteSpace(request.Fingerprints)))
            whole.Add(("signed statements", "not shown: only those that a GoDockTrustedKey signed would be"));
        else if (request.AsksForSignature && told.Count == 0)
            whole.Add(("gates", "not known: nobody who is trusted says that this image passed any"));
    }

    private static string? DigestOf(string file) =>
        FileDigest.Sha256(file).Sha256 is { } sha256 ? "sha256:" + sha256 : null;

    private void Add(DiagnosticDescriptor descriptor, string what) =>
        diagnostics.Add(
            new(
                descriptor,
                new(request.IsInRegistry ? request.ProjectFile : request.Image),
                Printable.Line($"'{request.Name}' {what}")
            )
        );

    /// <summary>Where a program was found.</summary>
    /// <param name="Inputs">What its image's label says of its inputs; null for none.</param>
    /// <param name="Digests">Of the images that it is in; empty where these aren't known.</param>
    private sealed record ProgramOrigin(string Platform, string? Inputs, ImmutableArray<string> Digests)
    {
        /// <summary>Its own; null where it can't be read.</summary>
        public string? Digest { get; init; }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Building;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>Writes fingerprints beside the programs that they are about.</summary>
/// <param name="key">Signs; null for statements alone.</param>
/// <param name="run">What all of them say of the build.</param>
public sealed class FingerprintGenerator(FingerprintCollector collector, SigningKey? key, RunDetails run)
{
    /// <summary>What a signed fingerprint's name ends with.</summary>
    public const string BundleExtension = ".sigstore.json";

    /// <summary>What an unsigned one's name ends with.</summary>
    public const string StatementExtension = ".intoto.json";

    /// <summary>Images that were built of the programs.</summary>
    public BuiltImages Images { get; init; } = BuiltImages.None;

    /// <summary>Measures how long each program takes until it listens; null not to start any.</summary>
    public StartUpClock? StartUp { get; init; }

    /// <returns>The fingerprints that were written, and GDT0008, GDT1012, GDT3008, GDT3010 and GDT3013.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<(
        ImmutableArray<GeneratedFingerprint> Fingerprints,
        ImmutableArray<Diagnostic> Diagnostics
    )> RunAsync(ImmutableArray<ProgramFile> programs, CancellationToken cancellationToken)
    {
        var startUps = new StartUpTime?[programs.Length];
        // One at a time: they would slow each other down.
        for (var index = 0; index < programs.Length && StartUp is not null; index++)
            startUps[index] = await StartUp
                .MeasureAsync(programs[index].Program.Sidecar, programs[index].Path, cancellationToken)
                .ConfigureAwait(false);

        var results = new (GeneratedFingerprint? Written, Diagnostic? Problem)[programs.Length];
        await Parallel
            .ForAsync(0, results.Length, cancellationToken, async (index, token) =>
                results[index] = await GenerateAsync(programs[index], startUps[index], token).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        return (
            [.. results.Select(result => result.Written).OfType<GeneratedFingerprint>()],
            [
                .. LockedPackage.Problems(collector.Packages),
                .. startUps
                    .Select(startUp => startUp?.Problem)
                    .Concat(results.Select(result => result.Problem))
                    .OfType<Diagnostic>(),
            ]
        );
    }

    private async Task<(GeneratedFingerprint?, Diagnostic?)> GenerateAsync(
        ProgramFile file,
        StartUpTime? startUp,
        CancellationToken cancellationToken
    )
    {
        var (program, binary) = (file.Program, file.Path);
        var reading = GoBuildInfoReader.ReadFile(binary);
        if (reading.BuildInfo is not { } buildInfo)
            return (
                null,
                new(
                    DiagnosticCatalogue.NoGoBuildInfo,
                    new(binary),
                    $"no fingerprint of '{binary}': {reading.Reason}; build it with BuildGoSidecar"
                )
            );
        var (inputs, reason) = await collector
            .CollectAsync(program, buildInfo, cancellationToken)
            .ConfigureAwait(false);
        var (sha256, unreadable) = FileDigest.Sha256(binary);
        if (inputs is null || sha256 is null)
            return (
                null,
                new(
                    DiagnosticCatalogue.NoAccess,
                    new(program.Sidecar.GoModPath),
                    $"no fingerprint of '{program.Sidecar.Name}': {reason ?? unreadable}; make it readable "
                        + $"for the user who builds"
                )
            );
        var images = Images.Of(program.Sidecar.Name).Select(image => new Subject(image.Repository, image.Sha256));
        var statement = StatementWriter.ToUtf8(
            [new(Path.GetFileName(binary), sha256), .. images],
            inputs,
            Run(file, inputs, buildInfo, startUp)
        );
        return Write(
            Path.Combine(Path.GetDirectoryName(binary)!, program.Sidecar.Name),
            program.Sidecar.Name,
            statement,
            StatementWriter.Digest(StatementWriter.Definition(inputs))
        );
    }

    private (GeneratedFingerprint?, Diagnostic?) Write(string path, string name, byte[] statement, string digest)
    {
        var (file, other) = key is null
            ? (path + StatementExtension, path + BundleExtension)
            : (path + BundleExtension, path + StatementExtension);
        try
        {
            AtomicFile.Write(
                file,
                key is null ? [.. statement, (byte)'\n'] : SigstoreBundle.ToUtf8(DsseEnvelope.Sign(statement, key))
            );
            // That of an earlier build is about another file.
            File.Delete(other);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (
                null,
                new(
                    DiagnosticCatalogue.NoAccess,
                    new(file),
                    $"the fingerprint '{file}' can't be written ({exception.Message}); make its folder "
                        + $"writable for the user who builds"
                )
            );
        }

        return (
            new(file, name, digest, key is not null),
            key is not null
                ? null
                : new(
                    DiagnosticCatalogue.NotSigned,
                    new(file),
                    $"the fingerprint '{Path.GetFileName(file)}' isn't signed; set GoDockSigningKey, or "
                        + $"sign it with `cosign attest-blob --statement`"
                )
        );
    }

    private RunDetails Run(ProgramFile file, FingerprintInputs inputs, GoBuildInfo buildInfo, StartUpTime? startUp)
    {
        var times = file.StampPath is null ? null : new BuildStamp(file.StampPath, file.Path).Times();
        return run with
        {
            Versions = Sections.Of(("GoDockTasks", inputs.GeneratorVersion), ("go", inputs.GoVersion)),
            StartedOn = times is null ? null : BuildTimes.Format(times.StartedOn),
            FinishedOn = times is null ? null : BuildTimes.Format(times.FinishedOn),
            Byproducts = run.Byproducts.AddRange(
                Sections.Of(
                    ("build-info", Utf8Text.DecodeWithEscapes(buildInfo.Text.Span)),
                    (RunDetails.BuilderNode, file.Node),
                    ("size", new FileInfo(file.Path).Length.ToString(CultureInfo.InvariantCulture)),
                    (
                        "start-up-ms",
                        startUp?.Duration is { } duration
                            ? duration.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)
                            : null
                    )
                )
            ),
        };
    }
}

/// <summary>A fingerprint that was written.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Name">The sidecar's name.</param>
/// <param name="InputsDigest">The hash of the inputs, 64 hexadecimal digits.</param>
/// <param name="IsSigned">False for a statement alone.</param>
public sealed record GeneratedFingerprint(string Path, string Name, string InputsDigest, bool IsSigned);

/// <summary>The binary of a program.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="StampPath">
/// Absolute path of what BuildGoSidecar wrote down of its build, which may be missing; null for a binary of somebody
/// else's.
/// </param>
public sealed record ProgramFile(FingerprintedProgram Program, string Path, string? StampPath = null)
{
    /// <summary>
    /// The node of a builder that built the image that the program was taken out of; null where none did.
    /// </summary>
    public string? Node { get; init; }
}

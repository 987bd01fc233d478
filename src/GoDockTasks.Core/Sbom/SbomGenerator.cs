using System.Collections.Immutable;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Statements;

namespace GoDockTasks.Core.Sbom;

/// <summary>Writes software bills of materials beside the programs that they are about.</summary>
/// <param name="formats">What each is written in.</param>
/// <param name="generator">This package's version.</param>
public sealed class SbomGenerator(FingerprintCollector collector, ImmutableArray<SbomFormat> formats, string generator)
{
    /// <returns>The documents that were written, and GDT1012 and GDT3008.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<(ImmutableArray<GeneratedSbom> Documents, ImmutableArray<Diagnostic> Diagnostics)> RunAsync(
        ImmutableArray<ProgramFile> programs,
        CancellationToken cancellationToken
    )
    {
        var results = new (ImmutableArray<GeneratedSbom> Written, Diagnostic? Problem)[programs.Length];
        await Parallel
            .ForAsync(0, results.Length, cancellationToken, async (index, token) =>
                results[index] = await GenerateAsync(programs[index], token).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        return (
            [.. results.SelectMany(result => result.Written)],
            [.. results.Select(result => result.Problem).OfType<Diagnostic>()]
        );
    }

    private async Task<(ImmutableArray<GeneratedSbom>, Diagnostic?)> GenerateAsync(
        ProgramFile file,
        CancellationToken cancellationToken
    )
    {
        var (components, problem) = Read(file);
        if (components is null)
            return ([], problem);
        var sidecar = file.Program.Sidecar;
        var document = SbomDocument.Of(
            sidecar.Name,
            components.Program,
            [(components.Program, components.Modules)],
            await collector.SourceTimeAsync(sidecar.ModuleDirectory, cancellationToken).ConfigureAwait(false)
        );
        return Write(document, Path.Combine(Path.GetDirectoryName(file.Path)!, sidecar.Name), sidecar.Name);
    }

    private (ProgramComponents?, Diagnostic?) Read(ProgramFile file)
    {
        var reading = GoBuildInfoReader.ReadFile(file.Path);
        if (reading.BuildInfo is not { } buildInfo)
            return (
                null,
                new(
                    DiagnosticCatalogue.NoGoBuildInfo,
                    new(file.Path),
                    $"no SBOM of '{file.Path}': {reading.Reason}; build it with BuildGoSidecar"
                )
            );
        var (sha256, unreadable) = FileDigest.Sha256(file.Path);
        if (sha256 is null)
            return (
                null,
                new(
                    DiagnosticCatalogue.NoAccess,
                    new(file.Path),
                    $"no SBOM of '{file.Path}': {unreadable}; make it readable for the user who builds"
                )
            );
        var sidecar = file.Program.Sidecar;
        return (
            ProgramComponents.Of(sidecar.Name, Path.GetFileName(file.Path), buildInfo, sha256, collector.Sums(sidecar)),
            null
        );
    }

    private (ImmutableArray<GeneratedSbom>, Diagnostic?) Write(SbomDocument document, string path, string sidecar)
    {
        var written = ImmutableArray.CreateBuilder<GeneratedSbom>();
        foreach (var format in formats)
        {
            var file = path + format.Extension;
            try
            {
                AtomicFile.Write(file, format.ToUtf8(document, generator));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return (
                    written.ToImmutable(),
                    new(
                        DiagnosticCatalogue.NoAccess,
                        new(file),
                        $"the SBOM '{file}' can't be written ({exception.Message}); make its folder writable for "
                            + "the user who builds"
                    )
                );
            }

            written.Add(new(file, sidecar, format.Name));
        }

        return (written.ToImmutable(), null);
    }
}

/// <summary>A document that was written.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Sidecar">The sidecar's name; empty for the app's.</param>
/// <param name="Format">As GoDockSbom has it.</param>
public sealed record GeneratedSbom(string Path, string Sidecar, string Format);

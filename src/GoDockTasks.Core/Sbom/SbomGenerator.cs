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
    /// <summary>The app that ships the programs; null where they alone are listed.</summary>
    public SbomApp? App { get; init; }

    /// <returns>The documents that were written, and GDT1012 and GDT3008.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<(ImmutableArray<GeneratedSbom> Documents, ImmutableArray<Diagnostic> Diagnostics)> RunAsync(
        ImmutableArray<ProgramFile> programs,
        CancellationToken cancellationToken
    )
    {
        var read = new (ProgramComponents? Components, Diagnostic? Problem)[programs.Length];
        var results = new (ImmutableArray<GeneratedSbom> Written, Diagnostic? Problem)[programs.Length];
        await Parallel
            .ForAsync(0, results.Length, cancellationToken, async (index, token) =>
            {
                read[index] = Read(programs[index]);
                results[index] = read[index].Components is { } components
                    ? await WriteAsync(programs[index], components, token).ConfigureAwait(false)
                    : ([], read[index].Problem);
            })
            .ConfigureAwait(false);
        var (written, problem) =
            App is { } app && read.All(program => program.Components is not null)
                ? await WriteAsync(app, programs, [.. read.Select(program => program.Components!)], cancellationToken)
                    .ConfigureAwait(false)
                : ([], null);
        return (
            [.. results.SelectMany(result => result.Written), .. written],
            [.. results.Select(result => result.Problem).Append(problem).OfType<Diagnostic>()]
        );
    }

    private async Task<(ImmutableArray<GeneratedSbom>, Diagnostic?)> WriteAsync(
        ProgramFile file,
        ProgramComponents components,
        CancellationToken cancellationToken
    )
    {
        var sidecar = file.Program.Sidecar;
        var document = SbomDocument.Of(
            sidecar.Name,
            components.Program,
            [(components.Program, components.Modules)],
            await collector.SourceTimeAsync(sidecar.ModuleDirectory, cancellationToken).ConfigureAwait(false)
        );
        return Write(document, Path.Combine(Path.GetDirectoryName(file.Path)!, sidecar.Name), sidecar.Name);
    }

    // The app depends on its packages and on the programs, and each of these on its own.
    private async Task<(ImmutableArray<GeneratedSbom>, Diagnostic?)> WriteAsync(
        SbomApp app,
        ImmutableArray<ProgramFile> programs,
        ImmutableArray<ProgramComponents> components,
        CancellationToken cancellationToken
    )
    {
        var (own, problem) = AppComponents.Read(app);
        if (own is null)
            return (
                [],
                new(
                    DiagnosticCatalogue.NoAccess,
                    new(app.AssetsFile),
                    $"no SBOM of '{app.Name}': '{app.AssetsFile}' can't be read: {problem}; run `dotnet restore`"
                )
            );
        var folder = programs.IsEmpty ? Path.GetDirectoryName(app.Path)! : programs[0].Program.Sidecar.ModuleDirectory;
        var document = SbomDocument.Of(
            app.Name,
            own.App,
            [
                (own.App, [.. own.Direct, .. components.Select(program => program.Program)]),
                .. own.Libraries,
                .. components.Select(program => (program.Program, program.Modules)),
            ],
            await collector.SourceTimeAsync(folder, cancellationToken).ConfigureAwait(false)
        );
        return Write(document, app.Path, "");
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

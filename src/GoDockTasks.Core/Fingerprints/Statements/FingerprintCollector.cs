using System.Collections.Immutable;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Building;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Layout;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Text;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>
/// Reads everything that a program's bytes come from. It starts no go: what the binary says of itself and the module's
/// files are enough.
/// </summary>
public sealed class FingerprintCollector(IProcessRunner runner, CollectionRequest request)
{
    // They say how C is compiled, which a build without cgo doesn't do.
    private static readonly string[] OnlyWithCgo =
    [
        "CGO_CFLAGS",
        "CGO_CPPFLAGS",
        "CGO_CXXFLAGS",
        "CGO_FFLAGS",
        "CGO_LDFLAGS",
        "CC",
        "CXX",
    ];

    private readonly Lazy<ImmutableArray<LockedPackage>> packages = new(() =>
        LockedPackage.Read(Path.GetDirectoryName(request.ProjectFile)!)
    );
    private readonly GitReader git = new(runner, request.Settings.Sources.Environment, request.Timeout);

    /// <summary>Packages of the .NET project, read once.</summary>
    internal ImmutableArray<LockedPackage> Packages => packages.Value;

    /// <summary>GOMODCACHE; null where it isn't known.</summary>
    internal string? ModuleCache => ModuleCacheFolder.Find(request.Settings);

    private string? SourceDateEpoch =>
        request.Settings.Sources.Environment.GetValueOrDefault("SOURCE_DATE_EPOCH") is { Length: > 0 } epoch
            ? epoch
            : null;

    private string ProjectDirectory => Path.GetDirectoryName(request.ProjectFile)!;

    /// <summary>The program of that name, or null.</summary>
    public FingerprintedProgram? Find(string service) =>
        request.Programs.FirstOrDefault(program => program.Sidecar.Name == service);

    /// <summary>The inputs of one program as they are now.</summary>
    /// <returns>The inputs, or null and why they can't be read.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<(FingerprintInputs? Inputs, string? Reason)> CollectAsync(
        FingerprintedProgram program,
        GoBuildInfo binary,
        CancellationToken cancellationToken
    )
    {
        var sidecar = program.Sidecar;
        if (Sources(sidecar) is not ({ } sources, { } module, var work))
            return (null, $"'{sidecar.GoModPath}' can't be read");
        if (sources.Hash() is not { Hash: { } sourcesHash })
            return (null, $"the sources in '{sidecar.ModuleDirectory}' can't be read: {sources.Hash().Problem}");
        var (files, unreadable) = InputFiles.Read(sidecar, program.Package, ProjectDirectory, work);
        if (files is null)
            return (null, unreadable);
        var repository = await git.ReadAsync(sidecar.ModuleDirectory, cancellationToken).ConfigureAwait(false);
        return (
            new FingerprintInputs
            {
                SourceUri = repository?.Uri,
                Source = Sections.OfParameters(("uri", repository?.Uri), ("ref", repository?.Ref)),
                Commit = repository?.Commit,
                Tree = repository?.Tree,
                IsDirty = repository?.IsDirty(sources.Folders) ?? false,
                Service = Sections.OfParameters(
                    ("name", sidecar.Name),
                    ("package", program.Package),
                    ("moduleDir", Relative(repository?.Root ?? ProjectDirectory, sidecar.ModuleDirectory))
                ),
                Target = Sections.OfParameters(
                    binary
                        .Settings.Where(setting => ExternalParameters.Find("target", setting.Name) is not null)
                        .Select(setting => (setting.Name, (ParameterValue?)setting.Value))
                ),
                Compile = Compile(program, module, work, binary),
                Environment = Environment(sidecar, work),
                Runtime = Runtime(sidecar),
                GoVersion = binary.GoVersion,
                DefaultGodebug = binary.Setting("DefaultGODEBUG"),
                MainModule = module.Module?.Path ?? "",
                MainVersion = binary.Main?.Version,
                GeneratorVersion = request.GeneratorVersion,
                Modules = ModuleListing.Of(module, InputFiles.Sums(sidecar.ModuleDirectory, work), work, binary),
                Packages = Packages,
                Images = Images(sidecar),
                Files = files,
                SourcesHash = sourcesHash,
                SourceDateEpoch = SourceDateEpoch,
            },
            null
        );
    }

    /// <summary>What a build of a sidecar reads on this machine; without a module where go.mod can't be read.</summary>
    internal (SourceTree? Tree, GoModFile? Module, GoWorkFile? Work) Sources(Sidecar sidecar)
    {
        if (ModuleFileReader.Read(sidecar.GoModPath, ModuleFileReader.MaxModBytes).Text is not { } text)
            return (null, null, null);
        var module = GoModFile.Parse(text, sidecar.GoModPath).Value;
        var work = Workspace(sidecar.ModuleDirectory);
        return (SourceTree.Of(sidecar.ModuleDirectory, module, work), module, work);
    }

    /// <summary>All hashes of modules that a build of a sidecar may take.</summary>
    internal IEnumerable<GoSumEntry> Sums(Sidecar sidecar) =>
        InputFiles.Sums(sidecar.ModuleDirectory, Workspace(sidecar.ModuleDirectory));

    /// <summary>The time of the sources: SOURCE_DATE_EPOCH, else that of the commit, else null.</summary>
    /// <param name="folder">Absolute.</param>
    internal async Task<DateTimeOffset?> SourceTimeAsync(string folder, CancellationToken cancellationToken) =>
        UnixTime.Parse(SourceDateEpoch) ?? await git.CommitTimeAsync(folder, cancellationToken).ConfigureAwait(false);

    private ImmutableSortedDictionary<string, ParameterValue> Compile(
        FingerprintedProgram program,
        GoModFile module,
        GoWorkFile? work,
        GoBuildInfo binary
    ) =>
        Sections.OfParameters(
            // What BuildGoSidecar always says, since a binary that is built in another folder is another one otherwise.
            ("trimpath", true),
            ("buildvcs", false),
            ("tags", program.Sidecar.Tags),
            ("ldflags", program.Sidecar.StampedLdFlags),
            ("mod", Mod(module, work)),
            ("pgo", File.Exists(InputFiles.Profile(program.Sidecar, program.Package)) ? "auto" : null),
            ("gcflags", binary.Setting("-gcflags")),
            ("asmflags", binary.Setting("-asmflags")),
            ("buildmode", binary.Setting("-buildmode")),
            ("race", ParameterValue.OfFlag(binary.Setting("-race"))),
            ("cover", ParameterValue.OfFlag(binary.Setting("-cover")))
        );

    private string Mod(GoModFile module, GoWorkFile? work) =>
        BuildCommand.ModOf(request.Settings, Vendoring.FindVendor(module, work));

    private ImmutableSortedDictionary<string, ParameterValue> Environment(Sidecar sidecar, GoWorkFile? work) =>
        Sections.OfParameters(
            ExternalParameters
                .Sections["env"]
                .Select(parameter => (parameter.Name, (ParameterValue?)Variable(parameter.Name, sidecar, work)))
        );

    private string? Variable(string name, Sidecar sidecar, GoWorkFile? work) =>
        name switch
        {
            "CGO_ENABLED" => sidecar.CgoEnabled ? "1" : "0",
            // Which one applies, not where it lies on this machine.
            "GOWORK" => work is null ? "off" : Relative(sidecar.ModuleDirectory, work.Path),
            _ when OnlyWithCgo.Contains(name) && !sidecar.CgoEnabled => null,
            _ => request.Settings[name].Value is { Length: > 0 } value ? Secrets.Redact(value) : null,
        };

    private static ImmutableSortedDictionary<string, ParameterValue> Runtime(Sidecar sidecar) =>
        Sections.OfParameters(
            ("user", sidecar.User),
            ("tz", sidecar.TimeZone),
            ("env", sidecar.Environment.Select(variable => $"{variable.Name}={variable.Value}").ToImmutableArray()),
            ("entrypoint", ContainerStart.Read(sidecar.DockerfilePath)),
            ("ports", sidecar.Ports.Select(port => port.ToString()).ToImmutableArray()),
            ("baseImage", sidecar.RuntimeImage)
        );

    private ImmutableSortedDictionary<string, string> Images(Sidecar sidecar)
    {
        // Why an image can't be told, generating and linting say.
        var used = UsedBaseImages
            .Find(
                new()
                {
                    Sidecars = [sidecar],
                    ProjectFile = request.ProjectFile,
                    Version = "",
                    Go = request.Go,
                }
            )
            .Images;
        return Sections.Of(
            used.Where(image => !image.Image.IsScratch)
                .Select(image => (image.Image.Familiar, image.Image.Digest ?? request.Images.DigestOf(image.Image)))
                .Where(image => image.Item2 is null || image.Item2.StartsWith("sha256:", StringComparison.Ordinal))
        );
    }

    private GoWorkFile? Workspace(string directory) =>
        WorkspaceFinder.Find(directory, request.Settings["GOWORK"].Value) is { } path
        && Path.IsPathFullyQualified(path)
        && ModuleFileReader.Read(path, ModuleFileReader.MaxModBytes).Text is { } text
            ? GoWorkFile.Parse(text, path).Value
            : null;

    private static string Relative(string from, string to) =>
        Path.GetRelativePath(from, to).Replace(Path.DirectorySeparatorChar, '/');
}

/// <summary>Where inputs are read.</summary>
public sealed record CollectionRequest
{
    /// <summary>The project's programs.</summary>
    public required ImmutableArray<FingerprintedProgram> Programs { get; init; }

    /// <summary>Absolute path of the project.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>Go's settings in this build.</summary>
    public required GoSettings Settings { get; init; }

    /// <summary>This package's version.</summary>
    public required string GeneratorVersion { get; init; }

    /// <summary>What the project's properties say about Go.</summary>
    public GoProperties Go { get; init; } = GoProperties.None;

    /// <summary>Digests of base images.</summary>
    public DigestLock Images { get; init; } = DigestLock.Empty;

    /// <summary>How long one git command may take.</summary>
    public required TimeSpan Timeout { get; init; }
}

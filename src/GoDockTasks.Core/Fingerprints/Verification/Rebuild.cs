using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Building;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>
/// Builds programs again, in another folder and with an empty build cache, and says why other bytes come out.
/// </summary>
/// <param name="settings">As for the build itself; its sidecars and its output folder aren't used.</param>
public sealed class Rebuild(IProcessRunner runner, FingerprintCollector collector, SidecarBuildRequest settings)
{
    // In one line; the text below it has all.
    private const int MaxSections = 5;

    /// <param name="Findings">Why it isn't reproduced; empty where it is.</param>
    internal sealed record Result(ImmutableArray<VerificationFinding> Findings);

    /// <param name="name">What is verified, for messages.</param>
    /// <param name="stated">The inputs that the fingerprint tells of.</param>
    /// <param name="program">The program in the working tree; null where there is none.</param>
    /// <param name="binary">Absolute path of what was signed; null where it isn't here.</param>
    internal async Task<Result> RunAsync(
        string name,
        ImmutableArray<InputFact> stated,
        FingerprintedProgram? program,
        string? binary,
        CancellationToken cancellationToken
    )
    {
        if (program is null || binary is null)
            return Failed(
                $"{name} can't be rebuilt: {(binary is null ? "its binary" : "its source")} isn't here; "
                    + $"verify it without GoDockRebuild, or where it is"
            );
        try
        {
            using var folder = new ScratchFolder(settings.TemporaryDirectory);
            return await RunAsync(name, stated, program, binary, folder.Path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failed(
                $"{name} can't be rebuilt: {exception.Message} (its copy goes to '{settings.TemporaryDirectory}')"
            );
        }
    }

    private async Task<Result> RunAsync(
        string name,
        ImmutableArray<InputFact> stated,
        FingerprintedProgram program,
        string binary,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var (sources, _, work) = collector.Sources(program.Sidecar);
        if (sources is null || sources.Problem is not null)
            return Failed($"{name} can't be rebuilt: {sources?.Problem ?? "its go.mod can't be read"}");
        var go = await GoInstallation
            .FindAsync(
                settings.Go,
                settings.ProjectFile,
                settings.Environment,
                runner,
                settings.Timeout,
                cancellationToken
            )
            .ConfigureAwait(false);
        if ((go.Problem?.Message ?? RebuildEnvironment.Problem(go.Settings, program.Sidecar)) is { } problem)
            return Failed($"{name} can't be rebuilt: {problem}");
        var module = sources.CopyTo(Path.Combine(folder, "src"), work);
        var environment = RebuildEnvironment.Create(go.Settings, folder);
        environment["GOWORK"] = work is null
            ? "off"
            : Path.GetFullPath(Path.GetRelativePath(program.Sidecar.ModuleDirectory, work.Path), module);
        var report = await new SidecarBuilder(runner)
            .RunAsync(
                settings with
                {
                    Sidecars = [program.Sidecar with { ModuleDirectory = module, Main = program.Package }],
                    OutputDirectory = Path.Combine(folder, "out"),
                    Environment = environment,
                    // Bytes that come out again must be compiled again.
                    Readings = null,
                    ProgramStore = null,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        if (report.Programs.IsEmpty)
            return Failed(
                $"{name} can't be rebuilt: {report.Diagnostics.FirstOrDefault()?.Message ?? "nothing was built"}"
            );
        if (
            GoBuildInfoReader.ReadFile(report.Programs[0].Path).BuildInfo is { } built
            && ModuleCacheCheck.Problem(go.Settings, built) is { } changed
        )
            return Failed($"{name} was rebuilt from other sources than its own: {changed}");
        return await CompareAsync(name, stated, program, binary, report.Programs[0].Path, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<Result> CompareAsync(
        string name,
        ImmutableArray<InputFact> stated,
        FingerprintedProgram program,
        string binary,
        string rebuilt,
        CancellationToken cancellationToken
    )
    {
        var (before, after) = (FileDigest.Sha256(binary).Sha256, FileDigest.Sha256(rebuilt).Sha256);
        if (before is not null && before == after)
            return new([]);
        ImmutableArray<InputDifference> differences = [];
        if (
            GoBuildInfoReader.ReadFile(rebuilt).BuildInfo is { } buildInfo
            && (await collector.CollectAsync(program, buildInfo, cancellationToken).ConfigureAwait(false)).Inputs
                is { } inputs
        )
            differences = InputDifference.Between(
                stated.Where(InputFact.Counts),
                InputFact.Of(StatementWriter.Definition(inputs)).Where(InputFact.Counts)
            );
        var sections = differences.IsEmpty ? SectionComparison.Between(binary, rebuilt) : [];
        var reason = differences.IsEmpty
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"all inputs agree, and the files differ from byte {FirstDifference(binary, rebuilt)} "
                    + $"on{Where(sections)}; look for what the build takes from its surroundings, such as C "
                    + $"compilers"
            )
            : string.Join(' ', differences[0].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries))
                + "; make that the same, and build again";
        return new([
            new(VerificationOutcome.NotReproduced, $"{name} isn't reproduced: {reason}")
            {
                Differences = [new("sha256", "", before, after), .. differences, .. sections],
            },
        ]);
    }

    private static string Where(ImmutableArray<InputDifference> sections)
    {
        var names = string.Join(", ", sections.Take(MaxSections).Select(section => section.Name));
        return sections.IsEmpty ? "" : Printable.Of($", in {names}{(sections.Length > MaxSections ? ", …" : "")}");
    }

    private static long FirstDifference(string left, string right)
    {
        using var first = new BufferedStream(RegularFile.Open(left), 64 * 1024);
        using var second = new BufferedStream(RegularFile.Open(right), 64 * 1024);
        long offset = 0;
        for (int value; (value = first.ReadByte()) == second.ReadByte() && value >= 0; )
            offset++;
        return offset;
    }

    private static Result Failed(string message) => new([new(VerificationOutcome.CannotVerify, message)]);
}

/// <summary>Whether modules in Go's module cache are what go.sum says: go build compares what it downloads.</summary>
internal static class ModuleCacheCheck
{
    /// <summary>What isn't, or null. As `go mod verify`, for the modules of one binary, with go.sum's hashes.</summary>
    /// <param name="settings">Of the build.</param>
    /// <param name="binary">What was built from them.</param>
    public static string? Problem(GoSettings settings, GoBuildInfo binary)
    {
        foreach (var module in binary.Dependencies.Select(module => module.Replacement ?? module))
        {
            // A vendored module, or a folder, isn't taken from there.
            if (module.Sum.Length == 0)
                continue;
            var name = $"{module.Path}@{module.Version}";
            var (path, version) = (ModulePath.Escape(module.Path), ModuleVersion.Escape(module.Version));
            if (path is null || version is null)
                return $"the module {name} can't be looked up in Go's module cache";
            var folder = Path.Combine(
                ModuleCacheFolder.Of(settings),
                path.Replace('/', Path.DirectorySeparatorChar) + "@" + version
            );
            var found = DirHash.OfFolder(folder, name);
            if (found.Hash != module.Sum)
            {
                return $"the module {name} in '{folder}' isn't what go.sum says ({found.Hash ?? found.Problem} for "
                    + $"{module.Sum}); run `go clean -modcache`, and find out who changed it";
            }
        }

        return null;
    }
}

/// <summary>That of a build, without anything that could hand a rebuild what was compiled before.</summary>
internal static class RebuildEnvironment
{
    // Of cmd/go's build flags those that bring in nothing that was compiled or changed elsewhere. Not among them:
    // -toolexec runs a program in place of the compiler, -overlay replaces sources, -pkgdir and -linkshared take
    // packages from a folder, -modfile another go.mod, -compiler another compiler.
    private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
    {
        "a",
        "asan",
        "asmflags",
        "buildmode",
        "buildvcs",
        "cover",
        "covermode",
        "coverpkg",
        "gcflags",
        "installsuffix",
        "json",
        "ldflags",
        "mod",
        "modcacherw",
        "msan",
        "p",
        "pgo",
        "race",
        "tags",
        "trimpath",
        "v",
        "work",
        "x",
    };

    // Of the compiler's, assembler's and linker's own flags those that name packages and programs: the last of a name
    // counts, and go's own come first.
    private static readonly string[] Foreign = ["importcfg", "packagefile", "extld", "extar", "I", "o", "linkshared"];

    private const string Reason = "through which a build can be handed what it should make";

    /// <summary>Why a rebuild in these settings would show nothing, or null.</summary>
    public static string? Problem(GoSettings settings, Sidecar sidecar)
    {
        if (GoFlagsCheck.Split(settings["GOFLAGS"].Value) is not { } flags)
            return "GOFLAGS can't be read";
        foreach (var flag in flags.Select(flag => flag.TrimStart('-')))
        {
            var equals = flag.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? flag : flag[..equals];
            if (!Allowed.Contains(name))
                return $"GOFLAGS has -{name}, {Reason}; take it out for the rebuild";
            if (name is "gcflags" or "asmflags" or "ldflags" && ForeignFlag(flag[(equals + 1)..]) is { } foreign)
                return $"GOFLAGS has -{name} with -{foreign}, {Reason}; take it out for the rebuild";
        }

        return sidecar.LdFlags is { } link && ForeignFlag(link) is { } inLink
            ? $"its LdFlags have -{inLink}, {Reason}; build it without"
            : null;
    }

    /// <summary>Fails with the exceptions of <see cref="File"/>.</summary>
    /// <param name="settings">Those of the build.</param>
    /// <param name="folder">Absolute path of an empty folder, for the cache and the file of Go's settings.</param>
    public static Dictionary<string, string> Create(GoSettings settings, string folder)
    {
        var environment = new Dictionary<string, string>(settings.Sources.Environment, StringComparer.Ordinal);
        // An empty variable counts as none; only an empty line of the user's file hides one that GOROOT/go.env has.
        var lines = settings
            .Sources.UserFile.Lines.Where(line => line.Name is not ("GOCACHE" or "GOCACHEPROG"))
            .Select(line => $"{line.Name}={line.Value}\n")
            .Append("GOCACHEPROG=\n");
        var file = Path.Combine(folder, "go.env");
        AtomicFile.Write(file, Encoding.UTF8.GetBytes(string.Concat(lines)));
        environment["GOENV"] = file;
        environment.Remove("GOCACHEPROG");
        environment["GOCACHE"] = Path.Combine(folder, "cache");
        // Archives that came with Go, before 1.20, are compiled anew as well.
        environment["GOFLAGS"] = (settings["GOFLAGS"].Value + " -a").TrimStart();
        // The caches of C compilers know switches of their own; they don't count where there is none.
        environment["CCACHE_DISABLE"] = "1";
        environment["SCCACHE_RECACHE"] = "1";
        environment["BUILDCACHE_DISABLE"] = "true";
        return environment;
    }

    private static string? ForeignFlag(string flags) =>
        flags
            .Split([' ', '\t', '\n', '\r', '=', '\'', '"'])
            .Where(part => part.StartsWith('-'))
            .Select(part => part.TrimStart('-'))
            .FirstOrDefault(Foreign.Contains);
}

using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Building;

/// <summary>Builds one program at a time, or finds that there is nothing to do.</summary>
internal sealed class ProgramBuild(
    SidecarBuildRequest request,
    GoInstallation go,
    GoPlatform platform,
    IProcessRunner runner,
    SourceView view,
    ProgramStore? store
)
{
    private readonly BuildInputs inputs = Inputs(go, view);

    /// <summary>How it is built, and to where.</summary>
    public BuiltProgram Describe(Sidecar sidecar, string package)
    {
        var command = BuildCommand.Of(sidecar, package, platform, Mod(sidecar));
        return new(
            sidecar,
            command,
            Path.Combine(request.OutputDirectory, "sidecars", sidecar.Name, sidecar.Name + platform.ExecutableSuffix),
            Path.Combine(request.OutputDirectory, "stamps", sidecar.Name),
            Path.Combine(request.OutputDirectory, "stored", sidecar.Name)
        );
    }

    /// <summary>The outcome where there is nothing to do; null where go has to be asked.</summary>
    public ProgramOutcome? Find(BuiltProgram program)
    {
        var key = Key(inputs, program);
        if (key is not null && Stamp(program).Find(key) is { } remarks)
            return ProgramOutcome.Built(remarks);
        if (key is not null && store is not null && StoredStamp(program).Find(key) is { } stored)
            return FromStore(program, stored);
        if (key is null && request.IsEarly)
            return ProgramOutcome.Failed();
        return request.OnlyIfUpToDate ? ProgramOutcome.Failed(NotUpToDate(program)) : null;
    }

    /// <summary>
    /// Leaves the binary of an earlier build alone where it would be the same, and where the build fails.
    /// </summary>
    /// <param name="isCrowded">As many others as there are processors wait for their turn.</param>
    public async Task<ProgramOutcome> RunAsync(
        BuiltProgram program,
        bool isCrowded,
        CancellationToken cancellationToken
    )
    {
        var key = Key(inputs, program);
        var context = MainPackage.ContextOf(
            program.Sidecar,
            platform.OperatingSystem,
            platform.Architecture,
            go.Settings["GOFLAGS"].Value
        );
        if (MainPackage.Check(program.Sidecar, context) is { } notMain)
            return ProgramOutcome.Failed(notMain);
        if (key is null && inputs.FindIrregular(program.Sidecar.ModuleDirectory) is { } pipe)
            return ProgramOutcome.Failed(pipe);
        if (GoFlagsCheck.CheckLinkerFlags(go.Settings["GOFLAGS"].Value, go.Settings["GOFLAGS"].Location) is { } refused)
            return ProgramOutcome.Failed(refused);
        try
        {
            return Take(program, key)
                ?? await BuildAsync(program, key, isCrowded, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ProgramOutcome.Failed(
                new Diagnostic(
                    DiagnosticCatalogue.NoAccess,
                    new(program.Sidecar.GoModPath),
                    $"'{program.Path}' can't be written: {exception.Message} Make the folder writable for "
                        + $"the user who builds."
                )
            );
        }
    }

    private async Task<ProgramOutcome> BuildAsync(
        BuiltProgram program,
        string? key,
        bool isCrowded,
        CancellationToken cancellationToken
    )
    {
        // go leaves its files behind where it is ended, and doesn't put a binary into place in one step.
        using var scratch = new ScratchFolder(
            go.Settings["GOTMPDIR"].Value is { Length: > 0 } own ? own : request.TemporaryDirectory
        );
        var temporary = $"{program.Path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(program.Path)!);
            var environment = Environment(program.Command, scratch.Path);
            var flags = isCrowded ? GoResources.ForOneOfMany(environment, go.Settings["GOFLAGS"].Value) : [];
            var startedOn = request.Time.GetUtcNow();
            var process = await runner
                .RunAsync(
                    new(
                        go.Toolchain.Executable,
                        program.Command.Arguments(temporary).InsertRange(1, flags),
                        program.Command.Directory,
                        environment,
                        request.Timeout
                    ),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (!process.Succeeded)
                return ProgramOutcome.Failed(BuildFailure.Describe(program, process, go, request.Timeout));

            if (ProgramHeader.WhyNotExecutable(temporary, platform) is { } why)
                return ProgramOutcome.Failed(NotExecutable(program, why));
            var times = new BuildTimes(startedOn, request.Time.GetUtcNow());
            if (!HaveSameContent(temporary, program.Path))
                File.Move(temporary, program.Path, overwrite: true);
            var remarks = Remarks(process.StandardError);
            // Whoever saves a file meanwhile leaves it open which of both states was compiled.
            var isKnown = key is not null && key == Key(Inputs(go, view.Anew()), program);
            Remove(program.StoredStampPath);
            Stamp(program).Put(isKnown ? key : null, times, remarks);
            if (isKnown)
                store?.Put(key!, program.Path, remarks);
            return ProgramOutcome.Built(remarks);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // Which of the two stamps there is says where a program comes from: one from the store is built after all before it
    // is signed.
    private ProgramOutcome? Take(BuiltProgram program, string? key)
    {
        if (key is null || store?.Take(key, program.Path) is not { } remarks)
            return null;
        Remove(program.StampPath);
        StoredStamp(program).Put(key, times: null, remarks);
        return FromStore(program, remarks);
    }

    private static ProgramOutcome FromStore(BuiltProgram program, ImmutableArray<string> remarks) =>
        ProgramOutcome.Built([.. remarks, $"'{program.Sidecar.Name}' was taken from the store of programs."]);

    private static void Remove(string path)
    {
        if (File.Exists(path))
            File.Delete(path);
    }

    private static BuildStamp Stamp(BuiltProgram program) => new(program.StampPath, program.Path);

    private static BuildStamp StoredStamp(BuiltProgram program) => new(program.StoredStampPath, program.Path);

    private static BuildInputs Inputs(GoInstallation go, SourceView view) =>
        new(go.Settings["GOWORK"].Value, go.Toolchain["GOROOT"], view);

    private string? Key(BuildInputs sources, BuiltProgram program) =>
        BuildKey.Of(sources.Digest(program.Sidecar.ModuleDirectory), program.Command, go);

    private Dictionary<string, string> Environment(BuildCommand command, string scratch)
    {
        var environment = go.Settings.ProcessEnvironment();
        foreach (var (name, value) in command.Variables)
            environment[name] = value;
        environment["GOTMPDIR"] = scratch;
        GoResources.ForCompiling(environment);
        return environment;
    }

    private string Mod(Sidecar sidecar) =>
        BuildCommand.ModOf(
            go.Settings,
            GoModule.At(sidecar.ModuleDirectory, view).FindVendor(inputs.Workspace(sidecar.ModuleDirectory))
        );

    private static bool HaveSameContent(string left, string right)
    {
        if (!File.Exists(right) || new FileInfo(left).Length != new FileInfo(right).Length)
            return false;
        using var first = RegularFile.Open(left);
        using var second = RegularFile.Open(right);
        return System
            .Security.Cryptography.SHA256.HashData(first)
            .AsSpan()
            .SequenceEqual(System.Security.Cryptography.SHA256.HashData(second));
    }

    private ImmutableArray<string> Remarks(string output) =>
        [
            .. Proxies
                .ProxyCredentials.Remove(output, go.Settings)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => !line.StartsWith("go: downloading ", StringComparison.Ordinal))
                .Select(Secrets.Redact),
        ];

    private Diagnostic NotExecutable(BuiltProgram program, string why)
    {
        var goFlags = go.Settings["GOFLAGS"];
        return
            goFlags.Value.Length > 0
            && (program.Sidecar.LdFlags is null || goFlags.Value.Contains("-buildmode", StringComparison.Ordinal))
            ? new(
                DiagnosticCatalogue.NotExecutable,
                goFlags.Location,
                $"`go build` of '{program.Sidecar.Name}' succeeded, but {why}; GOFLAGS is "
                    + $"'{goFlags.Value}': take out what asks for something else than a program, such as "
                    + $"-buildmode or -n."
            )
            : new(
                DiagnosticCatalogue.NotExecutable,
                SidecarItemLocator.Find(program.Sidecar.Item, "LdFlags"),
                $"`go build` of '{program.Sidecar.Name}' succeeded, but {why}; leave -buildmode out of LdFlags."
            );
    }

    private static Diagnostic NotUpToDate(BuiltProgram program) =>
        new(
            DiagnosticCatalogue.NotChecked,
            new(program.Sidecar.GoModPath),
            $"Not up to date: '{program.Sidecar.Name}' has to be built; build without -question."
        )
        {
            Severity = DiagnosticSeverity.Error,
        };
}

/// <summary>A program that is as its sources say.</summary>
/// <param name="Sidecar">What it was built from.</param>
/// <param name="Command">How.</param>
/// <param name="Path">Absolute path of the binary.</param>
/// <param name="StampPath">Absolute path of the file that says what it was built from, where it was built here.</param>
/// <param name="StoredStampPath">Likewise, where it was taken from the store of programs.</param>
public sealed record BuiltProgram(
    Sidecar Sidecar,
    BuildCommand Command,
    string Path,
    string StampPath,
    string StoredStampPath
)
{
    /// <summary>Where it goes in an output folder: <c>sidecars/NAME/NAME</c>, with .exe for Windows.</summary>
    public string TargetPath => $"sidecars/{Sidecar.Name}/{Sidecar.Name}{Command.Platform.ExecutableSuffix}";
}

/// <summary>How the build of one program ended.</summary>
/// <param name="IsBuilt">It is up to date.</param>
internal sealed record ProgramOutcome(
    bool IsBuilt,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> Remarks
)
{
    public static ProgramOutcome Built(ImmutableArray<string> remarks) => new(true, [], remarks);

    public static ProgramOutcome Failed(params ImmutableArray<Diagnostic> diagnostics) => new(false, diagnostics, []);
}

using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tidy;

/// <summary>The Go to check with, its settings, and what is wrong with it.</summary>
/// <param name="Toolchain">Null where there is no usable Go.</param>
/// <param name="Settings">The settings as they count in this build; without a Go, what is known without asking it.</param>
/// <param name="Problem">Why there is no toolchain; null where there is one.</param>
internal sealed record GoOnMachine(GoToolchain? Toolchain, GoSettings Settings, Diagnostic? Problem)
{
    /// <summary>The program isn't one of a distribution: it may be a script that chooses another Go in another folder, or says what it likes.</summary>
    public bool IsShim { get; private init; }

    /// <summary>What is wrong with the settings, whichever module they are used for: GDT1015 and 12xx.</summary>
    public ImmutableArray<Diagnostic> SettingsDiagnostics { get; } =
    [
        .. GoFlagsCheck.Check(Settings["GOFLAGS"].Value, Settings["GOFLAGS"].Location, Settings["GO111MODULE"].Value, Settings["GO111MODULE"].Location),
        .. ProxyPolicy.Check(Settings),
    ];

    /// <summary>GDT1139; null where GOROOT is right.</summary>
    public Diagnostic? WrongGoRoot { get; } = GoRootCheck.Check(Settings, Toolchain);

    /// <summary>Looks for private names among a module's requirements.</summary>
    public PrivateNameCheck PrivateNames { get; } = new(Settings);

    /// <summary>GOPATH; Go's own default is the folder go in the user's home.</summary>
    public string GoPath
    {
        get
        {
            var (value, home) = (Settings["GOPATH"].Value, OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME");
            return value.Length > 0 || !Settings.Sources.Environment.TryGetValue(home, out var folder) ? value : Path.Combine(folder, "go");
        }
    }

    /// <summary>Finds Go and sees what it is without starting it; null where the program has to be asked.</summary>
    public static GoOnMachine? Look(ModuleCheckRequest request)
    {
        var (executable, problem) = Locate(request);
        if (executable is null)
            return new(null, ReadSettings(request, null), AsNotChecked(problem!, request));
        return GoRoot.Read(executable) is { } toolchain ? new(toolchain, ReadSettings(request, toolchain), null) : null;
    }

    /// <summary>Finds Go and asks it.</summary>
    public static async Task<GoOnMachine> AskAsync(ModuleCheckRequest request, IProcessRunner runner, CancellationToken cancellationToken)
    {
        var (executable, missing) = Locate(request);
        if (executable is null)
            return new(null, ReadSettings(request, null), AsNotChecked(missing!, request));
        var (toolchain, problem) = await GoToolchainQuery
            .RunAsync(executable, request.Environment, runner, request.Timeout, cancellationToken).ConfigureAwait(false);
        var settings = ReadSettings(request, toolchain);
        // Without its folder go answers no question.
        return new(toolchain, settings, problem is null || GoRootCheck.Check(settings, null) is null ? problem : null) { IsShim = GoRoot.Read(executable) is null };
    }

    private static (string? Executable, Diagnostic? Problem) Locate(ModuleCheckRequest request) =>
        GoLocator.Find(request.GoExecutable, Path.GetDirectoryName(request.ProjectFile)!, request.Environment);

    private static GoSettings ReadSettings(ModuleCheckRequest request, GoToolchain? toolchain) =>
        GoSettingsReader.Read(request.Environment, request.ProjectFile, GoSettingsReader.Properties(request.Proxy, request.Private, request.SumDb, request.NoProxy), toolchain);

    // Everything that needs no Go still runs. A program that is there and doesn't work is an error everywhere: somebody has
    // to fix it.
    private static Diagnostic AsNotChecked(Diagnostic problem, ModuleCheckRequest request) =>
        problem with
        {
            Severity = Diagnostic.SeverityIn(request.ContinuousIntegration),
            Message = "Not checked whether the Go modules are tidy: " + problem.Message,
        };
}

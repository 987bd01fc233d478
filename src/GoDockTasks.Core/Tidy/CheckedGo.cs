using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tidy;

/// <summary>The Go to check with, and what is wrong with it whichever module it is used for.</summary>
/// <param name="Problem">Why there is no toolchain; null where there is one, or where GDT1139 says so.</param>
internal sealed record CheckedGo(GoInstallation? Installation, GoSettings Settings, Diagnostic? Problem)
{
    /// <summary>Null where there is no usable Go.</summary>
    public GoToolchain? Toolchain => Installation?.Toolchain;

    /// <summary>See <see cref="GoInstallation.IsShim"/>.</summary>
    public bool IsShim => Installation?.IsShim == true;

    /// <summary>What is wrong with the settings: GDT1015 and 12xx.</summary>
    public ImmutableArray<Diagnostic> SettingsDiagnostics { get; } =
    [
        .. GoFlagsCheck.Check(
            Settings["GOFLAGS"].Value,
            Settings["GOFLAGS"].Location,
            Settings["GO111MODULE"].Value,
            Settings["GO111MODULE"].Location
        ),
        .. ProxyPolicy.Check(Settings),
    ];

    /// <summary>GDT1139; null where GOROOT is right.</summary>
    public Diagnostic? WrongGoRoot { get; } = GoRootCheck.Check(Settings, Installation?.Toolchain);

    /// <summary>Looks for private names among a module's requirements.</summary>
    public PrivateNameCheck PrivateNames { get; } = new(Settings);

    /// <summary>GOPATH; Go's own default is the folder go in the user's home.</summary>
    public string GoPath
    {
        get
        {
            var (value, home) = (Settings["GOPATH"].Value, OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME");
            return value.Length > 0 || !Settings.Sources.Environment.TryGetValue(home, out var folder)
                ? value
                : Path.Combine(folder, "go");
        }
    }

    /// <summary>Without starting it; null where it has to be asked.</summary>
    public static CheckedGo? Look(ModuleCheckRequest request) =>
        GoInstallation.Look(request.Go, request.ProjectFile, request.Environment) is { } found
            ? Of(found, request)
            : null;

    /// <summary>Asks it where that is needed.</summary>
    public static async Task<CheckedGo> FindAsync(
        ModuleCheckRequest request,
        IProcessRunner runner,
        CancellationToken cancellationToken
    ) =>
        Of(
            await GoInstallation
                .FindAsync(
                    request.Go,
                    request.ProjectFile,
                    request.Environment,
                    runner,
                    request.Timeout,
                    cancellationToken
                )
                .ConfigureAwait(false),
            request
        );

    /// <summary>
    /// The settings with their defaults, which aren't written anywhere for a Go before 1.21: only the program knows
    /// them.
    /// </summary>
    public async Task<GoSettings> AllSettingsAsync(
        ModuleCheckRequest request,
        IProcessRunner runner,
        CancellationToken cancellationToken
    ) =>
        Toolchain is null || Settings["GOPROXY"].Value.Length > 0
            ? Settings
            : (
                await GoInstallation
                    .AskAsync(
                        request.Go,
                        request.ProjectFile,
                        request.Environment,
                        runner,
                        request.Timeout,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            ).Settings;

    // Everything that needs no Go still runs where there is none. A program that is there and doesn't work is an error
    // everywhere: somebody has to fix it. Without its folder go answers no question.
    private static CheckedGo Of(GoLookup go, ModuleCheckRequest request) =>
        new(
            go.Installation,
            go.Settings,
            go switch
            {
                { Problem: null } => null,
                { IsThere: true } => GoRootCheck.Check(go.Settings, null) is null ? go.Problem : null,
                _ => go.Problem with
                {
                    Severity = Diagnostic.SeverityIn(request.ContinuousIntegration),
                    Message = "Not checked whether the Go modules are tidy: " + go.Problem.Message,
                },
            }
        );
}

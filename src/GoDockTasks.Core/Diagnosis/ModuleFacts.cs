using System.Collections.Immutable;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Tidy;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>What a failure can depend on; free of credentials.</summary>
/// <param name="Go">Go's version and program; null where there is none.</param>
/// <param name="Module">The module's path, its go line and what it consists of, by name.</param>
/// <param name="Settings">Those of Go's settings that count, each with its value and who set it.</param>
/// <param name="Folders">Folders that go writes to.</param>
public sealed record ModuleFacts(
    string? Go,
    ImmutableArray<Fact> Module,
    ImmutableArray<Fact> Settings,
    ImmutableArray<FolderFact> Folders
)
{
    // Shown whoever set them: what a go command does without a network is decided by these.
    private static readonly string[] Always =
    [
        "GOPROXY",
        "GOSUMDB",
        "GOPRIVATE",
        "GONOPROXY",
        "GONOSUMDB",
        "GOFLAGS",
        "GOTOOLCHAIN",
        "GOMODCACHE",
        "GOCACHE",
        "GOWORK",
        "GO111MODULE",
        "CGO_ENABLED",
        "GOVCS",
        "GOINSECURE",
    ];

    /// <summary>Of a module that was checked with a Go that was asked.</summary>
    /// <param name="settings">Its settings with all defaults.</param>
    internal static ModuleFacts Of(
        CheckedModule module,
        CheckedGo go,
        GoSettings settings,
        string temporaryDirectory
    ) =>
        new(
            go.Toolchain is { } toolchain ? $"{toolchain.Version} ({toolchain.Executable})" : null,
            [
                new("module", module.GoMod.Module?.Path ?? ""),
                new("go", module.GoMod.Go?.Version ?? "none"),
                new("toolchain", module.GoMod.Toolchain?.Name ?? "none"),
                new("requirements", Count(module.GoMod.Require.Length)),
                new("replacements", Count(module.GoMod.Replace.Length)),
                new("go.sum", Has(module, "go.sum")),
                new("vendor/modules.txt", Has(module, "vendor/modules.txt")),
            ],
            [
                .. Always
                    .Concat(Named(settings.Sources.Environment.Keys))
                    .Concat(Named(settings.Sources.UserFile.Lines.Select(line => line.Name)))
                    .Concat(settings.Sources.Properties.Keys)
                    .Distinct(StringComparer.Ordinal)
                    .Select(name => settings[name])
                    .Where(setting => setting.Value.Length > 0)
                    .OrderBy(setting => setting.Name, StringComparer.Ordinal)
                    .Select(setting => new Fact(
                        setting.Name,
                        Secrets.Redact(UrlCredentials.Hide(setting.Value)),
                        SettingText.Source(setting)
                    )),
            ],
            [
                .. Folder(settings, "GOMODCACHE"),
                .. Folder(settings, "GOCACHE"),
                FolderFact.Of("temporary files", temporaryDirectory),
            ]
        );

    private static IEnumerable<string> Named(IEnumerable<string> variables) =>
        variables.Where(name =>
            name.StartsWith("GO", StringComparison.Ordinal) && !name.StartsWith("GODOCK", StringComparison.Ordinal)
            || name.StartsWith("CGO_", StringComparison.Ordinal)
        );

    private static IEnumerable<FolderFact> Folder(GoSettings settings, string name) =>
        settings[name].Value is { Length: > 0 } path && Path.IsPathFullyQualified(path)
            ? [FolderFact.Of(name, path)]
            : [];

    private static string Count(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Has(CheckedModule module, string file) =>
        File.Exists(Path.Combine(module.Directory, file)) ? "there" : "none";
}

/// <summary>A fact by its name.</summary>
/// <param name="Origin">Who set it; empty for what nobody sets.</param>
public sealed record Fact(string Name, string Value, string Origin = "");

/// <summary>A folder that go writes to.</summary>
/// <param name="Name">The setting.</param>
/// <param name="Path">Absolute.</param>
/// <param name="Exists">Go makes those that don't.</param>
/// <param name="FreeBytes">On its disk, for this user; null where that can't be asked.</param>
public sealed record FolderFact(string Name, string Path, bool Exists, long? FreeBytes)
{
    internal static FolderFact Of(string name, string path) => new(name, path, Directory.Exists(path), Free(path));

    private static long? Free(string path)
    {
        for (var folder = path; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            try
            {
                if (Directory.Exists(folder))
                    return new DriveInfo(folder).AvailableFreeSpace;
            }
            catch (Exception exception)
                when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return null;
            }
        }

        return null;
    }
}

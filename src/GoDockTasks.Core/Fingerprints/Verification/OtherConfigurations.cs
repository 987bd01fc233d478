using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>
/// Where a project's fingerprints are, if not in the configuration that was asked for: `dotnet publish` builds Release,
/// `dotnet build` Debug.
/// </summary>
internal static class OtherConfigurations
{
    // bin/Release/net10.0/linux-x64/publish
    private const int MaxDepth = 6;

    /// <summary>A sentence that says which configuration has some, with the command; null where none has.</summary>
    public static string? Hint(VerificationScope scope)
    {
        if (scope.BaseOutputPath is not { } root || !Directory.Exists(root))
            return null;
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = MaxDepth,
            IgnoreInaccessible = true,
        };
        string? Relative(string path) => Path.GetDirectoryName(Path.GetRelativePath(root, path));
        var found = Directory
            .EnumerateDirectories(root, "sidecars", options)
            .Where(folder => !scope.Folders.Any(own => own.Output == folder || own.Published == folder))
            .Where(folder => Directory.EnumerateFiles(folder, "*", options).Any(FingerprintFiles.IsFingerprint))
            .Select(Relative)
            .OfType<string>()
            .OrderBy(folder => folder.Length)
            .ThenBy(folder => folder, StringComparer.Ordinal)
            .FirstOrDefault();
        if (found is null)
            return null;
        var parts = found.Split(Path.DirectorySeparatorChar).SelectMany(part => part.Split('_')).ToArray();
        var configuration = (scope.Configurations ?? "")
            .Split(';', StringSplitOptions.TrimEntries)
            .FirstOrDefault(name => parts.Contains(name, StringComparer.OrdinalIgnoreCase));
        var platform = Array.Find(parts, part => GoPlatform.FromRuntimeIdentifier(part) is not null);
        var project = Path.GetFileName(scope.ProjectFile);
        var switches = configuration is null ? "" : $" -c {configuration}";
        if (platform is not null)
            switches += $" -r {platform}";
        var command = $"dotnet build {project} -t:VerifyBuildFingerprint{switches}";
        return $"There are fingerprints in '{Path.Combine(root, found)}': run `{command}`";
    }
}

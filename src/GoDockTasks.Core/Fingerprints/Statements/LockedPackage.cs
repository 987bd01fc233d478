using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using NuGet.Versioning;

namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>A .NET package as NuGet's packages.lock.json has it.</summary>
/// <param name="Framework">The target framework, with <c>/</c> and the runtime identifier where there is one.</param>
/// <param name="Name">The package's id.</param>
/// <param name="Version">The version that was resolved.</param>
/// <param name="Requested">The range that the project asks for; null for what other packages bring along.</param>
/// <param name="ContentHash">SHA-512 of the package in base64, or null.</param>
public sealed record LockedPackage(
    string Framework,
    string Name,
    string Version,
    string? Requested,
    string? ContentHash
)
{
    /// <summary>The lock file's name.</summary>
    public const string FileName = "packages.lock.json";

    // A line a package and framework: thousands of both fit.
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Where the version stands in the file.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>
    /// NuGet resolves to no such version: somebody changed one of the two by hand. What isn't a version or a
    /// range of NuGet's is never outside.
    /// </summary>
    public bool IsOutsideItsRange => IsOutside(Requested, Version);

    /// <summary>As <see cref="IsOutsideItsRange"/>.</summary>
    internal static bool IsOutside(string? requested, string? resolved) =>
        requested is not null
        && VersionRange.TryParse(requested, out var range)
        && resolved is not null
        && NuGetVersion.TryParse(resolved, out var version)
        && !range.Satisfies(version);

    /// <summary>The packages of a project, by framework and name; none where there is no file that is a lock.</summary>
    /// <param name="projectDirectory">Absolute.</param>
    public static ImmutableArray<LockedPackage> Read(string projectDirectory)
    {
        var path = Path.Combine(projectDirectory, FileName);
        if (!File.Exists(path) || RegularFile.TryRead(path, MaxBytes).Content is not { } content)
            return [];
        var reader = new LockReader(path, content);
        try
        {
            reader.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // NuGet says so itself when it restores.
            return [];
        }

        return
        [
            .. reader
                .Packages.OrderBy(package => package.Framework, StringComparer.Ordinal)
                .ThenBy(package => package.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>GDT3013 for each package whose version lies outside its range.</summary>
    public static IEnumerable<Diagnostic> Problems(IEnumerable<LockedPackage> packages) =>
        from package in packages
        where package.IsOutsideItsRange
        select new Diagnostic(
            DiagnosticCatalogue.PackageOutsideRange,
            package.Location,
            $"{package.Name} is resolved to {package.Version} for {package.Framework}, and the project requests "
                + $"{package.Requested}: NuGet doesn't resolve so, somebody changed one of them; "
                + "run `dotnet restore --force-evaluate`"
        );

    // Depth 1 is the file's own object, 2 dependencies, 3 a framework, 4 a package.
    private sealed class LockReader(string path, byte[] content)
    {
        private readonly string[] names = new string[5];
        private Dictionary<string, string> members = [];
        private SourceLocation location;

        public List<LockedPackage> Packages { get; } = [];

        public void Read()
        {
            var reader = new Utf8JsonReader(content);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth < names.Length)
                    names[reader.CurrentDepth] = reader.GetString()!;
                else if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 3)
                    members = [];
                else if (reader.TokenType == JsonTokenType.String && reader.CurrentDepth == 4)
                    AddMember(reader);
                else if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 3)
                    AddPackage();
            }
        }

        // A project of the solution has no version.
        private void AddPackage()
        {
            if (names[1] == "dependencies" && members.TryGetValue("resolved", out var version))
            {
                var requested = members.GetValueOrDefault("requested");
                var hash = members.GetValueOrDefault("contentHash");
                Packages.Add(new(names[2], names[3], version, requested, hash) { Location = location });
            }
        }

        private void AddMember(Utf8JsonReader reader)
        {
            members[names[4]] = reader.GetString()!;
            if (names[4] != "resolved")
                return;
            var before = content.AsSpan(0, (int)reader.TokenStartIndex);
            var line = before[(before.LastIndexOf((byte)'\n') + 1)..];
            location = new(path, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(line) + 1);
        }
    }
}

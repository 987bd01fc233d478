using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Gates;

/// <summary>
/// What the last releases measured, by service, platform and Go version: in one file that a repository keeps, or a
/// pipeline carries from one run to the next, and in a signed statement about each image that is released.
/// </summary>
public static class Baselines
{
    /// <summary>How many releases are kept, and the mean is taken of.</summary>
    public const int Kept = 10;

    /// <summary>Of fewer no mean is taken.</summary>
    public const int Needed = 3;

    /// <summary>What docs/gates.md defines, version 1; why a UUID, says the type of a fingerprint's build.</summary>
    public const string PredicateType = "urn:uuid:c3a3f4f2-5c0b-4d53-9a57-6d1f3b0e7a41#godock-baselines-v1";

    private const int Version = 1;
    private const string Unknown = "it isn't what is written here";
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Adds what a passing report measured; who else adds at the same time loses nothing.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="report">One that doesn't allow a push adds nothing.</param>
    /// <returns>
    /// GDT4027 where the file can't be used: it stays as it is. GDT1012 where it can't be written.
    /// </returns>
    public static ImmutableArray<Diagnostic> Add(string path, GateReport report) =>
        report.AllowsPush ? CrossProcessLock.Run(path, () => AddAlone(path, report)) : [];

    internal static BaselineReading Read(string? path)
    {
        if (path is null)
            return BaselineReading.None;
        var (content, problem) = RegularFile.TryRead(path, MaxBytes);
        if (content is null)
            // Nothing was released yet; what is there and can't be read may hold releases.
            return File.Exists(path) ? Unusable(path, problem!) : BaselineReading.None;
        if (StrictJson.Read(content, out var root) is { } malformed)
            return Unusable(path, malformed);
        (var reading, problem) = Parse(root);
        return reading ?? Unusable(path, problem!);
    }

    /// <param name="root">The file's, or the predicate of a statement.</param>
    internal static (BaselineReading? Reading, string? Problem) Parse(JsonElement root)
    {
        if (VersionProblem(root) is { } problem)
            return (null, problem);
        var entries = ImmutableDictionary.CreateBuilder<BaselineKey, ImmutableArray<MeasuredRelease>>();
        foreach (var entry in StrictJson.List(root, "baselines"))
        {
            if (Key(entry) is not { } key || Releases(entry) is not { } releases || !entries.TryAdd(key, releases))
                return (null, Unknown);
        }

        var last = ImmutableDictionary.CreateBuilder<(string, string), LastRelease>();
        foreach (var entry in StrictJson.List(root, "last"))
        {
            if (LastRelease.Read(entry) is not var (key, release) || !last.TryAdd(key, release))
                return (null, Unknown);
        }

        return (new(entries.ToImmutable(), null) { Last = last.ToImmutable() }, null);
    }

    /// <summary>What a release leaves to the next one: its own figures with those of the releases before.</summary>
    internal static byte[] After(GateReport report, string service) =>
        ToUtf8(report.Known.Of(service).With(report.Measured.Where(program => program.Key.Service == service)));

    private static string? VersionProblem(JsonElement root)
    {
        var version = StrictJson.Member(root, "version");
        return version.ValueKind != JsonValueKind.Number ? "it has no version"
            : !version.TryGetInt32(out var number) || number != Version
                ? $"it has version {version}, and {Version} is what is known here"
            : null;
    }

    private static ImmutableArray<Diagnostic> AddAlone(string path, GateReport report)
    {
        var reading = Read(path);
        if (reading.Problem is { } problem)
            return [problem];
        return [.. ReportFile.Write(path, ToUtf8(reading.With(report.Measured)))];
    }

    private static byte[] ToUtf8(BaselineReading reading)
    {
        var written = ToUtf8(reading.Entries, reading.Last);
        // What is only shown gives way to what gates need.
        return written.Length > MaxBytes ? ToUtf8(reading.Entries, reading.Last.Clear()) : written;
    }

    private static byte[] ToUtf8(
        ImmutableDictionary<BaselineKey, ImmutableArray<MeasuredRelease>> entries,
        ImmutableDictionary<(string Service, string Platform), LastRelease> last
    ) =>
        [
            .. CanonicalJson.ToUtf8(
                new JsonObject
                {
                    ["version"] = Version,
                    ["baselines"] = new JsonArray([
                        .. entries
                            .OrderBy(entry => entry.Key.Service, StringComparer.Ordinal)
                            .ThenBy(entry => entry.Key.Platform, StringComparer.Ordinal)
                            .ThenBy(entry => entry.Key.GoVersion, StringComparer.Ordinal)
                            .Select(entry => new JsonObject
                            {
                                ["service"] = entry.Key.Service,
                                ["platform"] = entry.Key.Platform,
                                ["goVersion"] = entry.Key.GoVersion,
                                ["releases"] = new JsonArray([.. entry.Value.Select(ToJson)]),
                            }),
                    ]),
                    ["last"] = new JsonArray([
                        .. last.OrderBy(entry => entry.Key.Service, StringComparer.Ordinal)
                            .ThenBy(entry => entry.Key.Platform, StringComparer.Ordinal)
                            .Select(entry => entry.Value.ToJson(entry.Key)),
                    ]),
                }
            ),
            (byte)'\n',
        ];

    private static JsonNode ToJson(MeasuredRelease release)
    {
        var written = new JsonObject { ["program"] = release.Sha256 };
        foreach (var (name, value) in release.Figures)
            written[name] = value;
        return written;
    }

    private static BaselineKey? Key(JsonElement entry) =>
        StrictJson.Text(entry, "service") is { } service
        && StrictJson.Text(entry, "platform") is { } platform
        && StrictJson.Text(entry, "goVersion") is { } goVersion
            ? new(service, platform, goVersion)
            : null;

    private static ImmutableArray<MeasuredRelease>? Releases(JsonElement entry)
    {
        var releases = ImmutableArray.CreateBuilder<MeasuredRelease>();
        foreach (var release in StrictJson.List(entry, "releases"))
        {
            if (StrictJson.Text(release, "program") is not { } program)
                return null;
            var figures = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
            foreach (var figure in release.EnumerateObject().Where(figure => figure.Name != "program"))
            {
                if (
                    figure.Value.ValueKind != JsonValueKind.Number
                    || !figure.Value.TryGetInt64(out var value)
                    || value < 0
                )
                    return null;
                figures[figure.Name] = value;
            }

            releases.Add(new(program, figures.ToImmutable()));
        }

        return releases.ToImmutable();
    }

    private static BaselineReading Unusable(string path, string problem) =>
        new(
            BaselineReading.None.Entries,
            new(
                DiagnosticCatalogue.BaselinesUnusable,
                new(path),
                $"the baselines in '{path}' can't be used: {problem}; restore the file from version control, or "
                    + "delete it and begin anew. It was left as it is"
            )
        );
}

/// <summary>What a baseline is kept for.</summary>
/// <param name="Service">The sidecar's name.</param>
/// <param name="Platform">As <c>linux/amd64</c>.</param>
/// <param name="GoVersion">As <c>go1.27.3</c>.</param>
public sealed record BaselineKey(string Service, string Platform, string GoVersion);

/// <summary>What was measured of a program that was released.</summary>
/// <param name="Sha256">The program's.</param>
/// <param name="Figures">By name, which has the unit.</param>
public sealed record MeasuredRelease(string Sha256, ImmutableSortedDictionary<string, long> Figures);

/// <summary>What was measured of a program that is to be released.</summary>
public sealed record MeasuredProgram(BaselineKey Key, MeasuredRelease Release)
{
    /// <summary>As for <see cref="LastRelease"/>.</summary>
    public ImmutableSortedDictionary<string, string>? Modules { get; init; }

    /// <returns>Null for what doesn't say how it was built.</returns>
    internal static MeasuredProgram? Of(GatedProgram program, GateState state) =>
        Measurements.KeyOf(program.Sidecar.Name, state.BuildInfoOf(program.Path).BuildInfo) is { } key
        && FileDigest.Sha256(program.Path).Sha256 is { } sha256
            ? new(key, new(sha256, state.FiguresOf(program).ToImmutableSortedDictionary(StringComparer.Ordinal)))
            {
                Modules = LastRelease.ModulesOf(state.BuildInfoOf(program.Path).BuildInfo),
            }
            : null;
}

/// <summary>Baselines; none, and GDT4027, where their file can't be used.</summary>
internal sealed record BaselineReading(
    ImmutableDictionary<BaselineKey, ImmutableArray<MeasuredRelease>> Entries,
    Diagnostic? Problem
)
{
    public static BaselineReading None { get; } =
        new(ImmutableDictionary<BaselineKey, ImmutableArray<MeasuredRelease>>.Empty, null);

    /// <summary>The last releases, by service and platform.</summary>
    public ImmutableDictionary<(string Service, string Platform), LastRelease> Last { get; init; } =
        ImmutableDictionary<(string, string), LastRelease>.Empty;

    /// <summary>Those of one service.</summary>
    public BaselineReading Of(string service) => Where(name => name == service);

    /// <summary>With what was released now.</summary>
    public BaselineReading With(IEnumerable<MeasuredProgram> measured)
    {
        var (entries, last) = (Entries, Last);
        foreach (var program in measured)
        {
            var known = entries.GetValueOrDefault(program.Key, []);
            // A pipeline that runs again releases nothing new.
            if (known.IsEmpty || known[^1].Sha256 != program.Release.Sha256)
                entries = entries.SetItem(program.Key, [.. known.TakeLast(Baselines.Kept - 1), program.Release]);
            last = last.SetItem(
                (program.Key.Service, program.Key.Platform),
                new(program.Key.GoVersion, program.Release.Sha256, program.Modules)
            );
        }

        return this with
        {
            Entries = entries,
            Last = last,
        };
    }

    /// <summary>With what the registry says of its services, in place of what is said here.</summary>
    public BaselineReading With(IEnumerable<ReleasedBaselines> released) =>
        released
            .Where(each => each.Reading is not null)
            .Aggregate(this, (reading, each) =>
            {
                var others = reading.Where(name => name != each.Sidecar);
                return reading with
                {
                    Entries = others.Entries.AddRange(each.Reading!.Entries),
                    Last = others.Last.AddRange(each.Reading.Last),
                };
            });

    private BaselineReading Where(Func<string, bool> isService) =>
        new(Entries.RemoveRange(Entries.Keys.Where(key => !isService(key.Service))), null)
        {
            Last = Last.RemoveRange(Last.Keys.Where(key => !isService(key.Service))),
        };

    /// <summary>
    /// Releases of a service for a platform, up to <see cref="Baselines.Kept"/>. Between versions of Go only the last
    /// one is known to have been that: the others come in the order of versions, the key's own behind them.
    /// </summary>
    public ImmutableArray<PastRelease> Past(BaselineKey key)
    {
        var last = Last.GetValueOrDefault((key.Service, key.Platform))?.GoVersion;
        return
        [
            .. Entries
                .Where(entry => entry.Key.Service == key.Service && entry.Key.Platform == key.Platform)
                .OrderBy(entry => entry.Key.GoVersion == last)
                .ThenBy(entry => entry.Key.GoVersion == key.GoVersion)
                .ThenBy(entry => entry.Key.GoVersion, GoVersionOrder)
                .SelectMany(entry => entry.Value.Select(release => new PastRelease(entry.Key.GoVersion, release)))
                .TakeLast(Baselines.Kept),
        ];
    }

    private static Comparer<string> GoVersionOrder { get; } =
        Comparer<string>.Create(
            (left, right) =>
                GoVersion.Compare(left, right) is var order && order != 0 ? order : string.CompareOrdinal(left, right)
        );

    /// <summary>The last releases that have a figure, up to <see cref="Baselines.Kept"/>.</summary>
    public ImmutableArray<long> Figures(BaselineKey key, string name) =>
        [
            .. Entries
                .GetValueOrDefault(key, [])
                .Where(release => release.Figures.ContainsKey(name))
                .Select(release => release.Figures[name])
                .TakeLast(Baselines.Kept),
        ];
}

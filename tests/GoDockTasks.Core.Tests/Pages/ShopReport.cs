using System.Collections.Immutable;
using System.Globalization;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Tests.Pages;

/// <summary>What the gates might have said of a shop with six services.</summary>
internal static class ShopReport
{
    public const string Title = "Shop.Web";

    /// <summary>Beside this one.</summary>
    public const int EarlierReleases = 9;

    public static readonly ImmutableArray<string> Services =
    [
        "catalog",
        "checkout",
        "inventory",
        "mailer",
        "orders",
        "pricing",
    ];

    private const long MiB = 1024 * 1024;

    /// <param name="root">The folder that has <c>sidecars</c>.</param>
    public static GateReport Create(string root = "/src") =>
        new([.. Services.SelectMany(Lines)])
        {
            Programs = [.. Services.Select(service => Program(service, root: root))],
            Used =
            [
                new(
                    new("GO-2026-4117", "only templates of our own are rendered", new(2027, 3, 31)),
                    "GO-2026-4117",
                    ["CVE-2026-31337"],
                    "mailer"
                ),
            ],
        };

    /// <summary>One that has grown by a sixth; the others by little.</summary>
    public static ReportedProgram Program(string service, string root = "/src")
    {
        var number = Services.IndexOf(service) + 1;
        var past = Enumerable
            .Range(0, EarlierReleases)
            .Select(release => new PastRelease(
                release < 3 ? "go1.27.2" : "go1.27.3",
                Measured(number, release, 1 + 0.004 * release + 0.002 * ((release * number) % 3))
            ));
        var now = Measured(number, EarlierReleases, service == "inventory" ? 1.19 : 1.035);
        return new(
            new(service, $"{root}/sidecars/{service}", null, new($"../{service}", Metadata, "", null)),
            BuildInfo(service, ShopModules.Linked),
            new(new(service, "linux/amd64", "go1.27.3"), now)
            {
                Modules = LastRelease.ModulesOf(BuildInfo(service, ShopModules.Linked)),
            }
        )
        {
            Commit = "5e8a2f60c1b94d73a8e05d1f7b62c94e3a1d0f8b",
            ImageDigest = "sha256:" + Hash(number + 40),
            Past = [.. past],
            Last = new("go1.27.3", past.Last().Measured.Sha256, ShopModules.Last),
        };
    }

    public static GoBuildInfo BuildInfo(string service, string modules) =>
        new(
            "go1.27.3",
            $"example.com/shop/{service}/cmd/{service}",
            new($"example.com/shop/{service}", "(devel)", "", null),
            [
                .. modules
                    .Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(module => module.Split(' '))
                    .Select(module => new GoBuildModule(module[0], module[1], "h1:", null)),
            ],
            [],
            default
        );

    private static readonly Dictionary<string, string> Metadata = [];

    private static IEnumerable<GateLine> Lines(string service)
    {
        yield return service switch
        {
            "orders" => Line(
                service,
                "vulnerabilities",
                new(GateVerdict.Failed, "1 hold it up, 2 don't hold it up")
                {
                    Measured = new(9.8, "score"),
                    Threshold = new(7, "score"),
                    Diagnostics =
                    [
                        new(
                            DiagnosticCatalogue.Vulnerable,
                            default,
                            "'orders': GO-2026-3402 (CVE-2026-20071) of github.com/jackc/pgproto3 v2.3.2 is called "
                                + "(score 9.8, threshold 7.0): SQL injection by an overflow of the message's size; "
                                + "update to v2.3.3"
                        ),
                    ],
                }
            ),
            _ => Line(
                service,
                "vulnerabilities",
                new(GateVerdict.Passed, service == "mailer" ? "1 accepted" : "none")
                {
                    Measured = new(0, "score"),
                    Threshold = new(7, "score"),
                }
            ),
        };
        yield return Line(
            service,
            "static-analysis",
            new(GateVerdict.Passed, "0 new of 3 errors, 12 others")
            {
                Measured = new(0, "findings"),
                Threshold = new(0, "findings"),
                Baseline = new(3, "findings"),
            }
        );
        var hasGrown = service == "inventory";
        yield return Line(
            service,
            "size",
            new(
                hasGrown ? GateVerdict.Warned : GateVerdict.Passed,
                hasGrown
                    ? "program 31.99 MiB, +16.9% of the mean of 9 releases, 27.37 MiB"
                    : "program 18.2 MiB, +1.6% of the mean of 9 releases, 17.9 MiB"
            )
            {
                Measured = new(hasGrown ? 16.9 : 1.6, "percent"),
                Threshold = new(15, "percent"),
                Baseline = new((hasGrown ? 27.4 : 17.9) * MiB, "bytes"),
                Diagnostics = hasGrown
                    ?
                    [
                        new(
                            DiagnosticCatalogue.Grown,
                            default,
                            "'inventory': program 31.99 MiB, +16.9% of the mean of 9 releases (threshold 15%); see "
                                + "what came in with `dotnet build -t:GenerateSbom` and `go tool nm -size -sort size`"
                        ),
                    ]
                    : [],
            }
        );
        yield return Line(service, "memory", new(GateVerdict.NotChecked, "no GoDockGate item asks for it"), false);
        yield return Line(
            service,
            "start-up",
            new(GateVerdict.Passed, "1.01 times the last release's time to start, and at least 0.98 times")
            {
                Measured = new(1.01, "ratio"),
                Threshold = new(1.2, "ratio"),
                Baseline = new(41_800_000, "ns"),
            }
        );
        yield return Line(
            service,
            "contract",
            new(GateVerdict.NotChecked, "no GoDockGate item asks for it"),
            isRequired: false
        );
        yield return Line(service, "environment", new(GateVerdict.Passed, "1 images: TZ, user, labels, base"));
        yield return Line(service, "fingerprint", new(GateVerdict.Passed, "signed by keys/release.pub"));
    }

    private static GateLine Line(string service, string gate, GateOutcome outcome, bool isRequired = true) =>
        new(service, gate, isRequired, outcome) { Platform = "linux/amd64" };

    private static MeasuredRelease Measured(int number, int release, double factor)
    {
        var size = (long)((12 + 5 * number) * MiB * factor);
        return new(
            Hash(number * 100 + release),
            ImmutableSortedDictionary<string, long>
                .Empty.Add("programBytes", size)
                .Add("imageBytes", size / 2 + 3 * MiB)
                .Add("startUpNanoseconds", 40_000_000 + number * 1_000_000 + release * release % 7 * 600_000)
        );
    }

    private static string Hash(int number) =>
        string.Concat(Enumerable.Repeat(number.ToString("x4", CultureInfo.InvariantCulture), 16));
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>A file that is no Go program, and its signed fingerprint beside it.</summary>
internal sealed class Signed : IDisposable
{
    public const string Builder = "urn:example:builder";

    private readonly TemporaryFolder folder = new();

    public Signed()
    {
        Binary = folder.Write("orders", "a program");
        Statement = StatementWriter.ToUtf8(
            [new("orders", Convert.ToHexStringLower(SHA256.HashData("a program"u8)))],
            Inputs,
            new RunDetails(Builder)
        );
        Bundle = folder.Path("orders.sigstore.json");
        Sign(Statement);
    }

    /// <summary>What the fingerprint tells of.</summary>
    public static FingerprintInputs Inputs { get; } =
        new()
        {
            SourceUri = "https://git.example.com/shop",
            Source = Sections.OfParameters(("uri", "https://git.example.com/shop"), ("ref", "refs/tags/v1.2.0")),
            Commit = new('a', 40),
            Tree = new('b', 40),
            Service = Sections.OfParameters(
                ("name", "orders"),
                ("package", "./cmd/orders"),
                ("moduleDir", "sidecars/orders")
            ),
            Target = Sections.OfParameters(("GOOS", "linux"), ("GOARCH", "amd64"), ("GOAMD64", "v1")),
            Compile = Sections.OfParameters(
                ("trimpath", true),
                ("buildvcs", false),
                ("mod", "readonly"),
                ("tags", ImmutableArray.Create("netgo", "prod")),
                ("ldflags", "-s -w")
            ),
            Environment = Sections.OfParameters(("CGO_ENABLED", "0"), ("GOWORK", "off")),
            Runtime = Sections.OfParameters(
                ("user", "65532:65532"),
                ("tz", "Etc/UTC"),
                ("ports", ImmutableArray.Create("8080/tcp"))
            ),
            GoVersion = "go1.27.3",
            MainModule = "example.com/orders",
            GeneratorVersion = "1.0.0",
            Modules =
            [
                new("example.com/log", "v1.0.0", "h1:" + Convert.ToBase64String(new byte[32]), null, false, null, null),
            ],
            Files = Members(("go.mod", new string('c', 64))),
            SourcesHash = "h1:" + Convert.ToBase64String(new byte[32]),
        };

    public ECDsa Key { get; } = Keys.New();

    public string Binary { get; }

    public string Bundle { get; }

    public byte[] Statement { get; }

    public TemporaryFolder Folder => folder;

    public TrustedKey Trusted => new(VerificationKey.Of(Key), Builder);

    public void Sign(byte[] payload, ECDsa? by = null, string payloadType = DsseEnvelope.InToto)
    {
        using var signing = Keys.Signing(by ?? Key);
        var signature = signing.Sign(DsseEnvelope.PreAuthenticationEncoding(payloadType, payload));
        File.WriteAllBytes(Bundle, SigstoreBundle.ToUtf8(new(payloadType, payload, signature, signing.Fingerprint)));
    }

    /// <summary>Signs the statement after a change.</summary>
    public void Sign(Action<JsonNode> change, ECDsa? by = null)
    {
        var statement = JsonNode.Parse(Statement)!;
        change(statement);
        Sign(Encoding.UTF8.GetBytes(statement.ToJsonString()), by);
    }

    /// <summary>Verifies it, and has cosign verify it, who must agree.</summary>
    /// <param name="difference">What cosign must say otherwise.</param>
    public async Task<FingerprintVerdict> VerifyAsync(TrustedKey key, CosignDifference? difference = null)
    {
        var verdict = await VerifyAloneAsync(key);
        Assert.IsNull(await DisagreementAsync(verdict, difference));
        return verdict;
    }

    /// <summary>What is wrong with how cosign and we judge it; null where nothing is.</summary>
    public Task<string?> DisagreementAsync(FingerprintVerdict verdict, CosignDifference? difference) =>
        new Cosign(folder).DisagreementAsync(
            Key,
            Bundle,
            Binary,
            verdict.ToDiagnostics().FirstOrDefault()?.Code,
            difference
        );

    /// <summary>
    /// Verifies it without cosign: for what differs from others only in what cosign doesn't see, or sees alike.
    /// </summary>
    public async Task<FingerprintVerdict> VerifyAloneAsync(params TrustedKey[] keys) =>
        (await new FingerprintVerifier(null).RunAsync(new([Bundle], [.. keys], []), CancellationToken.None)).Single();

    public void Dispose()
    {
        Key.Dispose();
        folder.Dispose();
    }

    private static ImmutableSortedDictionary<string, string> Members(params (string Name, string Value)[] members) =>
        members.ToImmutableSortedDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);

    /// <summary>The first code of a verdict.</summary>
    public static string CodeOf(FingerprintVerdict verdict) =>
        verdict.ToDiagnostics().Select(diagnostic => diagnostic.Code).FirstOrDefault() ?? "none";

    /// <summary>Changes a statement at a path of names and numbers with `/` between.</summary>
    public static void Set(JsonNode statement, string path, JsonNode? value)
    {
        var names = path.Split('/');
        var parent = names[..^1]
            .Aggregate(statement, (node, name) =>
                node is JsonArray list
                    ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]!
                    : node[name]!
            );
        parent[names[^1]] = value;
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GoDockTasks.Core.Building;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tests.Building;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>A Go program with a requirement, built by real Go and with its signed fingerprint beside it.</summary>
internal sealed class PrintedFolder : IDisposable
{
    public const string Builder = "urn:example:builder";

    private const string Main = "package main\n\nimport \"example.com/log\"\n\nfunc main() { println(log.Name) }\n";

    private PrintedFolder()
    {
        var store = new ModuleStore(Built.Folder.Path("store"))
            .Add("example.com/log", "v1.0.0", ("log.go", "package log\n\nconst Name = \"one\"\n"))
            .Add("example.com/log", "v1.1.0", ("log.go", "package log\n\nconst Name = \"two\"\n"));
        Built.Environment["GOPROXY"] = store.Url;
        Built
            .With("orders/go.mod", "module example.com/orders\n\ngo 1.19\n\nrequire example.com/log v1.0.0\n")
            .With("orders/main.go", Main);
        Sidecar = Built.Sidecar("orders");
    }

    public BuiltFolder Built { get; } = new();

    public ECDsa Key { get; } = Keys.New();

    /// <summary>As the project has it now.</summary>
    public Sidecar Sidecar { get; set; }

    public string Binary { get; private set; } = "";

    public string Stamp => Built.Folder.Path("src/app/obj/godock/stamps/orders");

    public BuiltImages Images { get; set; } = BuiltImages.None;

    /// <summary>The images that a verification knows of.</summary>
    public ImmutableArray<BuiltImage> Here { get; set; } = [];

    public StartUpClock? StartUp { get; set; }

    /// <summary>Which node of a builder built its image.</summary>
    public string? Node { get; set; }

    /// <summary>The signed statement.</summary>
    public byte[] Payload => PayloadOf(Bundle);

    /// <summary>What it says, by "kind name".</summary>
    public Dictionary<string, InputFact> Facts
    {
        get
        {
            using var payload = JsonDocument.Parse(Payload);
            return InputFact
                .Of(payload.RootElement.GetProperty("predicate").GetProperty("buildDefinition"))
                .ToDictionary(fact => $"{fact.Kind} {fact.Name}");
        }
    }

    public string Bundle => Path.Combine(Path.GetDirectoryName(Binary)!, "orders.sigstore.json");

    public GeneratedFingerprint Generated { get; private set; } = null!;

    public static byte[] PayloadOf(string bundle) =>
        SigstoreBundle.Read(File.ReadAllBytes(bundle)).Envelope!.Payload.ToArray();

    public static async Task<PrintedFolder> NewAsync(Action<PrintedFolder>? before = null)
    {
        var folder = new PrintedFolder();
        await folder.TidyAsync();
        before?.Invoke(folder);
        var report = await folder.Built.BuildAsync(folder.Sidecar);
        Assert.IsEmpty(report.Diagnostics.Select(diagnostic => diagnostic.Message + diagnostic.Detail));
        folder.Binary = report.Programs.Single().Path;
        await folder.PrintAsync();
        return folder;
    }

    public async Task TidyAsync()
    {
        var tidy = await Built.Go.RunAsync(Built.Folder.Path("orders"), Built.Environment, "mod", "tidy");
        Assert.IsTrue(tidy.Succeeded, tidy.StandardError);
    }

    public async Task PrintAsync() =>
        Assert.IsEmpty((await PrintAsync(CancellationToken.None)).Select(diagnostic => diagnostic.Message));

    /// <summary>Makes the program's fingerprint, and others'.</summary>
    public async Task<ImmutableArray<Diagnostic>> PrintAsync(
        CancellationToken cancellationToken,
        params ImmutableArray<ProgramFile> others
    )
    {
        using var signing = Keys.Signing(Key);
        var generator = new FingerprintGenerator(
            Collector(),
            signing,
            RunDetails.By(Builder, "urn:example:run", "node")
        )
        {
            Images = Images,
            StartUp = StartUp,
        };
        var (fingerprints, diagnostics) = await generator.RunAsync(
            [new(Program, Binary, Stamp) { Node = Node }, .. others],
            cancellationToken
        );
        Generated = fingerprints[0];
        return diagnostics;
    }

    /// <summary>Makes the program's fingerprint without a key.</summary>
    public async Task<ImmutableArray<Diagnostic>> PrintUnsignedAsync() =>
        (
            await new FingerprintGenerator(
                Collector(),
                null,
                RunDetails.By(Builder, "urn:example:run", "node")
            ).RunAsync([new(Program, Binary, Stamp)], CancellationToken.None)
        ).Diagnostics;

    public async Task<FingerprintVerdict> VerifyAsync(SidecarBuildRequest? rebuild = null)
    {
        var collector = Collector();
        var verifier = new FingerprintVerifier(collector, rebuild is null ? null : new(Built, collector, rebuild));
        var verdict = (
            await verifier.RunAsync(
                new([Bundle], [new(VerificationKey.Of(Key), Builder) { AllowDirty = true }], []) { Images = Here },
                CancellationToken.None
            )
        ).Single();
        await AssertAgreementAsync(verdict);
        return verdict;
    }

    public void Dispose()
    {
        Key.Dispose();
        Built.Dispose();
    }

    // The bundle is what we wrote, and the file what we built: what is refused then is the tree, an image or the
    // rebuild.
    private async Task AssertAgreementAsync(FingerprintVerdict verdict)
    {
        var isSubject =
            FileDigest.Sha256(Binary).Sha256 is { } digest
            && Encoding.UTF8.GetString(Payload).Contains(digest, StringComparison.Ordinal);
        var code = verdict.ToDiagnostics().FirstOrDefault()?.Code;
        Assert.IsNull(
            await new Cosign(Built.Folder).DisagreementAsync(
                Key,
                Bundle,
                Binary,
                code,
                isSubject && code is not null ? CosignDifference.Statement : null
            )
        );
    }

    private FingerprintedProgram Program => new(Sidecar, ".");

    public FingerprintCollector Collector() =>
        new(
            Built,
            new()
            {
                Programs = [Program],
                ProjectFile = Built.Request.ProjectFile,
                Settings = GoSettingsReader.Read(
                    Built.Environment,
                    Built.Request.ProjectFile,
                    GoProperties.None,
                    toolchain: null
                ),
                GeneratorVersion = "1.0.0",
                Timeout = TimeSpan.FromMinutes(1),
            }
        );
}

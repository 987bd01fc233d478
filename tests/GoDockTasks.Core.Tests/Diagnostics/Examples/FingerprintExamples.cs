using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Tests.Fingerprints;
using GoDockTasks.Core.Tests.Fingerprints.BuildInfo;
using GoDockTasks.Core.Tests.Images;

namespace GoDockTasks.Core.Tests.Diagnostics.Examples;

/// <summary>30xx and 40xx.</summary>
internal static class FingerprintExamples
{
    // A case beside the other: the formatter runs them together.
    // csharpier-ignore
    public static IEnumerable<DiagnosticExample> All =>
    [
        Verified("GDT3001", signed =>
        {
            var bundle = JsonNode.Parse(File.ReadAllBytes(signed.Bundle))!;
            var payload = signed.Statement.ToArray();
            payload[^1] = (byte)' ';
            bundle["dsseEnvelope"]!["payload"] = Convert.ToBase64String(payload);
            File.WriteAllText(signed.Bundle, bundle.ToJsonString());
            return [signed.Trusted];
        }),
        Verified("GDT3002", _ => []),
        Verified("GDT3003", signed =>
        {
            File.WriteAllText(signed.Binary, "another");
            return [signed.Trusted];
        }),
        Verified("GDT3004", signed =>
        {
            signed.Sign(statement =>
                statement["predicate"]!["buildDefinition"]!["externalParameters"]!["runtime"]!["user"] = "root");
            return [signed.Trusted];
        }),
        Printing("GDT3005", async printed =>
        {
            var payload = Encoding.UTF8.GetString(printed.Payload)
                .Replace("\"version\":\"v1.0.0\"", "\"version\":\"v1.0.1\"");
            using var signing = Keys.Signing(printed.Key);
            var envelope = DsseEnvelope.Sign(Encoding.UTF8.GetBytes(payload), signing);
            File.WriteAllBytes(printed.Bundle, SigstoreBundle.ToUtf8(envelope));
            var trusted = new TrustedKey(VerificationKey.Of(printed.Key), PrintedFolder.Builder) { AllowDirty = true };
            var request = new VerificationRequest([printed.Bundle], [trusted], []);
            return (await new FingerprintVerifier(null).RunAsync(request, CancellationToken.None)).Single();
        }),
        Printing("GDT3006", printed =>
            printed.VerifyAsync(
                printed.Built.Request with { Go = new() { Executable = RealGo.Get("1.24").Executable } })),
        Verified("GDT3007", signed =>
        {
            var bundle = JsonNode.Parse(File.ReadAllBytes(signed.Bundle))!;
            var signatures = bundle["dsseEnvelope"]!["signatures"]!.AsArray();
            signatures.Add(signatures[0]!.DeepClone());
            File.WriteAllText(signed.Bundle, bundle.ToJsonString());
            return [signed.Trusted];
        }),
        Found("GDT3008", folder =>
        {
            folder.Write("dist/x", "");
            File.WriteAllBytes(folder.Path("dist/orders"), new HandmadeElf(true, false).Inline("", ""));
            return GoBuildInfoListing.Make("dist/orders", folder.Root, CancellationToken.None).Diagnostics;
        }),
        Found("GDT3009", folder => [BuiltImages.Read(folder.Write("artifacts/images.json", "{}")).Problem!]),
        Found("GDT3011", folder =>
        {
            using var key = Keys.New();
            folder.Write("keys/here", "");
            Keys.Write(folder, "keys/release.key", Keys.Encrypted(key, "right"));
            var environment = new Dictionary<string, string> { ["GODOCK_SIGNING_PASSPHRASE"] = "wrong" };
            return [SigningKeySource.Read("keys/release.key", folder.Root, environment).Problem!];
        }),
        Found("GDT3012", folder =>
        {
            using var key = Keys.New();
            folder.Write("keys/here", "");
            Keys.Write(folder, "keys/release.key", key.ExportPkcs8PrivateKeyPem(), UnixFileMode.GroupRead);
            return [SigningKeySource.Read("keys/release.key", folder.Root, new Dictionary<string, string>()).Problem!];
        }),
        Found("GDT3013", folder =>
        {
            folder.Write("src/app/packages.lock.json", """
                {
                  "version": 2,
                  "dependencies": {
                    "net10.0": {
                      "Serilog": {
                        "type": "Direct",
                        "requested": "[3.0.0, )",
                        "resolved": "2.0.0"
                      }
                    }
                  }
                }
                """);
            return LockedPackage.Problems(LockedPackage.Read(folder.Path("src/app")));
        }),
        new("GDT3010", async () =>
        {
            using var folder = await PrintedFolder.NewAsync();
            return Printed.Of("GDT3010", await folder.PrintUnsignedAsync(), Path.GetDirectoryName(folder.Bundle)!);
        }),
        new("GDT3014", async () =>
        {
            using var signed = new Signed();
            var verifier = new FingerprintVerifier(null) { Version = "0.9.0" };
            var verdicts = await verifier.RunAsync(new([signed.Bundle], [signed.Trusted], []), CancellationToken.None);
            return Printed.Of("GDT3014", verdicts.Single().ToDiagnostics(), signed.Folder.Root);
        }),
        new("GDT4001", async () =>
        {
            using var folder = new TemporaryFolder();
            const string Image = "golang:1.26.99-bookworm";
            var tools = new ScriptedTools(folder)
                .Add("docker", _ => ScriptedTools.Fails($"ERROR: docker.io/library/{Image}: not found"));
            var image = new UsedImage(ImageReference.TryParse(Image)!, new(folder.Path("src/app/app.csproj"), 6, 46));
            var report = await new BaseImageUpdate(tools).RunAsync(
                new()
                {
                    Images = [image],
                    LockFile = folder.Path("godock.lock.json"),
                    ProjectDirectory = folder.Root,
                    Environment = tools.Environment,
                    Timeout = TimeSpan.FromSeconds(5),
                },
                CancellationToken.None);
            return Printed.Of("GDT4001", report.Diagnostics, folder.Root);
        }),
        Found("GDT4002", folder => DigestLockFile.Read(folder.Write("src/app/godock.lock.json", """
            {
              "version": 1,
              "images": {
                "golang:1.27.3-bookworm": "sha256:1111"
              }
            }
            """)).Diagnostics),
    ];

    private static DiagnosticExample Verified(string code, Func<Signed, TrustedKey[]> arrange) => new(code, async () =>
        {
            using var signed = new Signed();
            var verdict = await signed.VerifyAloneAsync(arrange(signed));
            return Printed.Of(code, verdict.ToDiagnostics(), signed.Folder.Root);
        });

    private static DiagnosticExample Printing(string code, Func<PrintedFolder, Task<FingerprintVerdict>> verify) =>
        new(code, async () =>
        {
            using var folder = await PrintedFolder.NewAsync();
            return Printed.Of(code, (await verify(folder)).ToDiagnostics(), Path.GetDirectoryName(folder.Bundle)!);
        });

    private static DiagnosticExample Found(string code, Func<TemporaryFolder, IEnumerable<Diagnostic>> find) =>
        new(code, () =>
        {
            using var folder = new TemporaryFolder();
            return Task.FromResult(Printed.Of(code, find(folder), folder.Root));
        });
}

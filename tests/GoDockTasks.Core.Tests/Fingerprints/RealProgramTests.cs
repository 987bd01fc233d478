using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Building;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>Fingerprints of programs that real Go built.</summary>
[TestClass]
public sealed class RealProgramTests
{
    [TestMethod]
    public async Task What_was_just_made_holds_against_its_own_tree_and_cosign_accepts_it()
    {
        using var printed = await PrintedFolder.NewAsync();

        var verdict = await printed.VerifyAsync();

        Assert.AreEqual(VerificationOutcome.Verified, verdict.Outcome, verdict.ToText());
        Assert.IsEmpty(verdict.NotCompared);
        Assert.AreEqual(printed.Generated.InputsDigest, verdict.InputsDigest);
        var key = printed.Built.Folder.Write("k.pub", printed.Key.ExportSubjectPublicKeyInfoPem());
        var cosign = await new Cosign(printed.Built.Folder).VerifyAsync(key, printed.Bundle, printed.Binary);
        Assert.IsTrue(cosign.Succeeded, cosign.StandardError);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    public async Task A_tree_that_can_not_be_read_is_not_passed_over()
    {
        using var printed = await PrintedFolder.NewAsync();
        SpecialFile.MakePipe(printed.Built.Folder.Path("orders/Dockerfile"));

        var verdict = await printed.VerifyAsync();

        Assert.AreEqual(VerificationOutcome.CannotVerify, verdict.Outcome, verdict.ToText());
        Assert.HasCount(1, verdict.Findings);
    }

    [TestMethod]
    public async Task Images_are_subjects_which_cosign_passes_over_and_which_are_compared_with_those_that_are_here()
    {
        using var printed = await PrintedFolder.NewAsync(folder => folder.Images = Metadata(folder, 'a'));

        var subjects = JsonNode.Parse(printed.Payload)!["subject"]!.AsArray();
        Assert.AreSequenceEqual(
            ["orders", "docker.io/shop/orders", "registry.example.com/orders"],
            subjects
                .Select(subject => (string?)subject!["name"])
                .Order(StringComparer.Ordinal)
                .OrderBy(name => name!.Length)
        );
        var alone = await printed.VerifyAsync();
        Assert.AreEqual(VerificationOutcome.Verified, alone.Outcome, alone.ToText());
        Assert.HasCount(2, alone.NotCompared);

        printed.Here = Metadata(printed, 'a').All;
        var same = await printed.VerifyAsync();
        Assert.AreEqual(VerificationOutcome.Verified, same.Outcome, same.ToText());
        Assert.IsEmpty(same.NotCompared);

        printed.Here = Metadata(printed, 'b').All;
        var other = await printed.VerifyAsync();
        Assert.AreSequenceEqual(["GDT3003", "GDT3003"], other.ToDiagnostics().Select(diagnostic => diagnostic.Code));

        var cosign = await new Cosign(printed.Built.Folder).VerifyAsync(
            printed.Built.Folder.Write("k.pub", printed.Key.ExportSubjectPublicKeyInfoPem()),
            printed.Bundle,
            printed.Binary
        );
        Assert.IsTrue(cosign.Succeeded, cosign.StandardError);

        static BuiltImages Metadata(PrintedFolder folder, char digit)
        {
            var digest = "sha256:" + new string(digit, 64);
            var (images, problem) = BuiltImages.Read(
                folder.Built.Folder.Write(
                    "images.json",
                    $$"""
                    {
                      "orders": { "containerimage.digest": "{{digest}}", "image.name": "shop/orders:1.2,registry.example.com/orders:1.2,registry.example.com/orders:latest" },
                      "pricing": { "containerimage.digest": "sha256:{{new string(
                        'c',
                        64
                    )}}", "image.name": "shop/pricing" },
                      "unnamed": { "containerimage.digest": "sha256:{{new string('d', 64)}}" },
                      "buildx.build.warnings": []
                    }
                    """
                )
            );
            Assert.IsNull(problem);
            return images;
        }
    }

    [TestMethod]
    public async Task Two_fingerprints_of_the_same_have_the_same_inputs_digest_and_differ_in_run_details_only()
    {
        using var first = await PrintedFolder.NewAsync();
        using var second = await PrintedFolder.NewAsync();

        Assert.AreNotEqual(first.Built.Folder.Root, second.Built.Folder.Root);
        Assert.AreSequenceEqual(Definition(first), Definition(second));
    }

    [TestMethod]
    public async Task Each_changed_input_is_the_first_that_is_named()
    {
        using var printed = await PrintedFolder.NewAsync();
        var sidecar = printed.Sidecar;

        await FirstIsAsync("compile tags", () => printed.Sidecar = sidecar with { Tags = ["netgo"] });
        await FirstIsAsync("compile ldflags", () => printed.Sidecar = sidecar with { LdFlags = "-s" });
        await FirstIsAsync("env CGO_ENABLED", () => printed.Sidecar = sidecar with { CgoEnabled = true });
        await FirstIsAsync("runtime user", () => printed.Sidecar = sidecar with { User = "1:1" });
        printed.Sidecar = sidecar;
        var flags = printed.Built.Environment["GOFLAGS"];
        await FirstIsAsync("env GOFLAGS", () => printed.Built.Environment["GOFLAGS"] = flags + " -race");
        printed.Built.Environment["GOFLAGS"] = flags;
        var source = printed.Built.Folder.Path("orders/main.go");
        var text = await File.ReadAllTextAsync(source);
        await FirstIsAsync("sources h1", () => File.AppendAllText(source, "\n// one more line\n"));
        await File.WriteAllTextAsync(source, text);
        Assert.AreEqual(VerificationOutcome.Verified, (await printed.VerifyAsync()).Outcome);
        await FirstIsAsync("file Dockerfile", () => printed.Built.With("orders/Dockerfile", "FROM scratch\n"));
        var module = printed.Built.Folder.Path("orders/go.mod");
        await File.WriteAllTextAsync(
            module,
            (await File.ReadAllTextAsync(module)).Replace("v1.0.0", "v1.1.0", StringComparison.Ordinal)
        );
        await printed.TidyAsync();
        var difference = await FirstIsAsync("module example.com/log", () => { });
        Assert.AreEqual(("v1.0.0", "v1.1.0"), (difference.Stated, difference.Found));
        Assert.AreNotEqual(difference.StatedHash, difference.FoundHash);

        async Task<InputDifference> FirstIsAsync(string expected, Action change)
        {
            change();
            var verdict = await printed.VerifyAsync();
            Assert.AreEqual(VerificationOutcome.Mismatch, verdict.Outcome, expected);
            var first = verdict.Findings[0].Differences[0];
            Assert.AreEqual(expected, $"{first.Kind} {first.Name}", verdict.ToText());
            return first;
        }
    }

    [TestMethod]
    public async Task A_binary_that_says_something_else_than_its_fingerprint_is_a_mismatch()
    {
        using var printed = await PrintedFolder.NewAsync();
        var payload = Encoding.UTF8.GetString(printed.Payload);
        using var signing = Keys.Signing(printed.Key);

        foreach (
            var (before, after, kind) in new[]
            {
                ("\"trimpath\":true", "\"trimpath\":false", "compile"),
                ("\"version\":\"v1.0.0\"", "\"version\":\"v1.0.1\"", "module"),
                ("\"GOARCH\":\"amd64\"", "\"GOARCH\":\"arm64\"", "target"),
            }
        )
        {
            Assert.Contains(before, payload);
            File.WriteAllBytes(
                printed.Bundle,
                SigstoreBundle.ToUtf8(
                    DsseEnvelope.Sign(
                        Encoding.UTF8.GetBytes(payload.Replace(before, after, StringComparison.Ordinal)),
                        signing
                    )
                )
            );
            var verdict = (
                await new FingerprintVerifier(null).RunAsync(
                    new(
                        [printed.Bundle],
                        [new(VerificationKey.Of(printed.Key), PrintedFolder.Builder) { AllowDirty = true }],
                        []
                    ),
                    CancellationToken.None
                )
            ).Single();
            Assert.AreSequenceEqual(
                [kind],
                verdict.Findings.Single().Differences.Select(difference => difference.Kind),
                verdict.ToText()
            );
            Assert.AreEqual("GDT3005", verdict.ToDiagnostics().Single().Code);
        }
    }

    [TestMethod]
    public async Task A_byte_changed_anywhere_in_the_binary_makes_it_another_file()
    {
        using var printed = await PrintedFolder.NewAsync();
        var length = new FileInfo(printed.Binary).Length;
        for (long offset = 0; offset < length; offset += length / 40)
        {
            Flip(offset);
            Assert.AreEqual(VerificationOutcome.WrongArtifact, (await printed.VerifyAsync()).Outcome);
            Flip(offset);
        }

        Assert.AreEqual(VerificationOutcome.Verified, (await printed.VerifyAsync()).Outcome);

        void Flip(long offset)
        {
            using var stream = new FileStream(printed.Binary, FileMode.Open, FileAccess.ReadWrite);
            stream.Position = offset;
            var value = stream.ReadByte();
            stream.Position = offset;
            stream.WriteByte((byte)(value ^ 1));
        }
    }

    private static byte[] Definition(PrintedFolder printed)
    {
        using var payload = JsonDocument.Parse(printed.Payload);
        return CanonicalJson.ToUtf8(payload.RootElement.GetProperty("predicate").GetProperty("buildDefinition"));
    }
}

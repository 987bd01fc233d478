using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Images.Tracing;
using GoDockTasks.Core.Tests.Fingerprints;
using GoDockTasks.Core.Tests.Oci;

namespace GoDockTasks.Core.Tests.Images;

/// <summary>Which gates an image passed, as far as somebody who is trusted says so.</summary>
[TestClass]
public sealed class PassedGatesTests
{
    private const string Tests = """
        {"result":"WARNED","configuration":[{"name":"gates","digest":{"sha256":"aa"}},
        {"name":"vulnerabilities:scan.json","digest":{"sha256":"bb"}}],
        "passedTests":["vulnerabilities","contract"],"warnedTests":["size"],"failedTests":[]}
        """;

    private const string Summary = """
        {"verifier":{"id":"https://ci.example.com/shop"},"timeVerified":"2026-02-03T04:05:06Z",
        "resourceUri":"registry.example.com/shop/orders","policy":{"name":"gates","digest":{"sha256":"aa"}},
        "verificationResult":"PASSED","verifiedLevels":["SLSA_BUILD_LEVEL_1"],"slsaVersion":"1.1"}
        """;

    [TestMethod]
    public async Task What_a_trusted_key_signed_of_the_image_is_told()
    {
        using var signed = new SignedImage();
        signed.Sign(signed.Index, Statement.TestResult, Tests);
        signed.Sign(signed.Index, Statement.VerificationSummary, Summary);

        var trace = await signed.TraceAsync();

        Assert.IsEmpty(Codes(trace));
        var key = VerificationKey.Of(signed.Key).Fingerprint;
        Assert.AreSequenceEqual(
            [
                ("gates", "WARNED"),
                ("gates passed", "vulnerabilities, contract"),
                ("gates warned", "size"),
                ("gates read", "gates sha256:aa"),
                ("gates read", "vulnerabilities:scan.json sha256:bb"),
                ("signed by", key),
                ("verification", "PASSED"),
                ("verified by", "https://ci.example.com/shop"),
                ("verified on", "2026-02-03T04:05:06Z"),
                ("verified as", "registry.example.com/shop/orders"),
                ("verified levels", "SLSA_BUILD_LEVEL_1"),
                ("SLSA version", "1.1"),
                ("policy", "gates sha256:aa"),
                ("signed by", key),
            ],
            trace.Facts
        );
        Assert.Contains("  gates: WARNED", trace.Lines);
        Assert.DoesNotContain(fact => fact.Name == "gates", trace.Programs.SelectMany(each => each.Facts));
    }

    [TestMethod]
    public async Task The_image_of_a_platform_and_the_program_in_it_count_as_well()
    {
        using var signed = new SignedImage();
        signed.Sign(signed.Image, Statement.TestResult, Tests);
        signed.Sign(signed.Program, Statement.VerificationSummary, Summary);

        var trace = await signed.TraceAsync();

        Assert.IsEmpty(trace.Facts);
        var facts = Assert.ContainsSingle(trace.Programs).Facts;
        Assert.Contains(("gates", "WARNED"), facts);
        Assert.Contains(("verification", "PASSED"), facts);
    }

    [TestMethod]
    public async Task Nobody_else_says_anything()
    {
        using var signed = new SignedImage();
        using var stranger = Keys.New();
        // Another image's, a stranger's, and one that was changed after it was signed.
        signed.Sign(new string('0', 64), Statement.TestResult, Tests);
        signed.Sign(signed.Index, Statement.TestResult, Tests, stranger);
        var bundle = signed.Sign(signed.Index, Statement.TestResult, Tests.Replace("WARNED", "FAILED"));
        var changed = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(PrintedFolder.PayloadOf(bundle)).Replace("FAILED", "PASSED")
        );
        File.WriteAllText(
            bundle,
            (await File.ReadAllTextAsync(bundle)).Replace(
                Convert.ToBase64String(PrintedFolder.PayloadOf(bundle)),
                Convert.ToBase64String(changed)
            )
        );

        var trace = await signed.TraceAsync();

        Assert.IsEmpty(Codes(trace));
        Assert.StartsWith("not known", Assert.ContainsSingle(trace.Facts).Value);
        Assert.DoesNotContain("gates", trace.Programs.SelectMany(each => each.Facts).Select(fact => fact.Name));
    }

    [TestMethod]
    public async Task Without_a_key_one_line_says_that_nothing_is_shown()
    {
        using var signed = new SignedImage();
        signed.Sign(signed.Index, Statement.TestResult, Tests);

        var trace = await signed.TraceAsync(asks: false);

        Assert.StartsWith("not shown", Assert.ContainsSingle(trace.Facts).Value);
    }

    [TestMethod]
    [DataRow(Statement.TestResult, """{"result":"PASSED"}""", null)]
    [DataRow(Statement.TestResult, """{"result":"FAILED","failedTests":["size"]}""", "GDT4034")]
    [DataRow(Statement.TestResult, """{"result":"PASSED","failedTests":["size"]}""", "GDT4034")]
    [DataRow(Statement.TestResult, """{"result":"passed"}""", "GDT4035")]
    [DataRow(Statement.TestResult, """{"passedTests":["size"]}""", "GDT4035")]
    [DataRow(Statement.TestResult, "[]", "GDT4035")]
    [DataRow(Statement.VerificationSummary, """{"verificationResult":"PASSED"}""", null)]
    [DataRow(Statement.VerificationSummary, """{"verificationResult":"FAILED"}""", "GDT4034")]
    [DataRow(
        Statement.VerificationSummary,
        """{"verificationResult":"PASSED","verifiedLevels":["FAILED"]}""",
        "GDT4034"
    )]
    [DataRow(Statement.VerificationSummary, """{"verificationResult":true}""", "GDT4035")]
    [DataRow("https://example.com/test-result", """{"result":"FAILED"}""", null)]
    public async Task What_did_not_pass_is_never_taken_for_passed(string type, string predicate, string? code)
    {
        using var signed = new SignedImage();
        signed.Sign(signed.Index, type, predicate);

        Assert.AreSequenceEqual(code is null ? [] : [code], Codes(await signed.TraceAsync()));
    }

    [TestMethod]
    public async Task What_is_said_twice_is_told_once_and_long_lists_end()
    {
        using var signed = new SignedImage();
        var names = new JsonArray([.. Enumerable.Range(0, 60).Select(number => (JsonNode)$"gate{number}\n")]);
        var predicate = new JsonObject { ["result"] = "PASSED", ["passedTests"] = names }.ToJsonString();
        signed.Sign(signed.Index, Statement.TestResult, predicate);
        signed.Sign(signed.Index, Statement.TestResult, predicate);

        var trace = await signed.TraceAsync();

        Assert.ContainsSingle(fact => fact.Name == "gates", trace.Facts);
        Assert.EndsWith(" and 10 more", trace.Facts.Single(fact => fact.Name == "gates passed").Value);
        Assert.DoesNotContain(line => line.Contains('\n'), trace.Lines);
    }

    // Its program is no Go program, which has codes of its own.
    private static IEnumerable<string> Codes(ImageTrace trace) =>
        trace.Diagnostics.Select(each => each.Code).Where(code => code != "GDT4071");
}

/// <summary>An image in an index, and statements about them.</summary>
internal sealed class SignedImage : IDisposable
{
    private int count;

    public SignedImage()
    {
        var program = Layout.Beside("orders");
        File.WriteAllText(program, "#!/bin/sh\n");
        Program = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(program)));
        var image = ImageTracerTests.Image(Layout, program);
        var index = Layout.IndexOf(image);
        Layout.Write(index);
        (Index, Image) = (DigestOf(index), DigestOf(image));
        Directory.CreateDirectory(Bundles);
    }

    public WrittenLayout Layout { get; } = new();

    public ECDsa Key { get; } = Keys.New();

    /// <summary>Sha256 of the index.</summary>
    public string Index { get; }

    /// <summary>Of the platform's manifest.</summary>
    public string Image { get; }

    /// <summary>Of the program.</summary>
    public string Program { get; }

    private string Bundles => Layout.Beside("bundles");

    /// <returns>The bundle's path.</returns>
    public string Sign(string sha256, string type, string predicate, ECDsa? key = null)
    {
        var statement = new JsonObject
        {
            ["_type"] = Statement.Type,
            ["subject"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "orders",
                    ["digest"] = new JsonObject { ["sha256"] = sha256 },
                }
            ),
            ["predicateType"] = type,
            ["predicate"] = JsonNode.Parse(predicate),
        };
        using var signing = Keys.Signing(key ?? Key);
        var envelope = DsseEnvelope.Sign(Encoding.UTF8.GetBytes(statement.ToJsonString()), signing);
        var path = Path.Combine(Bundles, $"{count++}.sigstore.json");
        File.WriteAllBytes(path, SigstoreBundle.ToUtf8(envelope));
        return path;
    }

    public Task<ImageTrace> TraceAsync(bool asks = true) =>
        ImageTracerTests.TraceAsync(
            Layout,
            Layout.Root,
            Bundles,
            asks,
            tree: null,
            asks ? [new(VerificationKey.Of(Key), PrintedFolder.Builder)] : []
        );

    public void Dispose()
    {
        Key.Dispose();
        Layout.Dispose();
    }

    private static string DigestOf(JsonObject descriptor) =>
        descriptor["digest"]!.GetValue<string>()["sha256:".Length..];
}

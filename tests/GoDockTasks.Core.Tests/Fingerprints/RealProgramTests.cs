using System.Text;
using System.Text.Json;
using GoDockTasks.Core.Fingerprints;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Tests.Parts;

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
    public async Task The_statement_tells_of_every_input()
    {
        using var printed = await PrintedFolder.NewAsync(folder => folder.Sidecar = folder.Sidecar with { Tags = ["netgo"], LdFlags = "-s -w" });
        var facts = Facts(printed);

        Assert.AreEqual("netgo", facts["compile tags"].Value);
        Assert.AreEqual("-s -w", facts["compile ldflags"].Value);
        Assert.AreEqual("true", facts["compile trimpath"].Value);
        Assert.AreEqual("0", facts["env CGO_ENABLED"].Value);
        Assert.AreEqual("v1", facts["target GOAMD64"].Value);
        Assert.StartsWith("go1.27", facts["go version"].Value);
        var log = facts["module example.com/log"];
        Assert.AreEqual("v1.0.0", log.Value);
        Assert.Contains($"example.com/log v1.0.0 {log.Hash}\n", await File.ReadAllTextAsync(printed.Built.Folder.Path("orders/go.sum")));
        Assert.IsTrue(facts.ContainsKey("file go.mod") && facts.ContainsKey("file go.sum") && facts.ContainsKey("sources h1"));
        Assert.DoesNotContain(printed.Built.Folder.Root, Encoding.UTF8.GetString(Payload(printed)));
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
        await File.WriteAllTextAsync(module, (await File.ReadAllTextAsync(module)).Replace("v1.0.0", "v1.1.0", StringComparison.Ordinal));
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
        var payload = Encoding.UTF8.GetString(Payload(printed));
        using var signing = Keys.Signing(printed.Key);

        foreach (var (before, after, kind) in new[] { ("\"trimpath\":true", "\"trimpath\":false", "compile"), ("\"version\":\"v1.0.0\"", "\"version\":\"v1.0.1\"", "module"), ("\"GOARCH\":\"amd64\"", "\"GOARCH\":\"arm64\"", "target") })
        {
            Assert.Contains(before, payload);
            File.WriteAllBytes(printed.Bundle, SigstoreBundle.ToUtf8(DsseEnvelope.Sign(Encoding.UTF8.GetBytes(payload.Replace(before, after, StringComparison.Ordinal)), signing)));
            var verdict = (await new FingerprintVerifier(null).RunAsync(
                new([printed.Bundle], [new(VerificationKey.Of(printed.Key), PrintedFolder.Builder) { AllowDirty = true }], []), CancellationToken.None)).Single();
            Assert.AreSequenceEqual([kind], verdict.Findings.Single().Differences.Select(difference => difference.Kind), verdict.ToText());
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

    [TestMethod]
    public async Task Git_tells_commit_ref_and_dirtiness_without_credentials()
    {
        using var printed = await PrintedFolder.NewAsync(folder =>
        {
            folder.Built.With(".gitignore", "/*\n!/orders\n!/.gitignore\n");
            foreach (var arguments in new[] { "init -q -b main", "remote add origin https://user:hunter2@git.example.com/shop.git", "add -A", "-c user.name=a -c user.email=a@example.com commit -q -m x" })
                Git(folder, arguments);
        });
        var facts = Facts(printed);
        Assert.AreEqual("https://git.example.com/shop.git", facts["source uri"].Value);
        Assert.AreEqual("refs/heads/main", facts["source ref"].Value);
        Assert.AreEqual(Git(printed, "rev-parse HEAD"), facts["source commit"].Value);
        Assert.AreEqual("false", facts["source dirty"].Value);
        Assert.AreEqual("orders", facts["service moduleDir"].Value);

        printed.Built.With("orders/new.txt", "untracked");
        await printed.PrintAsync();
        Assert.AreEqual("true", Facts(printed)["source dirty"].Value);
        File.Delete(printed.Built.Folder.Path("orders/new.txt"));
        Git(printed, "tag v1.0.0");
        Git(printed, "checkout -q --detach");
        await printed.PrintAsync();
        Assert.AreEqual("refs/tags/v1.0.0", Facts(printed)["source ref"].Value);
    }

    [TestMethod]
    [DataRow("replaced")]
    [DataRow("workspace")]
    [DataRow("vendored")]
    public async Task Modules_that_lie_on_this_machine_are_inputs_and_are_rebuilt(string layout)
    {
        using var printed = await PrintedFolder.NewAsync(folder => Arrange(folder, layout));

        var verdict = await printed.VerifyAsync(printed.Built.Request);
        Assert.AreEqual(VerificationOutcome.Verified, verdict.Outcome, verdict.ToText());
        Assert.IsTrue(verdict.IsReproduced);
        Assert.AreEqual(layout == "vendored" ? "vendor" : "readonly", Facts(printed)["compile mod"].Value);

        var source = printed.Built.Folder.Path(layout == "vendored" ? "orders/vendor/example.com/log/log.go" : "log/log.go");
        await File.AppendAllTextAsync(source, "\n// another line\n");
        verdict = await printed.VerifyAsync();
        Assert.AreSequenceEqual(["sources"], verdict.Findings.Single().Differences.Select(difference => difference.Kind), verdict.ToText());
    }

    [TestMethod]
    public async Task A_rebuild_elsewhere_gives_the_same_bytes_and_another_Go_is_named_first()
    {
        using var printed = await PrintedFolder.NewAsync();

        var same = await printed.VerifyAsync(printed.Built.Request);
        Assert.AreEqual(VerificationOutcome.Verified, same.Outcome, same.ToText());
        Assert.IsTrue(same.IsReproduced);

        var other = await printed.VerifyAsync(printed.Built.Request with { GoExecutable = RealGo.Get("1.24").Executable });
        Assert.AreEqual(VerificationOutcome.NotReproduced, other.Outcome, other.ToText());
        Assert.AreSequenceEqual(["sha256", "go"], other.Findings[0].Differences.Take(2).Select(difference => difference.Kind));
        var diagnostic = other.ToDiagnostics().Single();
        Assert.AreEqual("GDT3006", diagnostic.Code);
        Assert.Contains("go version go1.27", diagnostic.Message);
        Assert.IsEmpty(Directory.GetDirectories(printed.Built.Request.TemporaryDirectory));
    }

    private static void Arrange(PrintedFolder folder, string layout)
    {
        folder.Built.With("log/go.mod", "module example.com/log\n\ngo 1.19\n").With("log/log.go", "package log\n\nconst Name = \"here\"\n");
        if (layout == "replaced")
            File.AppendAllText(folder.Built.Folder.Path("orders/go.mod"), "\nreplace example.com/log => ../log\n");
        else if (layout == "workspace")
            folder.Built.With("go.work", "go 1.19\n\nuse (\n\t./orders\n\t./log\n)\n");
        else
            Assert.IsTrue(folder.Built.Go.RunAsync(folder.Built.Folder.Path("orders"), folder.Built.Environment, "mod", "vendor").GetAwaiter().GetResult().Succeeded);
    }

    private static string Git(PrintedFolder folder, string arguments)
    {
        var git = System.Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(place => Path.Combine(place, "git")).First(File.Exists);
        var environment = new Dictionary<string, string>(folder.Built.Environment) { ["HOME"] = folder.Built.Folder.Root };
        var outcome = new ProcessRunner().RunAsync(new(git, [.. arguments.Split(' ')], folder.Built.Folder.Root, environment, TimeSpan.FromMinutes(1)), CancellationToken.None).GetAwaiter().GetResult();
        Assert.IsTrue(outcome.Succeeded, outcome.StandardError);
        return outcome.StandardOutput.Trim();
    }

    private static byte[] Payload(PrintedFolder printed) => SigstoreBundle.Read(File.ReadAllBytes(printed.Bundle)).Envelope!.Payload.ToArray();

    private static Dictionary<string, InputFact> Facts(PrintedFolder printed)
    {
        using var payload = JsonDocument.Parse(Payload(printed));
        return InputFact.Of(payload.RootElement.GetProperty("predicate").GetProperty("buildDefinition")).ToDictionary(fact => $"{fact.Kind} {fact.Name}");
    }

    private static byte[] Definition(PrintedFolder printed)
    {
        using var payload = JsonDocument.Parse(Payload(printed));
        return CanonicalJson.ToUtf8(payload.RootElement.GetProperty("predicate").GetProperty("buildDefinition"));
    }
}

using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Tests.Building;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>Programs that are built again, in another folder and with an empty cache.</summary>
[TestClass]
public sealed class RebuildTests
{
    [TestMethod]
    [DataRow("replaced")]
    [DataRow("workspace")]
    [DataRow("vendored")]
    public async Task Modules_that_lie_on_this_machine_are_inputs_and_are_rebuilt(string layout)
    {
        using var printed = await PrintedFolder.NewAsync(folder => Arrange(folder, layout));
        printed.Built.Through = await CompiledLibrary.ForRebuildsAsync();

        var verdict = await printed.VerifyAsync(printed.Built.Request);
        Assert.AreEqual(VerificationOutcome.Verified, verdict.Outcome, verdict.ToText());
        Assert.IsTrue(verdict.IsReproduced);
        Assert.AreEqual(layout == "vendored" ? "vendor" : "readonly", printed.Facts["compile mod"].Value);

        var source = printed.Built.Folder.Path(
            layout == "vendored" ? "orders/vendor/example.com/log/log.go" : "log/log.go"
        );
        await File.AppendAllTextAsync(source, "\n// another line\n");
        verdict = await printed.VerifyAsync();
        Assert.AreSequenceEqual(
            ["sources"],
            verdict.Findings.Single().Differences.Select(difference => difference.Kind),
            verdict.ToText()
        );
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task What_can_not_be_copied_is_named()
    {
        using var printed = await PrintedFolder.NewAsync(folder => Arrange(folder, "workspace"));
        var pipe = SpecialFile.MakePipe(printed.Built.Folder.Path("go.work.sum"));

        var verdict = await printed.VerifyAsync(printed.Built.Request);

        Assert.AreEqual(VerificationOutcome.CannotVerify, verdict.Outcome, verdict.ToText());
        Assert.Contains($"'{pipe}'", verdict.ToText());
    }

    [TestMethod]
    public async Task A_rebuild_elsewhere_gives_the_same_bytes_whatever_the_processors_umask_and_time_zone()
    {
        using var printed = await PrintedFolder.NewAsync();
        printed.Built.Through = request =>
            request with
            {
                Program = "/bin/sh",
                Arguments = ["-c", "umask 077; exec \"$0\" \"$@\"", request.Program, .. request.Arguments],
            };
        var environment = new Dictionary<string, string>(printed.Built.Environment)
        {
            ["GOMAXPROCS"] = "1",
            ["TZ"] = "Asia/Kathmandu",
        };

        var verdict = await printed.VerifyAsync(printed.Built.Request with { Environment = environment });

        Assert.AreEqual(VerificationOutcome.Verified, verdict.Outcome, verdict.ToText());
        Assert.IsTrue(verdict.IsReproduced);
        Assert.IsEmpty(Directory.GetDirectories(printed.Built.Request.TemporaryDirectory));
    }

    [TestMethod]
    public async Task Another_Go_is_named_first()
    {
        using var printed = await PrintedFolder.NewAsync();
        printed.Built.Through = await CompiledLibrary.ForRebuildsAsync("1.24");

        var other = await printed.VerifyAsync(
            printed.Built.Request with
            {
                Go = new() { Executable = RealGo.Get("1.24").Executable },
            }
        );

        Assert.AreEqual(VerificationOutcome.NotReproduced, other.Outcome, other.ToText());
        Assert.AreSequenceEqual(
            ["sha256", "go"],
            other.Findings[0].Differences.Take(2).Select(difference => difference.Kind)
        );
        var diagnostic = other.ToDiagnostics().Single();
        Assert.AreEqual("GDT3006", diagnostic.Code);
        Assert.Contains("go version go1.27", diagnostic.Message);
        Assert.IsEmpty(Directory.GetDirectories(printed.Built.Request.TemporaryDirectory));
    }

    [TestMethod]
    [DataRow("compile gcflags")]
    [DataRow("compile tags")]
    [DataRow("compile ldflags")]
    [DataRow("env CGO_ENABLED")]
    [DataRow("module example.com/log")]
    [DataRow("sources h1")]
    public async Task The_input_that_changed_is_named_first(string input)
    {
        using var printed = await PrintedFolder.NewAsync();
        printed.Built.Through = await CompiledLibrary.ForRebuildsAsync();
        await ChangeAsync(printed, input);

        var verdict = await printed.VerifyAsync(
            printed.Built.Request with
            {
                Environment = new Dictionary<string, string>(printed.Built.Environment),
            }
        );

        Assert.AreSequenceEqual(
            [VerificationOutcome.Mismatch, VerificationOutcome.NotReproduced],
            verdict.Findings.Select(finding => finding.Outcome),
            verdict.ToText()
        );
        Assert.AreSequenceEqual(
            ["sha256 ", input],
            verdict.Findings[1].Differences.Take(2).Select(difference => $"{difference.Kind} {difference.Name}"),
            verdict.ToText()
        );
    }

    [TestMethod]
    public async Task Where_all_inputs_agree_the_sections_that_differ_are_named()
    {
        using var printed = await PrintedFolder.NewAsync();
        printed.Built.Through = await CompiledLibrary.ForRebuildsAsync();
        var bytes = await File.ReadAllBytesAsync(printed.Binary);
        var at = bytes.AsSpan().IndexOf("all goroutines are asleep"u8);
        bytes[at] ^= 0x20;
        await File.WriteAllBytesAsync(printed.Binary, bytes);
        await printed.PrintAsync();

        var verdict = await printed.VerifyAsync(printed.Built.Request);

        var finding = verdict.Findings.Single();
        Assert.AreEqual(VerificationOutcome.NotReproduced, finding.Outcome, verdict.ToText());
        Assert.AreSequenceEqual(
            ["sha256 ", "section .rodata"],
            finding.Differences.Select(difference => $"{difference.Kind} {difference.Name}"),
            verdict.ToText()
        );
        Assert.Contains($"from byte {at} on, in .rodata", finding.Message);
    }

    private static async Task ChangeAsync(PrintedFolder printed, string input)
    {
        var sidecar = printed.Sidecar;
        switch (input)
        {
            case "compile gcflags":
                printed.Built.Environment["GOFLAGS"] += " -gcflags=-N";
                break;
            case "compile tags":
                printed.Sidecar = sidecar with { Tags = ["netgo"] };
                break;
            case "compile ldflags":
                printed.Sidecar = sidecar with { LdFlags = "-s" };
                break;
            case "env CGO_ENABLED":
                printed.Sidecar = sidecar with { CgoEnabled = true };
                break;
            case "sources h1":
                await File.AppendAllTextAsync(
                    printed.Built.Folder.Path("orders/main.go"),
                    "\nfunc init() { println(1) }\n"
                );
                break;
            default:
                var module = printed.Built.Folder.Path("orders/go.mod");
                await File.WriteAllTextAsync(
                    module,
                    (await File.ReadAllTextAsync(module)).Replace("v1.0.0", "v1.1.0", StringComparison.Ordinal)
                );
                await printed.TidyAsync();
                break;
        }
    }

    private static void Arrange(PrintedFolder folder, string layout)
    {
        folder
            .Built.With("log/go.mod", "module example.com/log\n\ngo 1.19\n")
            .With("log/log.go", "package log\n\nconst Name = \"here\"\n");
        if (layout == "replaced")
            File.AppendAllText(folder.Built.Folder.Path("orders/go.mod"), "\nreplace example.com/log => ../log\n");
        else if (layout == "workspace")
            folder.Built.With("go.work", "go 1.19\n\nuse (\n\t./orders\n\t./log\n)\n");
        else
            Assert.IsTrue(
                folder
                    .Built.Go.RunAsync(folder.Built.Folder.Path("orders"), folder.Built.Environment, "mod", "vendor")
                    .GetAwaiter()
                    .GetResult()
                    .Succeeded
            );
    }
}

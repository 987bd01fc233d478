using System.Security.Cryptography;

namespace GoDockTasks.Core.Tests.Building;

/// <summary>
/// A fresh clone takes programs from the store that are the same to the byte, and what isn't whole or isn't the same is
/// compiled.
/// </summary>
[TestClass]
public sealed class ProgramStoreTests
{
    private const long Plenty = 1024 * 1024 * 1024;

    [TestMethod]
    public async Task A_fresh_clone_starts_nothing_and_has_the_same_bytes()
    {
        using var folder = Create();
        var built = await HashAsync(folder);
        ForgetBuild(folder);
        folder
            .With("clone/main.go", File.ReadAllText(folder.Folder.Path("orders/main.go")))
            .With("clone/go.mod", File.ReadAllText(folder.Folder.Path("orders/go.mod")));

        var taken = await HashAsync(folder, "clone");
        var startedForClone = folder.Started.Count;
        var again = await HashAsync(folder, "clone");

        Assert.AreEqual(built, taken);
        Assert.AreEqual(taken, again);
        Assert.AreEqual(0, startedForClone);
        Assert.IsEmpty(folder.Started);
        Assert.AreEqual("one", await folder.RunAsync("clone"));
    }

    [TestMethod]
    public async Task Who_wants_it_built_gets_it_built_though_the_store_has_it()
    {
        using var folder = Create();
        await HashAsync(folder);
        ForgetBuild(folder);
        await HashAsync(folder);
        Assert.IsEmpty(folder.Started);

        folder.Request = folder.Request with { ProgramStore = null };
        await HashAsync(folder);
        Assert.HasCount(1, folder.Started);

        folder.Request = folder.Request with { ProgramStore = folder.Folder.Path("store") };
        await HashAsync(folder);
        Assert.IsEmpty(folder.Started);
        Assert.IsEmpty(Stamps(folder, "stored"));
        Assert.HasCount(1, Stamps(folder, "stamps"));
    }

    // A fingerprint says when a program was built: of one from the store nobody knows.
    [TestMethod]
    public async Task Nobody_says_when_a_program_from_the_store_was_built()
    {
        using var folder = Create();
        await HashAsync(folder);
        ForgetBuild(folder);
        await HashAsync(folder);

        Assert.IsEmpty(Stamps(folder, "stamps"));
        var stamp = Stamps(folder, "stored").Single();
        Assert.IsNull(
            new Core.Building.BuildStamp(stamp, folder.Folder.Path("src/app/obj/godock/sidecars/orders/orders")).Times()
        );
    }

    [TestMethod]
    [DataRow("one byte differs")]
    [DataRow("cut off")]
    [DataRow("longer")]
    [DataRow("empty")]
    [DataRow("gone")]
    [DataRow("a folder")]
    [DataRow("another's")]
    [DataRow("description cut off")]
    [DataRow("description of another version")]
    [DataRow("description names a path")]
    public async Task What_is_not_whole_is_compiled(string damage)
    {
        using var folder = Create();
        var built = await HashAsync(folder);
        ForgetBuild(folder);

        Damage(folder, damage);

        Assert.AreEqual(built, await HashAsync(folder));
        Assert.HasCount(1, folder.Started);
    }

    [TestMethod]
    public async Task Another_source_another_tag_and_another_platform_are_other_programs()
    {
        using var folder = Create();
        var sidecar = folder.Sidecar("orders");
        await folder.BuildAsync(sidecar);

        await CompilesAsync(sidecar with { Tags = ["special"] });
        await CompilesAsync(sidecar with { LdFlags = "-s" });
        folder.Request = folder.Request with { RuntimeIdentifier = "linux-riscv64" };
        await CompilesAsync(sidecar);
        folder.With("orders/main.go", BuiltFolder.Prints("\"two\""));
        await CompilesAsync(sidecar);

        async Task CompilesAsync(Core.Sidecars.Sidecar changed)
        {
            ForgetBuild(folder);
            await folder.BuildAsync(changed);
            Assert.HasCount(1, folder.Started);
        }
    }

    [TestMethod]
    public async Task The_least_recently_used_goes_when_there_is_too_much()
    {
        using var folder = Create();
        await HashAsync(folder);
        var size = Contents(folder).Single().Length;
        Contents(folder).Single().LastWriteTimeUtc = DateTime.UtcNow.AddDays(-3);
        folder.WithModule("other", BuiltFolder.Prints("\"other\""));
        folder.Request = folder.Request with { ProgramStoreBytes = size * 3 / 2 };

        await HashAsync(folder, "other");

        var left = Contents(folder).Single();
        Assert.AreEqual(left.Name, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(left.FullName))));
        ForgetBuild(folder);
        await HashAsync(folder, "other");
        Assert.IsEmpty(folder.Started);
        await HashAsync(folder);
        Assert.HasCount(1, folder.Started);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task A_store_that_others_can_write_is_not_believed()
    {
        using var folder = Create();
        await HashAsync(folder);
        ForgetBuild(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Folder.Path("store"), (UnixFileMode)0b111_111_111);

        await HashAsync(folder);

        Assert.HasCount(1, folder.Started);
    }

    // It could hand out anything as the program that the Go makes which it calls itself.
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task Nothing_is_kept_from_a_go_that_is_a_script()
    {
        using var folder = Create();
        var real = folder.Go.Executable;
        var script = folder.Folder.Write("shims/go", $"#!/bin/sh\nexec '{real}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        folder.Request = folder.Request with { Go = folder.Request.Go with { Executable = script } };
        for (var time = 0; time < 2; time++)
        {
            await HashAsync(folder);
            Assert.AreSequenceEqual(["env", "build"], folder.Started.Select(request => request.Arguments[0]));
        }

        Assert.IsFalse(Directory.Exists(folder.Folder.Path("store")));
    }

    private static BuiltFolder Create()
    {
        var folder = new BuiltFolder().WithModule("orders", BuiltFolder.Prints("\"one\""));
        folder.Request = folder.Request with { ProgramStore = folder.Folder.Path("store"), ProgramStoreBytes = Plenty };
        return folder;
    }

    private static async Task<string> HashAsync(BuiltFolder folder, string module = "orders")
    {
        var report = await folder.BuildAsync(module);
        Assert.IsEmpty(folder.Lines(report));
        return Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(report.Programs.Single().Path)));
    }

    private static void ForgetBuild(BuiltFolder folder) =>
        Directory.Delete(folder.Folder.Path("src/app/obj"), recursive: true);

    private static string[] Stamps(BuiltFolder folder, string kind) =>
        Directory.Exists(folder.Folder.Path("src/app/obj/godock/" + kind))
            ? Directory.GetFiles(folder.Folder.Path("src/app/obj/godock/" + kind))
            : [];

    private static FileInfo[] Contents(BuiltFolder folder) => Files(folder, "contents-1");

    private static FileInfo[] Files(BuiltFolder folder, string kind) =>
        [
            .. new DirectoryInfo(folder.Folder.Path("store/" + kind))
                .GetFiles("*", SearchOption.AllDirectories)
                .Where(file => file.Name.Length == 64),
        ];

    private static void Damage(BuiltFolder folder, string damage)
    {
        var (content, description) = (
            Contents(folder).Single().FullName,
            Files(folder, "programs-1").Single().FullName
        );
        var (bytes, text) = (File.ReadAllBytes(content), File.ReadAllText(description));
        switch (damage)
        {
            case "one byte differs":
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(content, bytes);
                break;
            case "cut off":
                File.WriteAllBytes(content, bytes[..^1]);
                break;
            case "longer":
                File.WriteAllBytes(content, [.. bytes, 0]);
                break;
            case "empty":
                File.WriteAllBytes(content, []);
                break;
            case "gone":
                File.Delete(content);
                break;
            case "a folder":
                File.Delete(content);
                Directory.CreateDirectory(content);
                break;
            case "another's":
                File.WriteAllText(
                    description,
                    text.Replace(Path.GetFileName(content), new string('0', 64), StringComparison.Ordinal)
                );
                break;
            case "description cut off":
                File.WriteAllText(description, text[..40]);
                break;
            case "description of another version":
                File.WriteAllText(description, text.Replace("program 1", "program 2", StringComparison.Ordinal));
                break;
            case "description names a path":
                File.WriteAllText(
                    description,
                    text.Replace(Path.GetFileName(content), "../../../../../../bin/true", StringComparison.Ordinal)
                );
                break;
        }
    }
}

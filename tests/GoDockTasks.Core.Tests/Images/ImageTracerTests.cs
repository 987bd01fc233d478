using System.Collections.Immutable;
using System.Formats.Tar;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Images.Tracing;
using GoDockTasks.Core.Tests.Fingerprints;
using GoDockTasks.Core.Tests.Oci;

namespace GoDockTasks.Core.Tests.Images;

/// <summary>With a program that a real Go built, in images that are written by hand.</summary>
[TestClass]
public sealed class ImageTracerTests
{
    [TestMethod]
    public async Task An_image_tells_its_commit_and_the_modules_of_its_program()
    {
        using var folder = await PrintedFolder.NewAsync();
        using var layout = new WrittenLayout();
        var amd64 = Image(layout, folder.Binary);
        var statement = """
            {"predicateType":"https://slsa.dev/provenance/v0.2","predicate":{"builder":{"id":"b"},
            "metadata":{"buildInvocationID":"i","buildStartedOn":"s","buildFinishedOn":"f"}}}
            """;
        var index = layout.IndexOf(amd64, layout.Attestation(amd64, statement));
        layout.Write(index);
        var archive = layout.Beside("image.tar");
        TarFile.CreateFromDirectory(layout.Root, archive, includeBaseDirectory: false);

        foreach (var image in (string[])[layout.Root, archive])
        {
            var trace = await TraceAsync(layout, image);

            Assert.IsEmpty(trace.Diagnostics.Select(each => each.Message));
            Assert.AreEqual(index["digest"]!.GetValue<string>(), trace.Digest);
            var facts = Assert.ContainsSingle(trace.Programs).Facts;
            foreach (
                var fact in (ReadOnlySpan<(string, string)>)
                    [
                        ("commit", "abc"),
                        ("builder", "b"),
                        ("invocation", "i"),
                        ("started", "s"),
                        ("finished", "f"),
                        ("program", "/app/orders"),
                    ]
            )
                Assert.Contains(fact, facts);
            Assert.Contains(
                fact => fact.Name == "go" && fact.Value.StartsWith("go1.", StringComparison.Ordinal),
                facts
            );
            Assert.Contains(
                fact => fact.Name == "requires" && fact.Value.Contains("h1:", StringComparison.Ordinal),
                facts
            );
        }

        var program = await TraceAsync(layout, folder.Binary);
        Assert.IsNull(program.Digest);
        Assert.Contains(fact => fact.Name == "requires", Assert.ContainsSingle(program.Programs).Facts);
    }

    [TestMethod]
    public async Task What_is_not_there_or_no_image_is_told()
    {
        using var layout = new WrittenLayout();
        var none = await TraceAsync(layout, layout.Beside("none"));
        Assert.AreEqual("GDT4070", Assert.ContainsSingle(none.Diagnostics).Code);
        File.WriteAllText(layout.Beside("text"), "no image");
        Assert.AreEqual("GDT4101", (await TraceAsync(layout, layout.Beside("text"))).Diagnostics.Single().Code);
        Assert.AreEqual("GDT4101", (await TraceAsync(layout, layout.Root)).Diagnostics.Single().Code);
    }

    [TestMethod]
    public async Task An_image_that_says_nothing_is_told()
    {
        using var layout = new WrittenLayout();
        File.WriteAllText(layout.Beside("script"), "#!/bin/sh\n");
        layout.Write(Image(layout, layout.Beside("script"), config => config.Remove("Labels")));
        Assert.AreSequenceEqual(["GDT4075", "GDT4071"], await CodesAsync(layout));

        layout.Write(Image(layout, layout.Beside("script"), config => config["Entrypoint"] = new JsonArray("/none")));
        Assert.AreSequenceEqual(["GDT4071"], await CodesAsync(layout));
    }

    [TestMethod]
    public async Task A_program_must_be_what_a_trusted_statement_says()
    {
        using var folder = await PrintedFolder.NewAsync();
        using var layout = new WrittenLayout();
        layout.Write(Image(layout, folder.Binary));
        var trusted = new TrustedKey(VerificationKey.Of(folder.Key), PrintedFolder.Builder);
        using var other = Keys.New();
        var stranger = trusted with { Key = VerificationKey.Of(other) };

        Assert.IsEmpty(await CodesAsync(layout, folder.Bundle, trusted));
        Assert.AreSequenceEqual(["GDT4074"], await CodesAsync(layout, folder.Bundle, stranger));
        Assert.AreSequenceEqual(["GDT4074"], await CodesAsync(layout, folder.Bundle));
        Assert.AreSequenceEqual(["GDT4074"], await CodesAsync(layout, null, trusted));

        // It says the same of itself.
        var patched = layout.Beside("orders");
        await File.WriteAllBytesAsync(patched, [.. await File.ReadAllBytesAsync(folder.Binary), 0]);
        layout.Write(Image(layout, patched));
        Assert.AreSequenceEqual(["GDT4073"], await CodesAsync(layout, folder.Bundle, trusted));
        layout.Write(Image(layout, folder.Binary));

        var payload = System
            .Text.Encoding.UTF8.GetString(folder.Payload)
            .Replace("\"version\":\"v1.0.0\"", "\"version\":\"v1.0.1\"", StringComparison.Ordinal);
        using var signing = Keys.Signing(folder.Key);
        var envelope = DsseEnvelope.Sign(System.Text.Encoding.UTF8.GetBytes(payload), signing);
        File.WriteAllBytes(folder.Bundle, SigstoreBundle.ToUtf8(envelope));
        Assert.AreSequenceEqual(["GDT4073"], (await CodesAsync(layout, folder.Bundle, trusted)).Distinct());
    }

    [TestMethod]
    public async Task Who_built_a_program_and_where_only_a_trusted_fingerprint_about_it_tells()
    {
        using var folder = await PrintedFolder.NewAsync(folder => folder.Node = "oven0");
        using var layout = new WrittenLayout();
        layout.Write(Image(layout, folder.Binary));
        var trusted = new TrustedKey(VerificationKey.Of(folder.Key), PrintedFolder.Builder);
        using var other = Keys.New();
        string[] notKnown = ["built by: not known"];

        var run = JsonNode.Parse(folder.Payload)!["predicate"]!["runDetails"]!["metadata"]!;
        string[] told =
        [
            $"built by: {PrintedFolder.Builder}",
            "built in: urn:example:run",
            $"build started: {run["startedOn"]}",
            $"build finished: {run["finishedOn"]}",
            "node: node",
            "buildkit-node: oven0",
            $"signed by: {VerificationKey.Of(folder.Key).Fingerprint}",
        ];
        Assert.AreSequenceEqual(told, await BuildAsync(layout.Root, trusted));
        Assert.AreSequenceEqual(told, await BuildAsync(folder.Binary, trusted));
        Assert.IsEmpty(await BuildAsync(layout.Root));
        Assert.AreSequenceEqual(notKnown, await BuildAsync(layout.Root, trusted with { BuilderId = "urn:other" }));
        Assert.AreSequenceEqual(
            notKnown,
            await BuildAsync(layout.Root, trusted with { Key = VerificationKey.Of(other) })
        );

        // Another image with the same program may be another node's.
        folder.Images = BuiltImages.Of([("orders", new("127.0.0.1/shop/orders", new string('0', 64)))]);
        await folder.PrintAsync();
        Assert.AreSequenceEqual(notKnown, await BuildAsync(layout.Root, trusted));
        Assert.Contains("buildkit-node: oven0", await BuildAsync(folder.Binary, trusted));

        // What a builder did not build has no node but the machine.
        (folder.Images, folder.Node) = (BuiltImages.None, null);
        await folder.PrintAsync();
        Assert.AreSequenceEqual(told.Where(line => !line.Contains("oven0")), await BuildAsync(layout.Root, trusted));

        // The same build info, and another program.
        var patched = layout.Beside("orders");
        await File.WriteAllBytesAsync(patched, [.. await File.ReadAllBytesAsync(folder.Binary), 0]);
        layout.Write(Image(layout, patched));
        Assert.AreSequenceEqual(notKnown, await BuildAsync(layout.Root, trusted));

        // Nobody signed it.
        await folder.PrintUnsignedAsync();
        layout.Write(Image(layout, folder.Binary));
        Assert.AreSequenceEqual(
            notKnown,
            await ToldAsync(
                layout.Root,
                Path.Combine(Path.GetDirectoryName(folder.Binary)!, "orders.intoto.json"),
                trusted
            )
        );

        Task<string[]> BuildAsync(string image, params TrustedKey[] keys) => ToldAsync(image, folder.Bundle, keys);

        async Task<string[]> ToldAsync(string image, string bundle, params TrustedKey[] keys)
        {
            var trace = await TraceAsync(layout, image, bundle, asks: keys.Length > 0, tree: null, [.. keys]);
            return
            [
                .. trace
                    .Programs.Single()
                    .Facts.Where(fact => fact.Name is "node" or "buildkit-node" or "signed by" || IsBuild(fact.Name))
                    .Select(fact => $"{fact.Name}: {fact.Value.Split(": nobody")[0]}"),
            ];
        }

        static bool IsBuild(string name) => name.Split(' ')[0] is "built" or "build";
    }

    [TestMethod]
    public async Task What_differs_from_the_working_tree_is_told()
    {
        using var folder = await PrintedFolder.NewAsync();
        using var layout = new WrittenLayout();
        layout.Write(Image(layout, folder.Binary));
        Assert.IsEmpty((await TraceAsync(layout, layout.Root, tree: folder.Collector())).Diagnostics);

        folder.Built.With("orders/go.mod", "module example.com/orders\n\ngo 1.19\n\nrequire example.com/log v1.1.0\n");
        await folder.TidyAsync();
        var trace = await TraceAsync(layout, layout.Root, tree: folder.Collector());

        var difference = Assert.ContainsSingle(trace.Diagnostics);
        Assert.AreEqual("GDT4072", difference.Code);
        Assert.Contains("example.com/log", difference.Message);
    }

    [TestMethod]
    public async Task What_requires_what_is_a_tree_where_the_working_tree_has_the_same_modules()
    {
        using var folder = await PrintedFolder.NewAsync();
        new ModuleStore(folder.Built.Folder.Path("store"))
            .Add("example.com/text", "v1.0.0", ("text.go", "package text\n"))
            .Add(
                "example.com/log",
                "v1.2.0",
                ("go.mod", "module example.com/log\n\ngo 1.19\n\nrequire example.com/text v1.0.0\n"),
                ("log.go", "package log\n\nimport _ \"example.com/text\"\n\nconst Name = \"three\"\n")
            );
        const string Module = "module example.com/orders\n\ngo 1.19\n\nrequire example.com/log ";
        folder.Built.With("orders/go.mod", Module + "v1.2.0\n\nrequire example.com/text v1.0.0 // indirect\n");
        await folder.TidyAsync();
        var built = (await folder.Built.BuildAsync(folder.Sidecar)).Programs.Single().Path;
        using var layout = new WrittenLayout();
        layout.Write(Image(layout, built));

        var (lines, notes) = await RequirementsAsync(folder.Collector());
        Assert.AreSequenceEqual(["example.com/log v1.2.0", "  example.com/text v1.0.0"], lines);
        Assert.IsEmpty(notes);

        // Without sources, and with those of another program.
        (lines, notes) = await RequirementsAsync(null);
        Assert.AreSequenceEqual(["example.com/log v1.2.0", "example.com/text v1.0.0"], lines);
        Assert.ContainsSingle(notes);
        folder.Built.With("orders/go.mod", Module + "v1.1.0\n");
        await folder.TidyAsync();
        (lines, notes) = await RequirementsAsync(folder.Collector());
        Assert.AreSequenceEqual(["example.com/log v1.2.0", "example.com/text v1.0.0"], lines);
        Assert.ContainsSingle(notes);

        async Task<(string[] Lines, string[] Notes)> RequirementsAsync(FingerprintCollector? tree)
        {
            var facts = (await TraceAsync(layout, layout.Root, tree: tree)).Programs.Single().Facts;
            string[] Of(string name) =>
                [.. facts.Where(fact => fact.Name == name).Select(fact => fact.Value.Split(" h1:")[0])];
            return (Of("requires"), Of("requirements"));
        }
    }

    [TestMethod]
    public async Task The_inputs_that_an_image_names_are_held_against_the_tree_and_against_what_is_signed_of_it()
    {
        using var layout = new WrittenLayout();
        var name = "127.0.0.1/shop/orders";
        using var folder = await PrintedFolder.NewAsync();
        var trusted = new TrustedKey(VerificationKey.Of(folder.Key), PrintedFolder.Builder);

        Assert.IsEmpty(await InputsAsync(folder.Generated.InputsDigest));
        Assert.AreSequenceEqual(["GDT4072", "GDT4073"], await InputsAsync(new string('0', 64)));
        // A statement about another image may well be of other inputs.
        name = null;
        Assert.AreSequenceEqual(["GDT4072"], await InputsAsync(new string('1', 64)));

        folder.Built.With("orders/main.go", "package main\n\nfunc main() {}\n");
        Assert.AreSequenceEqual(["GDT4072"], await InputsAsync(folder.Generated.InputsDigest));

        async Task<IEnumerable<string>> InputsAsync(string label)
        {
            var image = Image(layout, folder.Binary, config => config["Labels"]!["godocktasks.inputs-digest"] = label);
            layout.Write(image);
            if (name is not null)
            {
                folder.Images = BuiltImages.Of([("orders", new(name, image["digest"]!.GetValue<string>()[7..]))]);
                await folder.PrintAsync();
            }

            var trace = await TraceAsync(layout, layout.Root, folder.Bundle, true, folder.Collector(), trusted);
            return trace.Diagnostics.Select(each => each.Code);
        }
    }

    internal static JsonObject Image(WrittenLayout layout, string program, Action<JsonObject>? change = null)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
            tar.WriteEntry(program, "app/orders");
        return layout.Image(
            "amd64",
            (_, config) => change?.Invoke(config["config"]!.AsObject()),
            layout.Blob(WrittenLayout.Layer, bytes.ToArray())
        );
    }

    internal static Task<ImageTrace> TraceAsync(
        WrittenLayout layout,
        string image,
        string? bundle = null,
        bool asks = false,
        FingerprintCollector? tree = null,
        params ImmutableArray<TrustedKey> keys
    ) =>
        ImageTracer.RunAsync(
            new(image)
            {
                TemporaryDirectory = layout.Beside(""),
                ProjectFile = layout.Beside("app.csproj"),
                AsksForSignature = asks,
                Fingerprints = bundle,
                Keys = keys,
                Tree = tree,
            },
            CancellationToken.None
        );

    private static async Task<IEnumerable<string>> CodesAsync(WrittenLayout layout) =>
        (await TraceAsync(layout, layout.Root)).Diagnostics.Select(each => each.Code);

    private static async Task<IEnumerable<string>> CodesAsync(
        WrittenLayout layout,
        string? bundle,
        params TrustedKey[] keys
    ) =>
        (await TraceAsync(layout, layout.Root, bundle, asks: true, tree: null, [.. keys])).Diagnostics.Select(each =>
            each.Code
        );
}

using System.Collections.Immutable;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Release;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tests.Building;
using GoDockTasks.Core.Tests.Fingerprints;
using GoDockTasks.Core.Tests.Oci;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Release;

/// <summary>Go programs that real Go built, each in an image, and what releases them.</summary>
internal sealed class ReleasedFolder : IDisposable
{
    public const string Builder = "urn:example:builder";

    private readonly List<(Sidecar Sidecar, WrittenLayout Layout)> images = [];

    public BuiltFolder Built { get; } = new();

    public ECDsa Key { get; } = Keys.New();

    /// <summary>Absolute path of the public key.</summary>
    public string PublicKey => Built.Folder.Write("release.pub", Key.ExportSubjectPublicKeyInfoPem());

    /// <summary>Gates, by name; those that nothing here is for are off.</summary>
    public List<GateItem> Gates { get; } = [Off("vulnerabilities"), Off("environment")];

    public static GateItem Off(string name) => Gate(name, ("Enabled", "false"));

    public static GateItem Gate(string name, params (string Name, string Value)[] metadata) =>
        new(name, new(name, metadata.ToDictionary(each => each.Name, each => each.Value), "", null));

    /// <summary>Builds a program that prints its name, and puts it into an image for one platform.</summary>
    public async Task<WrittenLayout> AddAsync(string name)
    {
        Built.WithModule(name, BuiltFolder.Prints($"\"{name}\""));
        var sidecar = Built.Sidecar(name);
        var report = await Built.BuildAsync(sidecar);
        Assert.IsEmpty(report.Diagnostics.Select(diagnostic => diagnostic.Message + diagnostic.Detail));
        var layout = new WrittenLayout();
        var layer = layout.Blob(WrittenLayout.Layer, Tar($"app/{name}", report.Programs.Single().Path));
        var image = layout.Image(
            "amd64",
            (_, config) => config["config"]!["Entrypoint"] = new JsonArray($"/app/{name}"),
            layer
        );
        layout.Write(layout.IndexOf(image));
        images.Add((sidecar, layout));
        return layout;
    }

    /// <summary>An image, to be pushed to a name.</summary>
    public ReleasedImage Image(string target, string name) =>
        images
            .Where(image => image.Sidecar.Name == name)
            .Select(image => new ReleasedImage(
                new(image.Sidecar, "."),
                ImageReference.TryParse(target)!,
                image.Layout.Root
            ))
            .Single();

    /// <summary>Releases all of them.</summary>
    /// <param name="target">Where one goes, by its name, such as <c>127.0.0.1:5000/shop/orders:1.2.3</c>.</param>
    public async Task<ReleaseResult> RunAsync(Func<string, string> target)
    {
        var programs = images.Select(image => new FingerprintedProgram(image.Sidecar, ".")).ToImmutableArray();
        using var key = Keys.Signing(Key);
        var gates = new GateRequest(Built.Request.ProjectFile)
        {
            Programs = [],
            Now = DateTimeOffset.UnixEpoch.AddYears(56),
            Environment = Built.Environment,
            TemporaryDirectory = Built.Folder.Path("tmp"),
            Gates = [.. Gates],
        };
        var request = new ReleaseRequest(gates)
        {
            Images = [.. images.Select(image => Image(target(image.Sidecar.Name), image.Sidecar.Name))],
            Key = key,
            TrustedKeys = [new(VerificationKey.Of(Key), Builder) { AllowDirty = true }],
            Run = RunDetails.By(Builder, "urn:example:run", "node"),
            Credentials = new(new ProcessRunner(), Built.Environment, Built.Folder.Root, TimeSpan.FromMinutes(1)),
            Version = "1.0.0",
            Timeout = TimeSpan.FromSeconds(20),
        };
        var collector = new FingerprintCollector(
            Built,
            new()
            {
                Programs = programs,
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
        return await new ImageRelease(request, collector, new(Built)).RunAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        foreach (var (_, layout) in images)
            layout.Dispose();
        Key.Dispose();
        Built.Dispose();
    }

    private static byte[] Tar(string path, string file)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
        using (var content = File.OpenRead(file))
        {
            tar.WriteEntry(
                new PaxTarEntry(TarEntryType.RegularFile, path)
                {
                    DataStream = content,
                    Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute,
                }
            );
        }

        return bytes.ToArray();
    }
}

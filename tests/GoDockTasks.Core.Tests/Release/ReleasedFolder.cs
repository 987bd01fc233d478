using System.Collections.Immutable;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Registries;
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
    private readonly Dictionary<string, string> programs = [];

    public BuiltFolder Built { get; } = new();

    /// <summary>Signs, and is trusted.</summary>
    public ECDsa Key { get; private set; } = Keys.New();

    /// <summary>Releases are held to those in the registry.</summary>
    public bool LooksBack { get; set; }

    public string? LastTag { get; set; }

    public string? BaselineFile { get; set; }

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
        programs[name] = report.Programs.Single().Path;
        images.Add((sidecar, new()));
        return Grow(name, 0);
    }

    /// <summary>The program gets so many bytes more.</summary>
    public WrittenLayout Grow(string name, int bytes) =>
        Write(name, ("amd64", [.. File.ReadAllBytes(programs[name]), .. new byte[bytes]]));

    /// <summary>An image for each architecture, of another program.</summary>
    public WrittenLayout Write(string name, params (string Architecture, byte[] Program)[] platforms)
    {
        var layout = images.Single(image => image.Sidecar.Name == name).Layout;
        layout.Write(
            layout.IndexOf([
                .. platforms.Select(platform =>
                    layout.Image(
                        platform.Architecture,
                        (_, config) => config["config"]!["Entrypoint"] = new JsonArray($"/app/{name}"),
                        layout.Blob(WrittenLayout.Layer, Tar($"app/{name}", platform.Program))
                    )
                ),
            ])
        );
        return layout;
    }

    /// <summary>Another key signs from now on, and nobody else is trusted.</summary>
    public void ChangeKey()
    {
        Key.Dispose();
        Key = Keys.New();
    }

    /// <summary>An image, to be pushed to a name.</summary>
    public ReleasedImage Image(string target, string name) =>
        images
            .Where(image => image.Sidecar.Name == name)
            .Select(image => new ReleasedImage(
                new(image.Sidecar, "."),
                ImageReference.TryParse(target)!,
                image.Layout.Root
            )
            {
                Nodes = ImmutableDictionary<string, string>.Empty.Add("linux/amd64", "oven0"),
            })
            .Single();

    /// <summary>Releases all of them.</summary>
    /// <param name="target">Where one goes, by its name, such as <c>127.0.0.1:5000/shop/orders:1.2.3</c>.</param>
    public async Task<ReleaseResult> RunAsync(Func<string, string> target)
    {
        var fingerprinted = images.Select(image => new FingerprintedProgram(image.Sidecar, ".")).ToImmutableArray();
        using var key = Keys.Signing(Key);
        var credentials = new RegistryCredentials(
            new ProcessRunner(),
            Built.Environment,
            Built.Folder.Root,
            TimeSpan.FromMinutes(1)
        );
        ImmutableArray<TrustedKey> keys = [new(VerificationKey.Of(Key), Builder) { AllowDirty = true }];
        var gates = new GateRequest(Built.Request.ProjectFile)
        {
            Programs = [],
            Now = DateTimeOffset.UnixEpoch.AddYears(56),
            Environment = Built.Environment,
            TemporaryDirectory = Built.Folder.Path("tmp"),
            Gates = [.. Gates],
            BaselineFile = BaselineFile,
            History = !LooksBack
                ? null
                : new()
                {
                    Images = images.ToImmutableDictionary(
                        image => image.Sidecar.Name,
                        image => ImageReference.TryParse(target(image.Sidecar.Name))!
                    ),
                    Keys = keys,
                    Credentials = credentials,
                    LastTag = LastTag,
                    ProjectFile = Built.Request.ProjectFile,
                },
        };
        var request = new ReleaseRequest(gates)
        {
            Images = [.. images.Select(image => Image(target(image.Sidecar.Name), image.Sidecar.Name))],
            Key = key,
            TrustedKeys = keys,
            Run = RunDetails.By(Builder, "urn:example:run", "node"),
            Credentials = credentials,
            Version = "1.0.0",
            Timeout = TimeSpan.FromSeconds(20),
        };
        var collector = new FingerprintCollector(
            Built,
            new()
            {
                Programs = fingerprinted,
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

    private static byte[] Tar(string path, byte[] file)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
            tar.WriteEntry(
                new PaxTarEntry(TarEntryType.RegularFile, path)
                {
                    DataStream = new MemoryStream(file),
                    Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute,
                }
            );

        return bytes.ToArray();
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>A project with Go programs, whose fingerprints are signed with a key of the tests.</summary>
internal static class SignedTree
{
    public const string Project = "src/Shop/Shop.csproj";

    private const string Builder = "urn:example:ci";

    /// <summary>Who is trusted by <see cref="Trust"/>.</summary>
    public static ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>XML of a project two folders below the tree's root.</summary>
    public static string Trust =>
        $"  <ItemGroup><GoDockTrustedKey Include=\"../../release.pub\" BuilderId=\"{Builder}\" "
        + $"AllowDirty=\"true\" /></ItemGroup>";

    /// <summary>The project builds a program from each of the sidecars, which are written, too.</summary>
    /// <param name="with">Changes the project.</param>
    public static async Task<SourceTree> NewAsync(string[] sidecars, Func<DotnetProject, DotnetProject> with)
    {
        var tree = new SourceTree();
        foreach (var sidecar in sidecars)
        {
            tree.Add($"sidecars/{sidecar}", GoModule.WithGo("1.21"));
            tree.Write($"sidecars/{sidecar}/main.go", $"package main\n\nfunc main() {{ println(\"{sidecar}\") }}\n");
        }

        tree.Write("release.key", Key.ExportPkcs8PrivateKeyPem());
        tree.SetMode("release.key", UnixFileMode.UserRead);
        tree.Write("release.pub", Key.ExportSubjectPublicKeyInfoPem());
        await tree.AddAsync(
            Project,
            with(
                new([.. sidecars.Select(sidecar => $"../../sidecars/{sidecar}")]) { BuildsSidecars = true, Xml = Trust }
            )
        );
        return tree;
    }

    /// <summary>The same, with the project as it is.</summary>
    public static Task<SourceTree> NewAsync(params string[] sidecars) => NewAsync(sidecars, project => project);

    /// <summary>Runs a dotnet command on the project with the key.</summary>
    public static Task<BuildResult> SignAsync(SourceTree tree, string command, params string[] arguments) =>
        tree.RunAsync([
            command,
            tree.Path(Project),
            "--no-restore",
            "-p:GoDockSigningKey=../../release.key",
            $"-p:GoDockBuilderId={Builder}",
            .. arguments,
        ]);

    /// <summary>From now on nobody but root can read it.</summary>
    public static void Close(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.None);
    }

    /// <summary>Changes what nobody signed, or all of it without the key.</summary>
    /// <param name="bundle">Absolute.</param>
    public static void Edit(string bundle, Action<JsonObject> change)
    {
        var content = JsonNode.Parse(File.ReadAllBytes(bundle))!.AsObject();
        change(content);
        File.WriteAllText(bundle, content.ToJsonString());
    }

    /// <summary>The statement that was signed.</summary>
    /// <param name="bundle">Absolute.</param>
    public static byte[] Payload(string bundle) =>
        Convert.FromBase64String((string)JsonNode.Parse(File.ReadAllBytes(bundle))!["dsseEnvelope"]!["payload"]!);

    /// <summary>Somebody who has the key says something else.</summary>
    /// <param name="bundle">Absolute.</param>
    public static void Sign(string bundle, Action<JsonNode> change)
    {
        var statement = JsonNode.Parse(Payload(bundle))!;
        change(statement);
        var payload = Encoding.UTF8.GetBytes(statement.ToJsonString());
        byte[] signed =
        [
            .. Encoding.UTF8.GetBytes($"DSSEv1 28 application/vnd.in-toto+json {payload.Length} "),
            .. payload,
        ];
        Edit(bundle, content =>
        {
            content["dsseEnvelope"]!["payload"] = Convert.ToBase64String(payload);
            content["dsseEnvelope"]!["signatures"]![0]!["sig"] = Convert.ToBase64String(
                Key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
            );
        });
    }
}

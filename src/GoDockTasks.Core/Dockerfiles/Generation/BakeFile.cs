using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>docker-bake.json: builds the images of all sidecars of a project with one command.</summary>
/// <param name="attestations">Attach provenance and an SBOM.</param>
/// <param name="debug">Have a target for debugging, too.</param>
internal sealed class BakeFile(bool attestations, bool debug)
{
    /// <summary>A name that bake looks for by itself.</summary>
    public const string DefaultName = "docker-bake.json";

    /// <summary>The targets for a debugger, by name.</summary>
    public const string DebugGroup = "debug";

    /// <summary>What is put behind a target's name for the one of them that is for a debugger.</summary>
    public const string DebugSuffix = "-debug";

    /// <summary>
    /// Variables, and the labels that they become where they have a value (annotations.md of the OCI image
    /// specification; the last one is ours).
    /// </summary>
    public static readonly ImmutableArray<(string Variable, string Label)> Labels =
    [
        ("SOURCE", "org.opencontainers.image.source"),
        ("REVISION", "org.opencontainers.image.revision"),
        ("CREATED", "org.opencontainers.image.created"),
        ("VERSION", "org.opencontainers.image.version"),
        ("INPUTS_DIGEST", "godocktasks.inputs-digest"),
    ];

    private static readonly JsonWriterOptions Form = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Where it belongs where the user doesn't say; null where the contexts have no folder in common.
    /// </summary>
    public static string? DefaultPath(IEnumerable<BakeTarget> targets) =>
        Folders.Common(
            targets.SelectMany(target =>
                new[] { target.Context, Path.GetDirectoryName(target.Sidecar.DockerfilePath)! }
            )
        )
            is { } folder
            ? Path.Combine(folder, DefaultName)
            : null;

    /// <summary>The whole file.</summary>
    /// <param name="folder">Absolute path of the folder that it will lie in; paths in it count from there.</param>
    /// <param name="header">For its comment.</param>
    public string Write(string folder, string header, ImmutableArray<BakeTarget> targets)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Form))
        {
            json.WriteStartObject();
            // The one name that HCL's JSON passes over.
            json.WriteString("//", header);
            WriteVariables(json, targets);
            json.WriteStartObject("group");
            WriteGroup(json, "default", targets.Select(target => target.Name));
            if (debug)
                WriteGroup(json, DebugGroup, targets.Select(target => target.Name + DebugSuffix));
            json.WriteEndObject();
            json.WriteStartObject("target");
            foreach (var target in targets)
            {
                Write(json, folder, target);
                if (debug)
                    WriteDebug(json, target);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void WriteVariables(Utf8JsonWriter json, ImmutableArray<BakeTarget> targets)
    {
        json.WriteStartObject("variable");
        foreach (
            var name in (IEnumerable<string>)
                ["REGISTRY", "TAG", .. Labels.Select(label => label.Variable), .. SecretVariables(targets)]
        )
        {
            json.WriteStartObject(name);
            json.WriteString("default", name == "TAG" ? "latest" : "");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static IEnumerable<string> SecretVariables(ImmutableArray<BakeTarget> targets)
    {
        if (targets.Any(target => target.Access is { Netrc: true }))
            yield return "NETRC";
        if (targets.Any(target => target.Access is { Ca: true }))
            yield return "CA";
        if (targets.Any(target => target.Access is { Ssh: true }))
            yield return "SSH_AUTH_SOCK";
    }

    private static void WriteGroup(Utf8JsonWriter json, string name, IEnumerable<string> targets)
    {
        json.WriteStartObject(name);
        WriteList(json, "targets", targets);
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, string folder, BakeTarget target)
    {
        json.WriteStartObject(target.Name);
        json.WriteString("context", Literal(Folders.Relative(folder, target.Context)));
        json.WriteString("dockerfile", Literal(Folders.Relative(target.Context, target.Sidecar.DockerfilePath)));
        WriteList(json, "platforms", target.Sidecar.Platforms.Select(platform => platform.ToString()));
        WriteList(json, "tags", [Tag(target)]);
        WriteValues(json, "args", LinkerFlags.Parse(target.Sidecar.LdFlags).Variables.Select(name => (name, name)));
        WriteValues(json, "labels", Labels.Select(label => (label.Label, label.Variable)));
        if (attestations)
            WriteList(json, "attest", ["type=provenance,mode=max", "type=sbom"]);
        WriteSecrets(json, target.Access);
        json.WriteEndObject();
    }

    private static void WriteDebug(Utf8JsonWriter json, BakeTarget target)
    {
        json.WriteStartObject(target.Name + DebugSuffix);
        WriteList(json, "inherits", [target.Name]);
        json.WriteString("target", "debug");
        WriteList(json, "tags", [Tag(target) + DebugSuffix]);
        json.WriteEndObject();
    }

    private static string Tag(BakeTarget target) => "${REGISTRY}" + target.Name.ToLowerInvariant() + ":${TAG}";

    // What is null is left out: an empty label would say that there is no version, and an empty argument hide what the
    // source says.
    private static void WriteValues(Utf8JsonWriter json, string name, IEnumerable<(string Key, string Variable)> values)
    {
        if (!values.Any())
            return;
        json.WriteStartObject(name);
        foreach (var (key, variable) in values)
            json.WriteString(key, $"${{{variable} != \"\" ? {variable} : null}}");
        json.WriteEndObject();
    }

    // A file or an agent that isn't there would stop the build: a secret is only handed in where its variable names
    // one.
    private static void WriteSecrets(Utf8JsonWriter json, ModuleAccess? access)
    {
        var secrets = new List<string>();
        if (access is { Netrc: true })
            secrets.Add(Secret("netrc", "NETRC"));
        if (access is { Ca: true })
            secrets.Add(Secret("ca", "CA"));
        if (secrets.Count > 0)
            json.WriteString("secret", "${compact([" + string.Join(", ", secrets) + "])}");
        if (access is { Ssh: true })
            json.WriteString("ssh", "${compact([SSH_AUTH_SOCK != \"\" ? \"default\" : \"\"])}");
    }

    private static string Secret(string id, string variable) =>
        $"{variable} != \"\" ? \"id={id},src=${{{variable}}}\" : \"\"";

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    // Strings are templates there.
    private static string Literal(string text) =>
        text.Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);
}

/// <summary>What a bake file says of a sidecar.</summary>
/// <param name="Context">Absolute path of its build context.</param>
/// <param name="Access">The secrets that its download step takes; null where it has no such step.</param>
internal sealed record BakeTarget(Sidecar Sidecar, string Context, ModuleAccess? Access)
{
    /// <summary>What bake calls it.</summary>
    public string Name { get; } = NameOf(Sidecar.Name);

    /// <summary>Targets are of letters, digits, - and _ (buildx, bake's validateTargetName).</summary>
    public static string NameOf(string sidecar) =>
        string.Concat(sidecar.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
}

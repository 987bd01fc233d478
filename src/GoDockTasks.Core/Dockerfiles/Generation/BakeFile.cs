using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>docker-bake.json: builds the images of all sidecars of a project with one command.</summary>
internal static class BakeFile
{
    /// <summary>A name that bake looks for by itself.</summary>
    public const string DefaultName = "docker-bake.json";

    // Build arguments that the generated Dockerfiles put into labels.
    private static readonly string[] Labels = ["SOURCE", "REVISION", "CREATED", "VERSION", "INPUTS_DIGEST"];

    private static readonly JsonWriterOptions Form = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where it belongs where the user doesn't say; null where the contexts have no folder in common.</summary>
    public static string? DefaultPath(IEnumerable<BakeTarget> targets) =>
        Folders.Common(targets.SelectMany(target => new[] { target.Context, Path.GetDirectoryName(target.Sidecar.DockerfilePath)! })) is { } folder
            ? Path.Combine(folder, DefaultName)
            : null;

    /// <summary>The whole file.</summary>
    /// <param name="folder">Absolute path of the folder that it will lie in; paths in it count from there.</param>
    /// <param name="header">For its comment.</param>
    public static string Write(string folder, string header, ImmutableArray<BakeTarget> targets)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Form))
        {
            json.WriteStartObject();
            // The one name that HCL's JSON passes over.
            json.WriteString("//", header);
            WriteVariables(json, targets);
            json.WriteStartObject("group");
            json.WriteStartObject("default");
            WriteList(json, "targets", targets.Select(target => target.Name));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("target");
            foreach (var target in targets)
                Write(json, folder, target);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void WriteVariables(Utf8JsonWriter json, ImmutableArray<BakeTarget> targets)
    {
        json.WriteStartObject("variable");
        foreach (var name in (IEnumerable<string>)["REGISTRY", "TAG", .. Labels, .. SecretVariables(targets)])
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

    private static void Write(Utf8JsonWriter json, string folder, BakeTarget target)
    {
        json.WriteStartObject(target.Name);
        json.WriteString("context", Literal(Folders.Relative(folder, target.Context)));
        json.WriteString("dockerfile", Literal(Folders.Relative(target.Context, target.Sidecar.DockerfilePath)));
        WriteList(json, "platforms", target.Sidecar.Platforms.Select(platform => platform.ToString()));
        WriteList(json, "tags", ["${REGISTRY}" + target.Name.ToLowerInvariant() + ":${TAG}"]);
        json.WriteStartObject("args");
        foreach (var label in Labels)
            json.WriteString(label, $"${{{label}}}");
        json.WriteEndObject();
        WriteSecrets(json, target.Access);
        json.WriteEndObject();
    }

    // A file or an agent that isn't there would stop the build: a secret is only handed in where its variable names one.
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

    private static string Secret(string id, string variable) => $"{variable} != \"\" ? \"id={id},src=${{{variable}}}\" : \"\"";

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

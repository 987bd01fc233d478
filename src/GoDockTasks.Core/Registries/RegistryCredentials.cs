using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Registries;

/// <summary>
/// Who the user is to a registry: what `docker login` wrote, directly or with a credential helper
/// (docker/cli, docs/reference/commandline/login.md). Asked once a registry.
/// </summary>
public sealed class RegistryCredentials(
    IProcessRunner runner,
    IReadOnlyDictionary<string, string> environment,
    string workingDirectory,
    TimeSpan timeout
)
{
    private const int MaxBytes = 1024 * 1024;

    // What a helper prints for a registry that it knows nothing of (docker-credential-helpers, credentials/error.go).
    private const string NotThere = "credentials not found";

    // Credentials for Docker Hub are kept by the address of its first API.
    private const string DockerHub = "docker.io";
    private const string DockerHubKey = "https://index.docker.io/v1/";

    private readonly ConcurrentDictionary<string, Lazy<Task<RegistryCredential?>>> known = new(StringComparer.Ordinal);

    /// <returns>Null for a registry that the user isn't logged in to.</returns>
    /// <exception cref="RegistryException">The configuration or a helper doesn't work: GDT4041.</exception>
    internal Task<RegistryCredential?> FindAsync(string domain, CancellationToken cancellationToken) =>
        known.GetOrAdd(domain, key => new(() => ReadAsync(key, cancellationToken))).Value;

    private async Task<RegistryCredential?> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        var folder =
            environment.GetValueOrDefault("DOCKER_CONFIG") is { Length: > 0 } set ? set
            : environment.GetValueOrDefault(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME")
                is { Length: > 0 } home
                ? Path.Combine(home, ".docker")
            : null;
        if (folder is null)
            return null;
        var path = Path.GetFullPath(Path.Combine(folder, "config.json"), workingDirectory);
        if (!File.Exists(path))
            return null;
        var (content, unreadable) = RegularFile.TryRead(path, MaxBytes);
        if (content is null)
            throw Unusable($"'{path}' can't be read ({unreadable})");
        if (StrictJson.Read(content, out var config) is { } problem)
            throw Unusable($"'{path}' can't be read: {problem}");

        var server = domain == DockerHub ? DockerHubKey : domain;
        var helper = StrictJson.Text(StrictJson.Member(config, "credHelpers"), server)
            ?? StrictJson.Text(StrictJson.Member(config, "credHelpers"), domain)
            ?? StrictJson.Text(config, "credsStore");
        if (!string.IsNullOrEmpty(helper))
            return await AskAsync(helper, server, cancellationToken).ConfigureAwait(false);
        return Kept(StrictJson.Member(config, "auths"), domain, path);
    }

    private static RegistryCredential? Kept(JsonElement auths, string domain, string path)
    {
        if (auths.ValueKind != JsonValueKind.Object)
            return null;
        var entry = auths.EnumerateObject().FirstOrDefault(entry => HostOf(entry.Name) == domain).Value;
        if (entry.ValueKind != JsonValueKind.Object)
            return null;
        if (StrictJson.Text(entry, "identitytoken") is { Length: > 0 } token)
            return new(null, token);
        if (StrictJson.Text(entry, "auth") is not { Length: > 0 } encoded)
            return
                StrictJson.Text(entry, "username") is { Length: > 0 } name
                && StrictJson.Text(entry, "password") is { } word
                ? new(name, word)
                : null;
        var pair = Base64Text.Decode(encoded) is { } bytes ? Encoding.UTF8.GetString(bytes) : "";
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            ? new(pair[..colon], pair[(colon + 1)..])
            : throw Unusable($"'{path}' has credentials for {domain} that can't be decoded");
    }

    // As old clients wrote it: with a scheme, and the path of an API.
    private static string HostOf(string key)
    {
        var start = key.IndexOf("://", StringComparison.Ordinal);
        var host = (start < 0 ? key : key[(start + 3)..]).Split('/')[0];
        return host is "index.docker.io" or "registry-1.docker.io" ? DockerHub : host;
    }

    private async Task<RegistryCredential?> AskAsync(string name, string server, CancellationToken cancellationToken)
    {
        var program = "docker-credential-" + name;
        if (name.AsSpan().ContainsAny('/', '\\') || ProgramSearch.Find(program, environment) is not { } path)
            throw Unusable($"the credential helper '{program}' isn't on PATH");
        var outcome = await runner
            .RunAsync(
                new(path, ["get"], workingDirectory, environment, timeout) { StandardInput = server },
                cancellationToken
            )
            .ConfigureAwait(false);
        // What a helper prints may hold what it should hide: it isn't shown.
        if (!outcome.Succeeded)
            return outcome.StandardOutput.Contains(NotThere, StringComparison.Ordinal)
                ? null
                : throw Unusable($"the credential helper '{program}' failed for {server}");
        if (
            StrictJson.Read(Encoding.UTF8.GetBytes(outcome.StandardOutput), out var answer) is not null
            || StrictJson.Text(answer, "Username") is not { } user
            || StrictJson.Text(answer, "Secret") is not { } secret
        )
            throw Unusable($"the credential helper '{program}' answered nothing that can be read for {server}");
        return user == "<token>" ? new(null, secret) : new(user, secret);
    }

    private static RegistryException Unusable(string problem) =>
        new(DiagnosticCatalogue.RegistryCredentials, $"{problem}; run `docker login` again, or mend it");
}

/// <summary>A user and a password, or a token that stands for both.</summary>
/// <param name="User">Null for a token.</param>
internal sealed record RegistryCredential(string? User, string Secret)
{
    public string Basic => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Secret}"));

    public override string ToString() => nameof(RegistryCredential);
}

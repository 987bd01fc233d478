using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Text;
using Polly;
using Polly.Retry;

namespace GoDockTasks.Core.Registries;

/// <summary>
/// Sends requests to registries: tries again what may go well a moment later, meets their challenges (RFC 7235, and
/// distribution's token protocol), and says what failed without a secret in it.
/// </summary>
/// <param name="time">For the pauses between attempts.</param>
/// <param name="limit">For each attempt.</param>
internal sealed class RegistryConnection(
    HttpMessageHandler handler,
    RegistryCredentials credentials,
    TimeProvider time,
    TimeSpan limit
) : IDisposable
{
    private const int Attempts = 4;
    private const int MaxRedirects = 5;
    private const int MaxTokenBytes = 1024 * 1024;
    private const int MaxErrorBytes = 64 * 1024;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    private readonly HttpClient client = new(handler, disposeHandler: false)
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };
    private readonly ConcurrentDictionary<string, AuthenticationHeaderValue> authorizations = new(
        StringComparer.Ordinal
    );

    /// <summary>Redirects are followed here, without credentials for other hosts.</summary>
    public static SocketsHttpHandler CreateHandler() => new() { AllowAutoRedirect = false, UseCookies = false };

    /// <summary>Sends a request and reads the answer.</summary>
    /// <param name="create">Makes the request anew for each attempt.</param>
    /// <param name="read">Reads a successful answer, within the time limit.</param>
    /// <exception cref="RegistryException">It failed to the end.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<T> SendAsync<T>(
        RegistryAddress address,
        Func<HttpRequestMessage> create,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    )
    {
        var pipeline = new ResiliencePipelineBuilder<T> { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions<T>
                {
                    MaxRetryAttempts = Attempts - 1,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = FirstPause,
                    MaxDelay = LongestPause,
                    ShouldHandle = arguments =>
                        ValueTask.FromResult(arguments.Outcome.Exception is RegistryException { IsTransient: true }),
                    DelayGenerator = arguments =>
                        ValueTask.FromResult(
                            arguments.Outcome.Exception is RegistryException { RetryAfter: { } after }
                            && after <= LongestPause
                                ? (TimeSpan?)after
                                : null
                        ),
                }
            )
            .Build();
        return await pipeline
            .ExecuteAsync(token => new ValueTask<T>(AttemptAsync(address, create, read, token)), cancellationToken)
            .ConfigureAwait(false);
    }

    public void Dispose() => client.Dispose();

    /// <summary>Sends a request once.</summary>
    /// <exception cref="RegistryException">It failed.</exception>
    public async Task<T> AttemptAsync<T>(
        RegistryAddress address,
        Func<HttpRequestMessage> create,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    )
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(limit);
        try
        {
            using var response = await AuthorizedAsync(address, create, limited.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? await read(response, limited.Token).ConfigureAwait(false)
                : throw await RefusedAsync(address, response, limited.Token).ConfigureAwait(false);
        }
        // What is uploaded is read meanwhile.
        catch (HttpRequestException exception) when (exception.InnerException is LayoutDamageException damage)
        {
            ExceptionDispatchInfo.Throw(damage);
            throw;
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException && exception is not LayoutDamageException)
        {
            throw Unreachable(address, Reason(exception));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(address, $"no answer within {limit.TotalSeconds:0} s");
        }
    }

    private async Task<HttpResponseMessage> AuthorizedAsync(
        RegistryAddress address,
        Func<HttpRequestMessage> create,
        CancellationToken cancellationToken
    )
    {
        var response = await FollowedAsync(address, create, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;
        using (response)
        {
            authorizations.TryRemove(address.ToString(), out _);
            var challenges = response.Headers.WwwAuthenticate.ToImmutableArray();
            if (await AnswerAsync(address, challenges, cancellationToken).ConfigureAwait(false) is not { } answer)
                throw Unauthorized(address, 401);
            authorizations[address.ToString()] = answer;
        }

        return await FollowedAsync(address, create, cancellationToken).ConfigureAwait(false);
    }

    // Blobs are often elsewhere, with an address that is its own permission.
    private async Task<HttpResponseMessage> FollowedAsync(
        RegistryAddress address,
        Func<HttpRequestMessage> create,
        CancellationToken cancellationToken
    )
    {
        Uri? target = null;
        for (var redirects = 0; ; redirects++)
        {
            using var request = create();
            request.RequestUri = target ??= request.RequestUri!;
            if (IsSameOrigin(target, address.Root) && authorizations.TryGetValue(address.ToString(), out var known))
                request.Headers.Authorization = known;
            var response = await client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            if (
                (int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)
                || response.Headers.Location is not { } location
                || request.Method != HttpMethod.Get && request.Method != HttpMethod.Head
            )
                return response;
            response.Dispose();
            target = new Uri(target, location);
            if (redirects == MaxRedirects || !IsSafe(target))
                throw new RegistryException(
                    DiagnosticCatalogue.RegistryFailed,
                    $"the registry {address.Domain} redirects "
                        + (redirects == MaxRedirects ? "without end" : $"to '{target.Host}' without TLS")
                        + "; see whether its address is right"
                );
        }
    }

    private async Task<AuthenticationHeaderValue?> AnswerAsync(
        RegistryAddress address,
        ImmutableArray<AuthenticationHeaderValue> challenges,
        CancellationToken cancellationToken
    )
    {
        var credential = await credentials.FindAsync(address.Domain, cancellationToken).ConfigureAwait(false);
        var bearer = challenges.FirstOrDefault(challenge => Is(challenge, "Bearer"));
        if (bearer is not null)
            return await TokenAsync(address, Challenge.Parse(bearer.Parameter), credential, cancellationToken)
                .ConfigureAwait(false);
        return challenges.Any(challenge => Is(challenge, "Basic")) && credential is { User: not null }
            ? new("Basic", credential.Basic)
            : null;
    }

    private async Task<AuthenticationHeaderValue?> TokenAsync(
        RegistryAddress address,
        Challenge challenge,
        RegistryCredential? credential,
        CancellationToken cancellationToken
    )
    {
        if (challenge.Realm is not { } realm || !IsSafe(realm))
            throw new RegistryException(
                DiagnosticCatalogue.RegistryFailed,
                $"the registry {address.Domain} names no address for tokens that credentials may be sent to; "
                    + "see whether it is a registry"
            );
        var scope = $"repository:{address.Path}:pull,push";
        using var request = credential is { User: null }
            ? new HttpRequestMessage(HttpMethod.Post, realm)
            {
                Content = new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["grant_type"] = "refresh_token",
                        ["service"] = challenge.Service ?? address.Domain,
                        ["client_id"] = "godocktasks",
                        ["scope"] = scope,
                        ["refresh_token"] = credential.Secret,
                    }
                ),
            }
            : new HttpRequestMessage(HttpMethod.Get, challenge.Question(scope));
        if (credential is { User: not null })
            request.Headers.Authorization = new("Basic", credential.Basic);
        using var response = await client
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw (int)response.StatusCode is >= 500 or 429
                ? Transient(address, $"its token service answered {Number((int)response.StatusCode)}")
                : Unauthorized(address, (int)response.StatusCode);
        var body = await ReadAsync(response, MaxTokenBytes, cancellationToken).ConfigureAwait(false);
        return
            body is not null
            && StrictJson.Read(body, out var root) is null
            && (StrictJson.Text(root, "token") ?? StrictJson.Text(root, "access_token")) is { Length: > 0 } token
            && token.All(c => c is > ' ' and < '\x7f')
            ? new("Bearer", token)
            : throw new RegistryException(
                DiagnosticCatalogue.RegistryFailed,
                $"the registry {address.Domain} gave no token where it says that it does; see whether it is a registry"
            );
    }

    /// <summary>All of an answer's body, or null where it is longer.</summary>
    public static async Task<byte[]?> ReadAsync(
        HttpResponseMessage response,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        using var bytes = new MemoryStream();
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[16 * 1024];
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (bytes.Length + read > maxBytes)
                    return null;
                bytes.Write(buffer, 0, read);
            }
        }

        return bytes.ToArray();
    }

    private static async Task<RegistryException> RefusedAsync(
        RegistryAddress address,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var status = (int)response.StatusCode;
        if (status is 401 or 403)
            return Unauthorized(address, status);
        var body = await ReadAsync(response, MaxErrorBytes, cancellationToken).ConfigureAwait(false);
        var said = body is null ? "" : Said(body);
        if (status is 408 or 429 or >= 500)
            return Transient(address, $"it answered {Number(status)}{said}", response.Headers.RetryAfter?.Delta);
        return new(
            DiagnosticCatalogue.RegistryRefused,
            $"the registry {address.Domain} refuses {response.RequestMessage?.Method} of "
                + $"'{response.RequestMessage?.RequestUri?.AbsolutePath}' ({Number(status)}{said}); see whether the "
                + "repository exists and takes what is pushed"
        )
        {
            IsNotFound = status == 404,
        };
    }

    // The specification's form of an error: {"errors": [{"code": …, "message": …}]}.
    private static string Said(byte[] body)
    {
        if (StrictJson.Read(body, out var root) is not null)
            return "";
        var error = StrictJson.List(root, "errors").FirstOrDefault();
        var text = $"{StrictJson.Text(error, "code")} {StrictJson.Text(error, "message")}".Trim();
        return text.Length == 0 ? "" : ": " + Printable.Of(Secrets.Redact(text));
    }

    private static RegistryException Unreachable(RegistryAddress address, string reason) =>
        new(
            DiagnosticCatalogue.RegistryUnreachable,
            $"the registry {address.Domain} can't be reached: {reason}; see whether its name and port are right and "
                + "whether it runs"
        )
        {
            IsTransient = true,
        };

    private static RegistryException Transient(RegistryAddress address, string what, TimeSpan? after = null) =>
        new(
            DiagnosticCatalogue.RegistryFailed,
            $"the registry {address.Domain} failed in {Attempts} attempts: {what}; try again once it works"
        )
        {
            IsTransient = true,
            RetryAfter = after,
        };

    private static RegistryException Unauthorized(RegistryAddress address, int status) =>
        new(
            DiagnosticCatalogue.RegistryCredentials,
            $"the registry {address.Domain} doesn't let this user into '{address.Path}' ({Number(status)}); run "
                + $"`docker login {address.Domain}` with one who may"
        );

    private static string Reason(Exception exception)
    {
        var (outcome, _) = ProbeFailure.Of(exception);
        return outcome switch
        {
            ProxyProbeOutcome.Dns => "its host's name isn't known",
            ProxyProbeOutcome.Refused => "the connection was refused",
            ProxyProbeOutcome.Reset => "the connection was cut",
            ProxyProbeOutcome.Timeout => "no answer",
            ProxyProbeOutcome.NoRoute => "there is no way to its network",
            ProxyProbeOutcome.UnknownAuthority => "this machine doesn't trust the authority of its certificate",
            ProxyProbeOutcome.ExpiredCertificate => "its certificate has expired",
            ProxyProbeOutcome.CertificateOfAnotherHost => "its certificate is for another host",
            ProxyProbeOutcome.Tls => "no TLS connection came about; does it speak plain http?",
            ProxyProbeOutcome.ProxyAuthentication => "the network's own proxy wants credentials",
            _ => "it doesn't answer as a server does",
        };
    }

    private static bool Is(AuthenticationHeaderValue challenge, string scheme) =>
        string.Equals(challenge.Scheme, scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Nobody on the way to it reads along.</summary>
    public static bool IsSafe(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps
        || address.Scheme == Uri.UriSchemeHttp && Loopback.IsLoopback(address.Host.Trim('[', ']'));

    private static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme
        && one.Port == other.Port
        && string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase);

    private static string Number(int status) => "HTTP " + status.ToString(CultureInfo.InvariantCulture);
}

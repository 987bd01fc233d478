using System.Text.RegularExpressions;

namespace GoDockTasks.Core.Registries;

/// <summary>
/// Where a token is to be had: a Bearer challenge (distribution, docs/spec/auth/token.md).
/// </summary>
/// <param name="Realm">Null where it is no absolute URL.</param>
internal sealed partial record Challenge(Uri? Realm, string? Service)
{
    /// <param name="parameters">What stands behind `Bearer`: `realm="…",service="…"`.</param>
    public static Challenge Parse(string? parameters)
    {
        var values = Parameter()
            .Matches(parameters ?? "")
            .GroupBy(match => match.Groups["name"].Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                group => group.Key,
                group => group.First().Groups["value"].Value,
                StringComparer.OrdinalIgnoreCase
            );
        return new(
            Uri.TryCreate(values.GetValueOrDefault("realm"), UriKind.Absolute, out var realm) ? realm : null,
            values.GetValueOrDefault("service")
        );
    }

    /// <summary>The address that gives a token for a scope.</summary>
    public Uri Question(string scope)
    {
        var question = new UriBuilder(Realm!);
        var service = Service is null ? "" : $"service={Uri.EscapeDataString(Service)}&";
        question.Query = $"{question.Query.TrimStart('?')}&{service}scope={Uri.EscapeDataString(scope)}".TrimStart('&');
        return question.Uri;
    }

    [GeneratedRegex("""(?<name>[A-Za-z]+)\s*=\s*"(?<value>[^"]*)"|(?<name>[A-Za-z]+)\s*=\s*(?<value>[^\s,"]+)""")]
    private static partial Regex Parameter();
}

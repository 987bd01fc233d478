namespace GoDockTasks.Core.Dockerfiles.Rules.Security;

/// <summary>Which names are those of secrets, and which values can be one.</summary>
internal static class SecretNames
{
    private static readonly string[] Parts =
    [
        "PASSWORD",
        "PASSWD",
        "PASSPHRASE",
        "SECRET",
        "API_KEY",
        "APIKEY",
        "ACCESS_KEY",
        "PRIVATE_KEY",
    ];

    private static readonly string[] Ends = ["_TOKEN", "_PWD", "_PASS"];

    // They are about a secret, and hold none.
    private static readonly string[] HarmlessEnds =
    [
        "_FILE",
        "_PATH",
        "_DIR",
        "_URL",
        "_URI",
        "_NAME",
        "_ID",
        "_LENGTH",
        "_MIN",
        "_MAX",
        "_TTL",
        "_EXPIRY",
        "_EXPIRATION",
        "_TIMEOUT",
        "_ENABLED",
        "_DISABLED",
        "_TYPE",
        "_HEADER",
        "_POLICY",
        "_ALGORITHM",
        "_PROVIDER",
        "_STORE",
        "_BACKEND",
        "_VERSION",
        "_REGION",
        "_PREFIX",
        "_HASH",
        "_COST",
        "_ISSUER",
        "_USER",
        "_REQUIRED",
        "_ARN",
        "_ENGINE",
        "_MANAGER",
    ];

    private static readonly string[] NoSecrets =
    [
        "true",
        "false",
        "yes",
        "no",
        "on",
        "off",
        "none",
        "null",
        "nil",
        "0",
        "1",
        "unset",
        "required",
        "optional",
        "disabled",
        "enabled",
    ];

    private static readonly string[] Files =
    [
        ".netrc",
        "_netrc",
        ".git-credentials",
        ".ssh",
        "id_rsa",
        "id_dsa",
        "id_ecdsa",
        "id_ed25519",
    ];

    public static bool IsSecret(string name)
    {
        var upper = name.ToUpperInvariant();
        if (
            HarmlessEnds.Any(end => upper.EndsWith(end, StringComparison.Ordinal))
            || upper.Contains("PUBLIC", StringComparison.Ordinal)
        )
            return false;
        return upper == "TOKEN"
            || Parts.Any(part => upper.Contains(part, StringComparison.Ordinal))
            || Ends.Any(end => upper.EndsWith(end, StringComparison.Ordinal));
    }

    /// <summary>
    /// Whether a value could be a secret: no path, no switch, no placeholder, nothing that is filled in later.
    /// </summary>
    /// <param name="value">As written, perhaps in quotes.</param>
    public static bool IsLiteral(string value)
    {
        var text = value.Trim('"', '\'');
        return text.Length > 0
            && !text.Contains('$', StringComparison.Ordinal)
            && !text.Contains("://", StringComparison.Ordinal)
            && text[0] is not ('/' or '.' or '~' or '<' or '{')
            && !text.AsSpan().Trim("*xX").IsEmpty
            && !NoSecrets.Contains(text, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Whether a file or folder of that name holds credentials whatever is in it. .npmrc may, or may not.
    /// </summary>
    public static bool IsCredentialsFile(string name) => Files.Contains(name);
}

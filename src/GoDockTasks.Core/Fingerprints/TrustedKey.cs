namespace GoDockTasks.Core.Fingerprints;

/// <summary>Whom a verification believes: who signs with this key, as long as he speaks for this builder.</summary>
/// <param name="Key">The public key.</param>
/// <param name="BuilderId">The only `builder.id` that the key may speak for.</param>
public sealed record TrustedKey(VerificationKey Key, string BuilderId)
{
    /// <summary>What `source.uri` must be, `*` for any part of it; null for anything.</summary>
    public string? Source { get; init; }

    /// <summary>What `source.ref` must be, likewise.</summary>
    public string? Ref { get; init; }

    /// <summary>Builds from sources that differ from their commit are allowed, too.</summary>
    public bool AllowDirty { get; init; }
}

namespace GoDockTasks.Core.Modules;

/// <summary>A hash, or why there is none.</summary>
/// <param name="Hash"><c>h1:</c> and 44 characters of base64, or null.</param>
/// <param name="Problem">A clause for a message; null if and only if there is a hash.</param>
public sealed record DirHashResult(string? Hash, string? Problem)
{
    /// <summary>The same as lower-case hex digits without <c>h1:</c>, as digests are written elsewhere.</summary>
    public string? Hex => Hash is null ? null : Convert.ToHexStringLower(Convert.FromBase64String(Hash[3..]));
}

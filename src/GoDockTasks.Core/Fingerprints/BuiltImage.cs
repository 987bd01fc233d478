namespace GoDockTasks.Core.Fingerprints;

/// <summary>An image that was built.</summary>
/// <param name="Repository">Its name in full, without tag and digest: <c>registry.example.com/shop/orders</c>.</param>
/// <param name="Sha256">Of its manifest or index, as 64 lower-case hexadecimal digits.</param>
public sealed record BuiltImage(string Repository, string Sha256);

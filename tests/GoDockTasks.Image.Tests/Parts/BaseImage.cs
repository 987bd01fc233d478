namespace GoDockTasks.Image.Tests.Parts;

/// <summary>An image in the registry that stands for one that users start from.</summary>
/// <param name="Reference">
/// As it stands after FROM, such as <c>golang:1.27.3</c> or <c>gcr.io/distroless/static-debian12:nonroot</c>; for a
/// <see cref="DockerDaemon"/>.
/// </param>
/// <param name="Repository">In the registry, such as <c>library/golang</c>.</param>
/// <param name="Tag">In the registry.</param>
/// <param name="Digest">Of the index: <c>sha256:</c> and 64 hexadecimal digits.</param>
/// <param name="Loopback">
/// The same image for clients of the registry, such as <c>127.0.0.1:40000/library/golang:1.27.3</c>; a daemon takes
/// that too.
/// </param>
internal sealed record BaseImage(string Reference, string Repository, string Tag, string Digest, string Loopback)
{
    /// <summary><c>name:tag@sha256:…</c></summary>
    public string Pinned => $"{Reference}@{Digest}";
}

namespace GoDockTasks.Core.Fingerprints;

/// <summary>A fingerprint that was written.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Name">The sidecar's name.</param>
/// <param name="InputsDigest">The hash of the inputs, 64 hexadecimal digits.</param>
/// <param name="IsSigned">False for a statement alone.</param>
public sealed record GeneratedFingerprint(string Path, string Name, string InputsDigest, bool IsSigned);

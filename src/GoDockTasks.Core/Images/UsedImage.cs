using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Images;

/// <summary>A base image that something is built from.</summary>
/// <param name="Image">As it is written there.</param>
/// <param name="Location">Where it is written, or <see cref="SourceLocation.None"/> for a default.</param>
public sealed record UsedImage(ImageReference Image, SourceLocation Location);

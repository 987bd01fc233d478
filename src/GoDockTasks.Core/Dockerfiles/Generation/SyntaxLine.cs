using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Images;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>The line that names an image for BuildKit to read the Dockerfile with.</summary>
internal static class SyntaxLine
{
    /// <summary>
    /// With its line end, and with the digest that the property or the lock file has; empty where the property isn't
    /// set. GDT0003 where it is no image, GDT2012 where no digest is known.
    /// </summary>
    public static string Read(GenerationRequest request, ICollection<Diagnostic> diagnostics)
    {
        var text = request.Syntax?.Trim() ?? "";
        if (text.Length == 0)
            return "";
        if (ImageReference.TryParse(text) is not { } image)
        {
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.BadMetadata,
                    new(request.ProjectFile),
                    $"GoDockDockerfileSyntax is '{text.ReplaceLineEndings(" ")}', which docker doesn't "
                        + $"accept as an image; write name:tag@sha256:…."
                )
            );
            return "";
        }

        var digest = image.Digest ?? request.Lock.Lock.DigestOf(image);
        if (digest is null)
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.BaseWithoutDigest,
                    new(request.ProjectFile),
                    $"GoDockDockerfileSyntax names '{text}' by its tag, which can mean something else "
                        + $"tomorrow; write {text}@sha256:…."
                )
            );
        var tag = image.Tag is null ? "" : ":" + image.Tag;
        return $"# syntax={image.Name}{tag}{(digest is null ? "" : "@" + digest)}\n";
    }
}

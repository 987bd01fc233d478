namespace GoDockTasks.Core.Images;

/// <summary>
/// A container image as a Dockerfile or a command line names it: <c>[domain[:port]/]path[:tag][@digest]</c>. The
/// grammar and the defaults are those of github.com/distribution/reference (regexp.go, normalize.go), which docker,
/// BuildKit, crane and skopeo share.
/// </summary>
public sealed record ImageReference
{
    private const string DefaultDomain = "docker.io";
    private const string OfficialPrefix = "library/";
    private const string DefaultTag = "latest";

    private ImageReference(string name, string repository, string? tag, string? digest) =>
        (Name, Repository, Tag, Digest) = (name, repository, tag, digest);

    /// <summary>As written, without tag and digest: <c>golang</c>.</summary>
    public string Name { get; }

    /// <summary>The name in full, with its domain: <c>docker.io/library/golang</c>.</summary>
    public string Repository { get; }

    /// <summary>As written, or null: nothing is filled in.</summary>
    public string? Tag { get; }

    /// <summary>Algorithm and lower-case hex as written (<c>sha256:…</c>), or null.</summary>
    public string? Digest { get; }

    /// <summary>
    /// The same for all spellings of an image and tag: the shortest name, always with a tag
    /// (<c>golang:1.27.3-bookworm</c>, <c>golang:latest</c>), never with a digest. What the lock file calls it.
    /// </summary>
    public string Familiar => $"{FamiliarName}:{Tag ?? DefaultTag}";

    /// <summary>
    /// A Dockerfile's word for "no base at all"; with a tag, or in another repository, it is a name like any other.
    /// </summary>
    public bool IsScratch => Name == "scratch" && Tag is null && Digest is null;

    private string FamiliarName
    {
        get
        {
            if (!Repository.StartsWith(DefaultDomain + "/", StringComparison.Ordinal))
                return Repository;
            var path = Repository[(DefaultDomain.Length + 1)..];
            return
                path.StartsWith(OfficialPrefix, StringComparison.Ordinal)
                && path.AsSpan(OfficialPrefix.Length).IndexOf('/') < 0
                ? path[OfficialPrefix.Length..]
                : path;
        }
    }

    /// <summary>
    /// Null for what docker refuses: upper-case letters in the path, 64 hex digits alone, an over-long path or tag, a
    /// digest of the wrong length.
    /// </summary>
    /// <param name="text">Without blanks around it, and without variables.</param>
    public static ImageReference? TryParse(string text)
    {
        var (named, digest) = CutFirst(text, '@');
        if (digest is not null && !ImageDigest.IsValid(digest))
            return null;

        // A colon before the last slash belongs to a port.
        var colon = named.IndexOf(':', named.LastIndexOf('/') + 1);
        var (name, tag) = colon < 0 ? (named, null) : (named[..colon], named[(colon + 1)..]);
        if (tag is not null && !ImageGrammar.IsTag(tag) || ImageGrammar.IsIdentifier(text))
            return null;

        var (domain, path) = Split(name);
        if (!ImageGrammar.IsPath(path) || path.Length > ImageGrammar.MaxPathLength)
            return null;
        // What looks like a domain and can't be one is read as a part of the path, without a domain.
        if (!ImageGrammar.IsDomain(domain) && !ImageGrammar.IsPath(domain))
            return null;
        return new(name, $"{domain}/{path}", tag, digest);
    }

    public override string ToString() => Name + (Tag is null ? "" : ":" + Tag) + (Digest is null ? "" : "@" + Digest);

    private static (string Domain, string Path) Split(string name)
    {
        var (first, rest) = CutFirst(name, '/');
        if (rest is null)
            return (DefaultDomain, OfficialPrefix + name);
        if (
            first is not "localhost"
            && !first.AsSpan().ContainsAny('.', ':')
            && !first.AsSpan().ContainsAnyInRange('A', 'Z')
        )
            return (DefaultDomain, name);
        if (first is "index.docker.io")
            first = DefaultDomain;
        return (
            first,
            first == DefaultDomain && !rest.Contains('/', StringComparison.Ordinal) ? OfficialPrefix + rest : rest
        );
    }

    private static (string Before, string? After) CutFirst(string text, char separator)
    {
        var index = text.IndexOf(separator, StringComparison.Ordinal);
        return index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);
    }
}

namespace GoDockTasks.TestSupport;

/// <summary>
/// What cosign accepts and GoDockTasks refuses, or the other way round: the table of docs/fingerprint.md.
/// </summary>
/// <param name="Bundle">What is different in the bundle, or what it is about.</param>
/// <param name="CosignAccepts">GoDockTasks does the other.</param>
/// <param name="Reason">Why it does.</param>
public sealed record CosignDifference(string Bundle, bool CosignAccepts, string Reason)
{
    public static CosignDifference KeyId { get; } =
        new("another `keyid` than the key's", false, "to DSSE it is a hint that isn't signed, and decides nothing");

    public static CosignDifference UnknownMember { get; } =
        new("a member in the envelope, or in its signature, that DSSE doesn't define", false, "DSSE asks to ignore it");

    public static CosignDifference BareEnvelope { get; } =
        new("an envelope without a bundle", false, "older tools write it; it holds nothing but the envelope");

    public static CosignDifference LogEntry { get; } =
        new(
            "an entry of a transparency log without the log's proof, or of a kind that cosign doesn't know",
            false,
            "cosign reads it even with `--insecure-ignore-tlog`; here nothing of it is believed, as "
                + "nothing of it is signed by the key"
        );

    public static CosignDifference OtherEntry { get; } =
        new(
            "an entry of a transparency log that is another envelope's",
            true,
            "with `--insecure-ignore-tlog` cosign doesn't compare them; a bundle is of one piece"
        );

    public static CosignDifference ProtoNames { get; } =
        new(
            "members named as in the `.proto` file (`dsse_envelope`)",
            true,
            "no signer writes them, and one form is enough"
        );

    public static CosignDifference LineEnds { get; } =
        new(
            "line ends in base64",
            true,
            "cosign takes or refuses them by the length of the rest; no signer writes them"
        );

    public static CosignDifference LaterVersion { get; } =
        new("a version that isn't known yet (`v0.3.1`)", true, "it may mean something else by what it holds");

    public static CosignDifference Statement { get; } =
        new(
            "a build that isn't allowed, for another builder, or other than the working tree, the build or "
                + "the image here",
            true,
            "cosign doesn't judge what the statement says"
        );

    public static CosignDifference SubjectTwice { get; } =
        new("a subject twice", true, "two of one name may differ, and only one of them can be the file");

    public static CosignDifference OtherName { get; } =
        new(
            "the same bytes under another name than the subject's",
            true,
            "cosign compares bytes; a good program in the place of another is an attack, too"
        );

    public static CosignDifference[] All { get; } =
    [
        KeyId,
        UnknownMember,
        BareEnvelope,
        LogEntry,
        OtherEntry,
        ProtoNames,
        LineEnds,
        LaterVersion,
        Statement,
        SubjectTwice,
        OtherName,
    ];

    /// <summary>As a row of the table.</summary>
    public override string ToString() =>
        $"| {Bundle} | {(CosignAccepts ? "accepted | refused" : "refused | accepted")} | {Reason} |";
}

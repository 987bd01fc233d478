using System.Collections.Immutable;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Images.Tracing;

/// <summary>Who built a program, when and where, as signed fingerprints have it.</summary>
internal static class SignedBuild
{
    private const string By = "built by";

    /// <param name="about">What somebody who is trusted says of this very program.</param>
    /// <param name="images">Digests of what it is in; empty where these aren't known.</param>
    public static ImmutableArray<(string Name, string Value)> Of(
        IEnumerable<TrustedStatement> about,
        ImmutableArray<string> images
    )
    {
        ImmutableArray<(string Name, string Value)> said =
        [
            .. about
                .Where(signed => signed.Statement.PredicateType == Statement.SlsaProvenance)
                .Where(signed => IsOf(signed.Statement, images))
                .DistinctBy(signed => (signed.Said, signed.Key))
                .SelectMany(Of),
        ];
        return said.IsEmpty ? [(By, "not known: nobody who is trusted says it of this very program")] : said;
    }

    // Two images can have the same program, and be built by different nodes.
    private static bool IsOf(Statement statement, ImmutableArray<string> images) =>
        images.IsEmpty
        || !statement.Subjects.Any(subject => subject.IsImage)
        || statement.Subjects.Any(subject => images.Contains("sha256:" + subject.Sha256));

    private static IEnumerable<(string Name, string Value)> Of(TrustedStatement signed)
    {
        var run = StrictJson.Member(signed.Statement.Predicate, "runDetails");
        var metadata = StrictJson.Member(run, "metadata");
        (string Name, string? Value)[] said =
        [
            (By, signed.Statement.BuilderId),
            ("built in", StrictJson.Text(metadata, "invocationId")),
            ("build started", StrictJson.Text(metadata, "startedOn")),
            ("build finished", StrictJson.Text(metadata, "finishedOn")),
            (RunDetails.Node, Byproduct(run, RunDetails.Node)),
            (RunDetails.BuilderNode, Byproduct(run, RunDetails.BuilderNode)),
            ("signed by", signed.Key),
        ];
        return said.Where(fact => !string.IsNullOrEmpty(fact.Value))
            .Select(fact => (fact.Name, Printable.Of(Secrets.Redact(fact.Value!))));
    }

    private static string? Byproduct(JsonElement run, string name)
    {
        var entry = StrictJson.List(run, "byproducts").FirstOrDefault(each => StrictJson.Text(each, "name") == name);
        return StrictJson.Text(entry, "content") is { } content && Base64Text.Decode(content) is { } utf8
            ? Utf8Text.DecodeWithEscapes(utf8)
            : null;
    }
}

using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnosis;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Images.Building;

/// <summary>Why docker or buildx failed: the builder, else the step of the image that its log tells of.</summary>
/// <param name="builder">As the user names it; null for the one that is in use.</param>
internal sealed partial class BuilderFailure(string? builder)
{
    /// <summary>GDT4106 for what has no docker with buildx, GDT4102 and GDT4103 for a wrong name; else null.</summary>
    public Diagnostic? OfName(string printed)
    {
        var name = builder ?? "default";
        if (NoBuildx().IsMatch(printed))
            return NoDocker("docker has no buildx");
        if (ContextName().IsMatch(printed))
            return new(
                DiagnosticCatalogue.BuilderIsContext,
                SourceLocation.None,
                $"'{name}' is a docker context and no builder; set the environment variable DOCKER_CONTEXT to it and "
                    + $"leave GoDockBuilder out, or run `docker buildx create --name {name}-builder {name}` and name "
                    + "that"
            );
        return NoBuilder().IsMatch(printed)
            ? new(
                DiagnosticCatalogue.BuilderUnknown,
                SourceLocation.None,
                $"buildx knows no builder '{name}'; `docker buildx ls` shows which there are, and `docker buildx "
                    + $"create --name {name}` makes one"
            )
            : null;
    }

    /// <summary>GDT4105 where the builder can't write what is asked for; else null.</summary>
    public static Diagnostic? OfStore(string printed) =>
        NoExporter().IsMatch(printed)
            ? new(
                DiagnosticCatalogue.BuilderWithoutLayouts,
                SourceLocation.None,
                "docker's classic image store can't write an image with its digest into a folder; set "
                    + "\"features\": {\"containerd-snapshotter\": true} in the daemon's daemon.json, or name a builder "
                    + "with another driver in GoDockBuilder (`docker buildx create --name shop`)"
            )
            : null;

    /// <summary>GDT4107 for a node that answered before and doesn't now, or hung up; else null.</summary>
    public Diagnostic? OfLostNode(BuilderInstance before, BuilderInstance after, string printed)
    {
        var lost = before
            .Nodes.Where(node => node.IsRunning && after.Nodes.FirstOrDefault(IsSame(node)) is not { IsRunning: true })
            .ToList();
        if (lost.Count == 0 && !HungUp().IsMatch(printed))
            return null;
        var who =
            lost.Count > 0 ? string.Join(", ", lost.Select(Shown))
            : before.Nodes is [var only] ? Shown(only)
            : $"a node of '{before.Name}'";
        return new(
            DiagnosticCatalogue.BuilderNodeLost,
            SourceLocation.None,
            $"{who} went away while it was building, so no image was made; see `docker buildx inspect"
                + $"{(builder is null ? "" : " " + builder)}` and the node's own log, and build again"
        )
        {
            Detail = printed,
        };
    }

    /// <summary>The build waited for a node in vain: nothing else in its log is a cause.</summary>
    public static bool IsWait(string printed) => Wait().IsMatch(printed);

    /// <summary>GDT4104 for a node that can't be reached; else null.</summary>
    public Diagnostic? OfUnreachableNode(BuilderInstance instance) =>
        instance.Nodes.FirstOrDefault(node => !node.IsRunning) is { } node
            ? new(
                DiagnosticCatalogue.BuilderNodeUnreachable,
                SourceLocation.None,
                $"{Shown(node)} can't be reached{(node.Error is { } why ? $" ({Secrets.Redact(why)})" : "")}; see "
                    + "whether it runs and listens there, and what `docker buildx inspect --bootstrap"
                    + $"{(builder is null ? "" : " " + builder)}` says"
            )
            : null;

    /// <summary>What the log of the build tells of; an error each, the first one the cause.</summary>
    public static ImmutableArray<Diagnostic> OfLog(LogDiagnosis log)
    {
        return [.. log.Others.Where(IsKnown).Prepend(log.Cause).Select(ToError)];

        static Diagnostic ToError(FoundCause cause) =>
            cause.ToDiagnostic() with
            {
                Severity = DiagnosticSeverity.Error,
                Detail = cause.Evidence.IsEmpty ? null : string.Join('\n', cause.Evidence),
            };
    }

    /// <summary>A step that failed, for a cause that is known; of a builder's node its own state tells more.</summary>
    public static bool IsKnown(FoundCause cause) =>
        !DiagnosisCodes.IsNoCause(cause.Descriptor)
        && cause.Descriptor != DiagnosticCatalogue.Unclassified
        && cause.Descriptor != DiagnosticCatalogue.BuilderNodeUnreachable;

    public static LogDiagnosis Read(string printed, ImmutableArray<Sidecar> sidecars)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(printed));
        return LogDiagnosis.Read(stream, "docker buildx bake", sidecars);
    }

    public static Diagnostic NoDocker(string what) =>
        new(
            DiagnosticCatalogue.DockerMissing,
            SourceLocation.None,
            $"{what}; install Docker's command line with its plugin buildx (packages docker-ce-cli and "
                + "docker-buildx-plugin, or Docker Desktop), and see that docker is on PATH"
        );

    private static Func<BuilderNode, bool> IsSame(BuilderNode node) => other => other.Name == node.Name;

    private static string Shown(BuilderNode node) =>
        $"the builder's node '{node.Name}'"
        + (node.Endpoint.Length == 0 || node.Endpoint == node.Name ? "" : $" at {Secrets.Redact(node.Endpoint)}");

    // What stands in front of a line tells these words from those that a step of the build prints: buildx puts a number
    // there. buildx, store/store.go and builder/builder.go.
    [GeneratedRegex("""^ERROR: no builder ".*" found""", RegexOptions.Multiline)]
    private static partial Regex NoBuilder();

    [GeneratedRegex("""^ERROR: use `docker --context=\S+ buildx` to switch to context""", RegexOptions.Multiline)]
    private static partial Regex ContextName();

    // docker, cli-plugins; with --builder behind it, docker itself complains of that.
    [GeneratedRegex(
        """^(?:docker: (?:'buildx' is not a docker command|unknown command: docker buildx)|unknown flag: --)""",
        RegexOptions.Multiline
    )]
    private static partial Regex NoBuildx();

    // buildx, build/build.go and driver/features.go.
    [GeneratedRegex(
        """^ERROR: (?:OCI exporter|Multi-platform build|exporter type) .*not supported for (?:the )?docker driver""",
        RegexOptions.IgnoreCase | RegexOptions.Multiline
    )]
    private static partial Regex NoExporter();

    // buildx, driver/manager.go: the step that starts a node, among the repeated lines of what failed.
    [GeneratedRegex("""^ ?> \[internal\] (?:waiting for connection|booting buildkit)""", RegexOptions.Multiline)]
    private static partial Regex Wait();

    // gRPC's words for a connection that ended, at which the client was told how the build goes on.
    [GeneratedRegex(
        """^ERROR: (?:target \S+: )?failed to receive status: rpc error: code = Unavailable desc""",
        RegexOptions.Multiline
    )]
    private static partial Regex HungUp();
}

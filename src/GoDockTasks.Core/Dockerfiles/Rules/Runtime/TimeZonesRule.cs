using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Runtime;

/// <summary>
/// GDT2402: the program loads time zones, or TZ names one, and neither image nor program has them; or (a message) it
/// uses the local time and nothing says which that is. Source: the standard library's time/zoneinfo_unix.go and
/// zoneinfo_read.go.
/// </summary>
internal sealed class TimeZonesRule : IDockerfileRule
{
    private static readonly string[] Folders = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo"];

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var target = file.Trace.Target;
        var image = target.Base.Root;
        // Of the others, most have them.
        var hasNone =
            (image.IsScratch || image.ShortName is "alpine" or "busybox")
            && target.Final.Variable("ZONEINFO") is null
            && !ImageContent.MayHold(file, Folders, "zoneinfo", "tzdata", "localtime");
        foreach (var build in file.ShippedBuilds)
        {
            if (file.Sources.Of(build) is not { } sources)
                continue;
            var isBuiltIn = sources.Any(source => source.Head.Imports.Contains("time/tzdata")) || IsTagged(build);
            var found = hasNone && !isBuiltIn ? WithoutData(file, target, sources) : null;
            found ??= WithoutLocal(file, target, sources);
            if (found is null)
                continue;
            yield return found;
            yield break;
        }
    }

    private static bool IsTagged(GoCommand build) =>
        build.Flag("tags") is { } tags
            && (tags.Value is null || tags.Value.Contains("timetzdata", StringComparison.Ordinal))
        || build.Variable("GOFLAGS") is { Text: null };

    private static Diagnostic? WithoutData(
        LintedDockerfile file,
        StageTrace target,
        ImmutableArray<ProgramSource> sources
    )
    {
        const string Remedy = "build with -tags timetzdata, or import _ \"time/tzdata\"";
        if (sources.Any(source => source.Head.IsForAll && source.LoadsLocation))
            return file.Report(
                DiagnosticCatalogue.NoTimeZones,
                target.Stage.From.Arguments[0],
                $"'{target.Base.Root.Reference}' has no time zones, and the program calls "
                    + $"time.LoadLocation, which fails; {Remedy}"
            );
        // Go takes UTC, and says nothing.
        if (
            target.Final.Variable("TZ") is { Text: { } zone }
            && zone is not ("" or "UTC" or "Etc/UTC")
            && zone.Contains('/', StringComparison.Ordinal)
            && TimeZoneName(target) is { } name
        )
            return file.Report(
                DiagnosticCatalogue.NoTimeZones,
                name,
                $"'{target.Base.Root.Reference}' has no time zones, so that the program takes UTC for {zone}; {Remedy}"
            );
        return null;
    }

    private static Word? TimeZoneName(StageTrace target)
    {
        foreach (
            var instruction in target
                .Lineage.SelectMany(stage => stage.Stage.Instructions)
                .Where(instruction => instruction.Kind == InstructionKind.Env)
                .Reverse()
        )
        {
            foreach (var (name, _) in instruction.Pairs)
            {
                if (name.Text == "TZ")
                    return name;
            }
        }

        return null;
    }

    private static Diagnostic? WithoutLocal(
        LintedDockerfile file,
        StageTrace target,
        ImmutableArray<ProgramSource> sources
    ) =>
        target.Base.Root.IsWellKnown
        && target.Final.Variable("TZ") is null
        && !ImageContent.MayHold(file, ["/etc/localtime"], "localtime")
        && sources.Any(source => source.Head.IsForAll && source.UsesLocalTime)
            ? file.Report(
                DiagnosticCatalogue.NoTimeZones,
                target.Stage.From.Arguments[0],
                "the program uses time.Local, and nothing says which time that is, so that it is UTC by "
                    + "accident; write ENV TZ=Etc/UTC, or the zone that is meant"
            ) with
            {
                Severity = DiagnosticSeverity.Message,
            }
            : null;
}

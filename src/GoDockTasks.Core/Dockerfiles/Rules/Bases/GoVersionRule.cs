using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules.Bases;

/// <summary>GDT2013: a golang tag that names no single Go version, or another than the solution agreed on.</summary>
internal sealed class GoVersionRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var stage in file.Stages)
        {
            if (!stage.Base.IsGolang || Problem(stage.Base, file.Request.DeclaredGoVersion) is not { } problem)
                continue;
            yield return file.Report(
                DiagnosticCatalogue.GoVersionOfImage,
                stage.Stage.From.Arguments[0],
                $"'{stage.Base.Reference}' {problem}; take {Suggested(stage.Base, file.Request.DeclaredGoVersion)}"
            );
        }
    }

    private static string? Problem(BaseImage image, string? declared)
    {
        var version = image.GoVersion;
        if (version is not null && declared is not null && !IsSame(version, declared))
            return $"has Go {version}, and the solution agreed on {declared}";
        // A digest holds still whatever its tag says; no tag, and latest, have a rule of their own.
        if (image.Reference!.Digest is not null || image.Tag == "latest")
            return null;
        if (version is null)
            return "names no Go version";
        return IsWhole(version) ? null : $"is the newest patch of Go {version} at the time of the build";
    }

    // As far as both are written: 1.27 and 1.27.3 don't contradict each other.
    private static bool IsSame(string version, string declared) =>
        !GoVersion.IsValid(declared)
        || (
            IsWhole(version) && IsWhole(declared)
                ? GoVersion.Compare(version, declared) == 0
                : GoVersion.Language(version) == GoVersion.Language(declared)
        );

    private static bool IsWhole(string version) =>
        version.AsSpan().Count('.') == 2 || version.AsSpan().ContainsAnyInRange('a', 'z');

    private static string Suggested(BaseImage image, string? declared)
    {
        var dash = image.Tag.IndexOf('-', StringComparison.Ordinal);
        var flavour =
            dash >= 0 ? image.Tag[dash..]
            : image.GoVersion is null && image.Tag is { Length: > 0 } tag ? "-" + tag
            : "";
        if (declared is not null && IsWhole(declared))
            return $"{image.Reference!.Name}:{declared}{flavour}";
        var minor = declared ?? image.GoVersion;
        return minor is null
            ? $"a tag with a version: {image.Reference!.Name}:1.x.y{flavour}"
            : $"a tag with its patch version: {image.Reference!.Name}:{minor}.x{flavour}";
    }
}

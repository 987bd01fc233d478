using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Failures;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Building;

/// <summary>What go's words alone don't tell of a failed build, but the item, the settings and the files do.</summary>
internal sealed class BuildCause(BuiltProgram program, GoSettings settings)
{
    private static readonly string[] Instrumentation = ["race", "msan", "asan"];

    /// <summary>Go's settings.</summary>
    public GoSettings Settings => settings;

    /// <summary>The failure with the cause that it has here, and what to do about it here.</summary>
    public GoFailure Of(GoFailure failure)
    {
        failure = FailureSettings.Apply(failure, settings);
        var what = failure.Descriptor;
        if (what == DiagnosticCatalogue.Linking && IsOfLdFlags(failure.Summary))
            return failure with { Descriptor = DiagnosticCatalogue.LdFlagsRefused, Advice = null };
        if (what == DiagnosticCatalogue.LdFlagsRefused && program.Sidecar.LdFlags is null)
            return FailureSettings.Apply(failure with { Descriptor = DiagnosticCatalogue.BadGoFlags, Advice = null }, settings);
        if (what == DiagnosticCatalogue.CCompiler && failure.Advice is null && Instrumented() is { } flag)
            return failure with { Advice = $"install a C compiler (Debian: gcc and libc6-dev; Alpine: build-base), or take -{flag} out of GOFLAGS" };
        if (what == DiagnosticCatalogue.ConstraintsExcludeAll && !program.Sidecar.CgoEnabled && NeedsCgo(failure))
            return failure with { Advice = "set CgoEnabled=\"true\" on the GoSidecar item: the package's files import \"C\" (it needs a C compiler)" };
        if (what == DiagnosticCatalogue.CaseCollision)
            return failure with { Advice = CaseSpelling.Advice(failure.Summary, program.Sidecar.GoModPath) };
        return what == DiagnosticCatalogue.Compile && failure.Position is { } position && !File.Exists(position.In(program.Command.Directory).File)
            ? Gone(failure, position)
            : failure;
    }

    // gcc: error: unrecognized command-line option '-banana'
    private bool IsOfLdFlags(string summary)
    {
        var start = summary.IndexOfAny(['\'', '‘']);
        var end = start < 0 ? -1 : summary.AsSpan(start + 1).IndexOfAny('\'', '’');
        return end > 0 && program.Sidecar.LdFlags?.Contains(summary.AsSpan(start + 1, end), StringComparison.Ordinal) == true;
    }

    private string? Instrumented() => GoFlagsCheck.Split(settings["GOFLAGS"].Value)?.Select(flag => flag.TrimStart('-'))
        .FirstOrDefault(flag => Instrumentation.Contains(flag, StringComparer.Ordinal));

    // "build constraints exclude all Go files in FOLDER": of this module, or of one in the module cache.
    private static bool NeedsCgo(GoFailure failure)
    {
        const string Words = " Go files in ";
        var at = failure.Summary.IndexOf(Words, StringComparison.Ordinal);
        var folder = at < 0 ? "" : failure.Summary[(at + Words.Length)..].Trim();
        return Path.IsPathFullyQualified(folder) && ImportLocator.Find(ModuleSources.List(folder), "C") is not null;
    }

    // cgo's own files are in a folder that go has removed by now; a //line directive names what the file was made from, wherever that was.
    private static GoFailure Gone(GoFailure failure, GoPosition position)
    {
        var place = position.Column > 0 ? $"{position.File}:{position.Line}:{position.Column}" : $"{position.File}:{position.Line}";
        var isCgo = position.File.Contains("cgo", StringComparison.Ordinal);
        return failure with
        {
            Descriptor = DiagnosticCatalogue.SourceGone,
            Summary = $"{place}: {failure.Summary}",
            Advice = isCgo ? "go made that file from the package's import \"C\": see the comment above it, and what the package takes from C"
                : "correct what the package's //line directives name, or generate the package again on this machine",
        };
    }
}

using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Failures;

/// <summary>Why a go command failed. All texts are free of credentials in URLs.</summary>
/// <param name="Descriptor">
/// The cause; <see cref="DiagnosticCatalogue.Unclassified"/> where go's words fit none.
/// </param>
/// <param name="Summary">
/// One line of at most <see cref="FailureClassifier.MaxSummary"/> characters: the cause as go says it, without position
/// and chain of imports.
/// </param>
/// <param name="ModulePath">The module it is about; null where go names none.</param>
/// <param name="Version">That module's version, or the query (a branch, "latest") that should have become one.</param>
/// <param name="Package">The import path it is about.</param>
/// <param name="GoVersion">The Go version that would be needed, without "go" in front.</param>
/// <param name="Position">The place that go names.</param>
/// <param name="Output">All that go printed.</param>
internal sealed record GoFailure(
    DiagnosticDescriptor Descriptor,
    string Summary,
    string? ModulePath,
    string? Version,
    string? Package,
    string? GoVersion,
    GoPosition? Position,
    string Output
)
{
    /// <summary>A failure that is about no module, in the words of who met it.</summary>
    /// <param name="said">Of any length.</param>
    /// <param name="output">Free of credentials, as <paramref name="said"/> is.</param>
    public static GoFailure Of(DiagnosticDescriptor descriptor, string said, string output) =>
        new(descriptor, FailureSummary.OneLine(said, 0), null, null, null, null, null, output);

    /// <summary>The host of the repository that go asked in place of a proxy; null where it asked none.</summary>
    public string? Host { get; init; }

    /// <summary>A library of C, without -l, that a linker looked for.</summary>
    public string? Library { get; init; }

    /// <summary>What a container was to start; null where something else failed, or nobody names it.</summary>
    public string? Program { get; init; }

    /// <summary>GOPRIVATE or GONOPROXY names the module already, so that it needn't be said.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>What to do, where it isn't what is said of every failure with this code.</summary>
    public string? Advice { get; init; }

    /// <summary>"GDT" and four digits.</summary>
    public string Code => Descriptor.Code;

    /// <summary>What to do about it, in one line, with the values above and no others.</summary>
    public string Fix => FailureFixes.For(this);
}

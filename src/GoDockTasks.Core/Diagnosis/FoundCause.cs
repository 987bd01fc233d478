using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>Why something failed, and what to do about it; free of credentials.</summary>
/// <param name="Descriptor">Its entry in the catalogue.</param>
/// <param name="Location">The line to change; none where no file is known to be to blame.</param>
/// <param name="Summary">What is wrong, in one line.</param>
/// <param name="Fix">What to do, in one line; empty where there is nothing to say.</param>
public sealed record FoundCause(DiagnosticDescriptor Descriptor, SourceLocation Location, string Summary, string Fix)
{
    /// <summary>The lines that tell of it, as they were printed.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>What to do, the likeliest to help first.</summary>
    public ImmutableArray<string> Fixes => Fix.Length == 0 ? [] : [Fix, .. OtherFixes];

    /// <summary>What helps where <see cref="Fix"/> doesn't.</summary>
    public ImmutableArray<string> OtherFixes { get; init; } = [];

    /// <summary>The step of an image's build that failed, "RUN go mod tidy"; null where there is none.</summary>
    public string? Step { get; init; }

    /// <summary>It keeps something from being built; else it is only wrong, too.</summary>
    public bool IsCause { get; init; } = true;

    /// <summary>"GDT" and four digits.</summary>
    public string Code => Descriptor.Code;

    /// <summary>Something that was found by a check.</summary>
    public static FoundCause Of(Diagnostic diagnostic)
    {
        // Every message says what is wrong, then what to do.
        var message = diagnostic.Message;
        if (message.StartsWith(TidyFailure.NotChecked, StringComparison.Ordinal))
            message = message[TidyFailure.NotChecked.Length..];
        var end = message.IndexOf("; ", StringComparison.Ordinal);
        return new(
            diagnostic.Descriptor,
            diagnostic.Location,
            end < 0 ? message : message[..end],
            end < 0 ? "" : message[(end + 2)..]
        )
        {
            Evidence = LogEvidence.Of(diagnostic.Detail ?? ""),
        };
    }

    /// <summary>To be shown: a cause is what was asked for, not what is wrong with asking.</summary>
    public Diagnostic ToDiagnostic() =>
        new(Descriptor, Location, Fix.Length == 0 ? Summary : $"{Summary}; {Fix}")
        {
            Severity = DiagnosisCodes.IsNoCause(Descriptor) ? Descriptor.DefaultSeverity : DiagnosticSeverity.Message,
        };
}

/// <summary>The codes that say that no cause was found.</summary>
internal static class DiagnosisCodes
{
    public static bool IsNoCause(DiagnosticDescriptor descriptor) =>
        descriptor == DiagnosticCatalogue.NoCauseFound
        || descriptor == DiagnosticCatalogue.OnlyExitCode
        || descriptor == DiagnosticCatalogue.UnreadableLog;
}

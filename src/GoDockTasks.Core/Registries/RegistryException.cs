using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Registries;

/// <summary>A registry didn't do what it was asked; caught where the room is entered.</summary>
/// <param name="descriptor">GDT4040 to GDT4043.</param>
/// <param name="message">For the user: what failed and why, and what to do; no credentials.</param>
internal sealed class RegistryException(DiagnosticDescriptor descriptor, string message) : Exception(message)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    /// <summary>May go well a moment later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>As the registry wants it before the next attempt, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What was asked for isn't there: HTTP 404.</summary>
    public bool IsNotFound { get; init; }

    public Diagnostic ToDiagnostic() => new(Descriptor, default, Message);
}

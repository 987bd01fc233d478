namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>What is known of a variable that is set.</summary>
/// <param name="Text">Null where only a build knows the value.</param>
public sealed record VariableValue(string? Text)
{
    /// <summary>Set, to something that can't be known here.</summary>
    public static VariableValue Unknown { get; } = new((string?)null);

    /// <summary>Set by the base image, to what such images usually have. Compared by reference.</summary>
    internal static VariableValue OfBaseImage { get; } = new((string?)null);
}

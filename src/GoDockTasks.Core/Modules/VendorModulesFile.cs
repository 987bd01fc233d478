using System.Collections.Immutable;

namespace GoDockTasks.Core.Modules;

/// <summary>A vendor/modules.txt.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="IsWorkspace">Written by <c>go work vendor</c>: it stands for all modules of a workspace.</param>
/// <param name="Modules">In the order of the file; one for each module line, so that a module can appear twice.</param>
public sealed record VendorModulesFile(string Path, bool IsWorkspace, ImmutableArray<VendoredModule> Modules)
{
    /// <summary>
    /// Reads what cmd/go's readVendorList reads. Go passes over lines that it doesn't understand, and so does this;
    /// only merge markers are reported.
    /// </summary>
    /// <param name="text">Content of the file.</param>
    /// <param name="path">The file, for positions.</param>
    public static Parsed<VendorModulesFile> Parse(string text, string path)
    {
        var errors = new SyntaxErrors(path);
        var builder = new VendorModulesBuilder();
        var rest = MergeConflicts.Hide(text, errors).AsSpan();
        for (var line = 1; !rest.IsEmpty; line++)
            builder.ReadLine(TextLines.Take(ref rest), line);
        return new(new(path, builder.IsWorkspace, builder.ToImmutable()), errors.ToImmutable());
    }
}

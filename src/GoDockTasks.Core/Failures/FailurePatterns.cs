using System.Collections.Immutable;
using static GoDockTasks.Core.Diagnostics.DiagnosticCatalogue;
using static GoDockTasks.Core.Failures.Specificity;

namespace GoDockTasks.Core.Failures;

/// <summary>
/// Every sentence that is known, from the sources of cmd/go 1.19 to 1.27. Within one message and one specificity, the
/// first that matches wins.
/// </summary>
internal static class FailurePatterns
{
    /// <summary>What go says, and what the system, servers and git say through it.</summary>
    public static readonly ImmutableArray<FailurePattern> Gos =
    [
        FailurePattern.UnderPackage(CCompiler, Outside, "runtime/cgo") with
        {
            Advice = BuildPatterns.CrossCompiler,
        },
        .. SystemPatterns.All,
        .. BuildPatterns.All,
        .. SourcePatterns.All,
        .. ToolchainPatterns.All,
        .. ModulePatterns.All,
        .. PackagePatterns.All,
        .. RepositoryPatterns.All,
        .. GitPatterns.All,
        .. NetworkPatterns.All,
        .. ContainerPatterns.All,
        .. SystemPatterns.Last,
        FailurePattern.At(DoesNotParse, Wrapper, ".mod", ".work", ".sum"),
    ];

    /// <summary>
    /// What compilers say: they quote the user's code, in which any of the sentences above can stand.
    /// </summary>
    public static readonly ImmutableArray<FailurePattern> Compilers =
    [
        .. ToolchainPatterns.Notes,
        .. BuildPatterns.AtLines,
        // Go's own C code compiles, unless the C compiler came without the C library's headers.
        FailurePattern.UnderPackage(CCompiler, Cause, "runtime/cgo"),
        FailurePattern.UnderPackage(Compile, Outside),
    ];

    /// <summary>Where go names what it was about when something happened.</summary>
    public static readonly ImmutableArray<FailurePattern> Contexts =
    [
        new(Unclassified, Nothing, "require {module}: version \"{version}\""),
        new(Unclassified, Nothing, "{module}@{version}"),
        new(Unclassified, Nothing, "module {module}: "),
        new(Unclassified, Nothing, " providing package {package}"),
        new(Unclassified, Nothing, " imports {package}: "),
        new(Unclassified, Nothing, " imports {package} from "),
        new(Unclassified, Nothing, "download go{go}: "),
    ];
}

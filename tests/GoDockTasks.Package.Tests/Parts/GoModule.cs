using System.Collections.Immutable;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>The files of a Go module.</summary>
internal sealed record GoModule(params ImmutableArray<(string Name, string Content)> Files)
{
    /// <summary>Needs nothing but the standard library.</summary>
    public static GoModule Tidy { get; } = WithGo("1.19");

    /// <summary>Tidy, with this go line, at line 3.</summary>
    public static GoModule WithGo(string version) =>
        new(
            ("go.mod", $"module example.com/service\n\ngo {version}\n"),
            ("main.go", "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"hello\") }\n")
        );

    /// <summary>Requires, at line 7, column 2, a module that nothing imports.</summary>
    public static GoModule Untidy { get; } =
        new(
            (
                "go.mod",
                "module example.com/untidy\n\ngo 1.19\n\nrequire (\n\texample.com/money v0.0.0\n"
                    + "\texample.com/unused v0.0.0\n)\n\nreplace (\n\texample.com/money => ./libs/money\n"
                    + "\texample.com/unused => ./libs/unused\n)\n"
            ),
            ("main.go", "package main\n\nimport \"example.com/money\"\n\nfunc main() { money.Count() }\n"),
            ("libs/money/go.mod", "module example.com/money\n\ngo 1.19\n"),
            ("libs/money/money.go", "package money\n\nfunc Count() {}\n"),
            ("libs/unused/go.mod", "module example.com/unused\n\ngo 1.19\n"),
            ("libs/unused/unused.go", "package unused\n")
        );

    /// <summary>Imports a module that go.mod doesn't require; the requirement belongs at line 5.</summary>
    public static GoModule Lacking { get; } =
        new(
            ("go.mod", "module example.com/lacking\n\ngo 1.19\n\nreplace example.com/money => ./libs/money\n"),
            ("main.go", "package main\n\nimport \"example.com/money\"\n\nfunc main() { money.Count() }\n"),
            ("libs/money/go.mod", "module example.com/money\n\ngo 1.19\n"),
            ("libs/money/money.go", "package money\n\nfunc Count() {}\n")
        );

    /// <summary>What `go mod tidy` makes of <see cref="Untidy"/>'s go.mod.</summary>
    public const string UntidyMended =
        "module example.com/untidy\n\ngo 1.19\n\nrequire example.com/money v0.0.0\n\nreplace (\n"
        + "\texample.com/money => ./libs/money\n\texample.com/unused => ./libs/unused\n)\n";
}

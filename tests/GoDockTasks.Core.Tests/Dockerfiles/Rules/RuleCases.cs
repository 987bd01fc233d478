using GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules;

/// <summary>All cases, and the modules that they are about.</summary>
public static class RuleCases
{
    private const string GoMod =
        "module example.com/orders\n\ngo 1.21\n\nrequire example.com/money v1.0.0\n\n"
        + "replace example.com/money => ./money\n";

    // Without fmt: where a real build has no cache, the runtime alone is compiled in a fraction of the time.
    private const string Main =
        "package main\n\nimport \"example.com/money\"\n\nfunc main() { println(money.Euro(5)) }\n";

    /// <summary>
    /// A module with a dependency that lies in its folder: builds without any network. It has no go.sum, and needs
    /// none.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Module { get; } =
        new Dictionary<string, string>
        {
            ["go.mod"] = GoMod,
            ["main.go"] = Main,
            ["money/go.mod"] = "module example.com/money\n\ngo 1.21\n",
            ["money/money.go"] =
                "package money\n\nfunc Euro(amount byte) string { return string('0'+amount) + \" EUR\" }\n",
        };

    /// <summary>A module that needs nothing but the standard library.</summary>
    public static IReadOnlyDictionary<string, string> Plain { get; } =
        new Dictionary<string, string>
        {
            ["go.mod"] = "module example.com/orders\n\ngo 1.21\n",
            ["main.go"] = "package main\n\nfunc main() { println(\"orders\") }\n",
        };

    /// <summary>A digest that stands for that of the image whose tag is before it.</summary>
    public const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    /// <summary>What <see cref="Downloading"/> and <see cref="Private"/> require; a real build gets it.</summary>
    public const string Text = "package text\n\nfunc Upper(text string) string { return text + \" v1.2.0\" }\n";

    /// <summary>
    /// A module with a dependency that is downloaded (from a proxy that a real build is given), and its go.sum.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Downloading { get; } =
        new Dictionary<string, string>
        {
            ["go.mod"] = "module example.com/orders\n\ngo 1.21\n\nrequire example.com/text v1.2.0\n",
            ["go.sum"] =
                "example.com/text v1.2.0 h1:zRAIOU1g/n8ZVz5IUAdYLTSXHurrWbqLzJOTe/YX5eE=\n"
                + "example.com/text v1.2.0/go.mod h1:LhKZJc4/HNSvz32TMyIbzycUAZXVdQV8LPhyYb3dusw=\n",
            ["main.go"] =
                "package main\n\nimport (\n\t\"fmt\"\n\n\t\"example.com/text\"\n)\n\n"
                + "func main() { fmt.Println(text.Upper(\"orders\")) }\n",
        };

    /// <summary>
    /// A module whose dependency is private, and no proxy has. Its name says that it is a git repository, so that go
    /// asks nobody else; the folder text is what is in it.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Private { get; } =
        new Dictionary<string, string>
        {
            ["go.mod"] = "module example.com/orders\n\ngo 1.21\n\nrequire git.example.com/text.git v1.2.0\n",
            ["go.sum"] =
                "git.example.com/text.git v1.2.0 h1:cHR4Wvly1HIat5mKyPHsEJufXK1wCih4DDXhGbhvQFE=\n"
                + "git.example.com/text.git v1.2.0/go.mod h1:RqOlKOgBtuT5F0kh4oKVnjPzN7QhnuV5NOtNzHFl5eM=\n",
            ["text/go.mod"] = "module git.example.com/text.git\n\ngo 1.19\n",
            ["text/text.go"] = Text,
        };

    public static IEnumerable<RuleCase> All =>
        [
            .. ModuleCases.All,
            .. BaseImageCases.All,
            .. LayoutCases.All,
            .. CacheCases.All,
            .. UserCases.All,
            .. RuntimeCases.All,
            .. ContentCases.All,
        ];

    public static IReadOnlyDictionary<string, string> With(
        this IReadOnlyDictionary<string, string> files,
        string path,
        string content
    ) => new Dictionary<string, string>(files) { [path] = content };

    public static IReadOnlyDictionary<string, string> Without(
        this IReadOnlyDictionary<string, string> files,
        string path
    ) => files.Where(file => file.Key != path).ToDictionary();
}

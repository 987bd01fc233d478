namespace GoDockTasks.Core.Failures;

/// <summary>What go names in a message.</summary>
internal sealed class FailureValues
{
    public string? Module { get; private set; }

    public string? Version { get; private set; }

    public string? Package { get; private set; }

    public string? Go { get; private set; }

    public string? Library { get; private set; }

    /// <summary>Whether a word can be what a placeholder stands for.</summary>
    public static bool Fits(string placeholder, ReadOnlySpan<char> word) =>
        placeholder switch
        {
            "module" => IsModulePath(word),
            "go" => word.Length > 0 && char.IsAsciiDigit(word[0]),
            _ => word.Length > 0,
        };

    public void Set(string placeholder, ReadOnlySpan<char> word)
    {
        switch (placeholder)
        {
            case "module":
                Module = word.ToString();
                break;
            case "version":
                // go.sum's name for the checksum of a go.mod file is v1.0.0/go.mod.
                Version = (word.IndexOf('/') is var slash && slash > 0 ? word[..slash] : word).ToString();
                break;
            case "package":
                Package = word.ToString();
                break;
            case "go":
                Go = word.TrimEnd('.').ToString();
                break;
            case "lib":
                Library = word.ToString();
                break;
            case "directive":
                Go = GoThatKnows(word);
                break;
        }
    }

    /// <summary>Takes over what isn't known yet.</summary>
    public void Add(FailureValues others)
    {
        Module ??= others.Module;
        Version ??= others.Version;
        Package ??= others.Package;
        Go ??= others.Go;
        Library ??= others.Library;
    }

    // module.CheckPath, as far as it keeps files, user names and words apart from module paths.
    private static bool IsModulePath(ReadOnlySpan<char> word) =>
        word.Contains('.') && word[0] is not ('.' or '/') && word[^1] != '/' && !word.ContainsAny('\\', '*');

    // Directives that came after Go 1.19: go.dev/ref/mod#go-mod-file.
    private static string? GoThatKnows(ReadOnlySpan<char> directive) =>
        directive switch
        {
            "toolchain" => "1.21",
            "godebug" => "1.23",
            "tool" => "1.24",
            "ignore" => "1.25",
            _ => null,
        };
}

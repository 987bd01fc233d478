namespace GoDockTasks.Core.Modules;

/// <summary>Directives that name versions of modules.</summary>
internal sealed partial class DirectiveReader
{
    private const string ReplaceUsage =
        "a replace line is written as replace example.com/m [v1.2.3] => ../folder, or => example.com/other v1.2.3";

    public RequireDirective? Require(ModLine line) =>
        TryPathAndVersion(line, out var path, out var version)
            ? new(path, version, line.IsIndirect, line.Position, line[1].Position)
            : null;

    public ExcludeDirective? Exclude(ModLine line) =>
        TryPathAndVersion(line, out var path, out var version) ? new(path, version, line.Position) : null;

    public ReplaceDirective? Replace(ModLine line)
    {
        var arrow = line.Count >= 2 && line[1].Text == "=>" ? 1 : 2;
        if (line.Count < arrow + 2 || line.Count > arrow + 3 || line[arrow].Text != "=>")
            return Fail<ReplaceDirective>(line, ReplaceUsage);
        if (!TryText(line[0], out var oldPath))
            return null;
        if (!ModulePath.TrySplitMajor(oldPath, out _, out var major))
            return Fail<ReplaceDirective>(line[0], BadMajor(oldPath));
        string? oldVersion = null;
        if (
            arrow == 2
            && !(TryVersion(line[1], oldPath, out oldVersion) && CheckMajor(line[1], oldPath, oldVersion, major))
        )
            return null;
        var target = line[arrow + 1];
        if (!TryText(target, out var newPath))
            return null;
        string? newVersion = null;
        if (
            line.Count == arrow + 3
                ? !TryNewVersion(line[arrow + 2], newPath, out newVersion)
                : !CheckFolder(target, newPath)
        )
            return null;
        return new(oldPath, oldVersion, newPath, newVersion, line.Position, target.Position);
    }

    public RetractDirective? Retract(ModLine line)
    {
        if (line.Count == 0 || line[0].Text == "(")
            return Fail<RetractDirective>(line, "a retract line takes a version, or two as [v1.0.0, v1.1.0]");
        var isRange = line[0].Text == "[";
        var length = isRange ? 5 : 1;
        if (isRange && (line.Count < length || line[2].Text != "," || line[4].Text != "]"))
            return Fail<RetractDirective>(line, "a range of retracted versions is written as [v1.0.0, v1.1.0]");
        if (!TryText(line[isRange ? 1 : 0], out var low) || !TryText(line[isRange ? 3 : 0], out var high))
            return null;
        if (line.Count > length)
            return Fail<RetractDirective>(
                line[length],
                $"{Quoted.Value(line[length].Text)} follows the retracted version; put each version on a "
                    + $"line of its own"
            );
        var rationale = line.CommentText;
        return new(low, high, rationale.Length == 0 ? null : rationale, line.Position);
    }

    private bool TryPathAndVersion(ModLine line, out string path, out string version)
    {
        path = version = "";
        if (line.Count != 2)
        {
            Fail<string>(
                line,
                $"a {line.Verb} line takes a path and a version, such as {line.Verb} example.com/m v1.2.3"
            );
            return false;
        }

        if (!TryText(line[0], out path) || !TryVersion(line[1], path, out var canonical))
            return false;
        version = canonical;
        if (ModulePath.TrySplitMajor(path, out _, out var major))
            return CheckMajor(line[1], path, version, major);
        Fail<string>(line[0], BadMajor(path));
        return false;
    }

    private bool TryVersion(
        ModToken token,
        string path,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? version
    )
    {
        version = null;
        if (!TryText(token, out var written))
            return false;
        var isQuery = ModuleVersion.IsQuery(written);
        version = isQuery && acceptQueries ? written : ModuleVersion.Canonical(written);
        if (version is null)
            Fail<string>(
                token,
                $"{Quoted.Value(written)} is no version of {Quoted.Value(path)}; "
                    + $"{(isQuery ? "run go mod tidy, which puts one in its place, or " : "")}write it as v1.2.3"
            );
        return version is not null;
    }

    private bool CheckMajor(ModToken token, string path, string version, string major)
    {
        if (acceptQueries && ModuleVersion.IsQuery(version) || ModulePath.MajorFits(version, major, out var expected))
            return true;
        var actual = Semver.Major(version);
        var hint =
            major.Length == 0
                ? $", or write the path as {Quoted.Value(path + '/' + actual)}, or the version as "
                    + $"{Quoted.Value(version + ModuleVersion.Incompatible)} if its go.mod lacks the major version"
                : "";
        Fail<string>(
            token,
            $"{Quoted.Value(version)} does not fit the path {Quoted.Value(path)}, whose versions are "
                + $"{Quoted.Value(expected)}; take such a version{hint}"
        );
        return false;
    }

    private bool TryNewVersion(ModToken token, string newPath, out string? version)
    {
        if (!TryVersion(token, newPath, out version))
            return false;
        if (!IsFolder(newPath))
            return true;
        Fail<string>(
            token,
            $"{Quoted.Value(newPath)} is a folder, which has no version; delete {Quoted.Value(token.Text)}"
        );
        return false;
    }

    private bool CheckFolder(ModToken token, string path)
    {
        if (!IsFolder(path))
        {
            Fail<string>(
                token,
                path.Contains('@', StringComparison.Ordinal)
                    ? $"{Quoted.Value(path)} is path@version; put a blank in place of the @"
                    : $"{Quoted.Value(path)} is neither a folder, which starts with ./ or ../ or /, nor "
                        + $"followed by a version; add the one or the other"
            );
            return false;
        }

        if (OperatingSystem.IsWindows() || !path.Contains('\\', StringComparison.Ordinal))
            return true;
        Fail<string>(
            token,
            $"{Quoted.Value(path)} has Windows' separators, which go refuses on other systems; write it with /"
        );
        return false;
    }

    /// <summary>
    /// modfile.IsDirectoryPath: the same on every system, since a go.mod can move from one to another.
    /// </summary>
    private static bool IsFolder(string path) =>
        path is "." or ".."
        || path.StartsWith('/')
        || path.StartsWith('\\')
        || path.StartsWith("./", StringComparison.Ordinal)
        || path.StartsWith(".\\", StringComparison.Ordinal)
        || path.StartsWith("../", StringComparison.Ordinal)
        || path.StartsWith("..\\", StringComparison.Ordinal)
        || path.Length >= 2 && char.IsAsciiLetter(path[0]) && path[1] == ':';

    private static string BadMajor(string path) =>
        path.StartsWith("gopkg.in/", StringComparison.Ordinal)
            ? $"the path {Quoted.Value(path)} must end in a version such as .v1"
            : $"the path {Quoted.Value(path)} ends in what can't be a major version; /v2 and greater can, "
                + $"without dots or leading zeros";
}

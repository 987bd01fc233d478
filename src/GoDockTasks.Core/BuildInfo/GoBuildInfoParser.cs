using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.BuildInfo;

/// <summary>
/// Reads the text about modules and settings that a binary carries. A line is a word, a tab, and what belongs to the
/// word; lines with another word are passed over. Source: ParseBuildInfo in Go's runtime/debug.
/// </summary>
internal sealed class GoBuildInfoParser
{
    // A binary's text is framed so that it can be found in a memory dump.
    private const int Frame = 16;

    private readonly ImmutableArray<GoBuildModule>.Builder dependencies = ImmutableArray.CreateBuilder<GoBuildModule>();
    private readonly ImmutableArray<GoBuildSetting>.Builder settings = ImmutableArray.CreateBuilder<GoBuildSetting>();
    private string path = "";
    private GoBuildModule? main;
    private Replaceable last;

    private enum Replaceable
    {
        Nothing,
        Main,
        Dependency,
    }

    /// <param name="version">Not empty.</param>
    /// <param name="modules">With its frame; empty in a binary that was built without modules.</param>
    public static BuildInfoReading Parse(ReadOnlySpan<byte> version, ReadOnlySpan<byte> modules)
    {
        if (HasControl(version))
            return BuildInfoReading.Damaged("its Go version isn't one line of text");
        if (modules.Length > 0 && (modules.Length <= 2 * Frame || modules[^(Frame + 1)] != '\n'))
            return BuildInfoReading.Damaged("the text of its build info lacks its frame");

        // A character a byte: names needn't be UTF-8, and are to be printed as they are.
        var bytes = modules.IsEmpty ? modules : modules[Frame..^Frame];
        var text = Encoding.Latin1.GetString(bytes);
        var parser = new GoBuildInfoParser();
        var number = 1;
        for (int start = 0, end; (end = text.IndexOf('\n', start)) >= 0; start = end + 1, number++)
        {
            if (!parser.TryLine(text.AsSpan(start, end - start)))
                return BuildInfoReading.Damaged(
                    $"line {number.ToString(CultureInfo.InvariantCulture)} of its build info doesn't parse"
                );
        }

        var main = parser.main is { Path: "", Version: "", Sum: "", Replacement: null } ? null : parser.main;
        var raw = new GoBuildInfo(
            Encoding.Latin1.GetString(version),
            parser.path,
            main,
            parser.dependencies.ToImmutable(),
            parser.settings.ToImmutable(),
            default
        );
        // Nearly all build info is ASCII, which is the same in both.
        var decoded = Ascii.IsValid(version) && Ascii.IsValid(bytes) ? raw : Decoded(raw);
        return BuildInfoReading.Found(
            decoded with
            {
                Text = GoBuildInfoText.Write(raw),
                VersionText = version.ToArray(),
            }
        );
    }

    /// <summary>From a character a byte to what UTF-8 makes of them.</summary>
    internal static string Utf8(string bytes) => Utf8Text.Decode(Encoding.Latin1.GetBytes(bytes));

    // What isn't UTF-8 stays to be told apart, in reports and where two binaries are compared.
    private static string Readable(string bytes) => Utf8Text.DecodeWithEscapes(Encoding.Latin1.GetBytes(bytes));

    private static GoBuildInfo Decoded(GoBuildInfo raw) =>
        raw with
        {
            GoVersion = Readable(raw.GoVersion),
            Path = Readable(raw.Path),
            Main = Decoded(raw.Main),
            Dependencies = [.. raw.Dependencies.Select(module => Decoded(module)!)],
            Settings =
            [
                .. raw.Settings.Select(setting => new GoBuildSetting(Readable(setting.Name), Readable(setting.Value))),
            ],
        };

    private static GoBuildModule? Decoded(GoBuildModule? raw) =>
        raw is null
            ? null
            : new(Readable(raw.Path), Readable(raw.Version), Readable(raw.Sum), Decoded(raw.Replacement));

    private static bool HasControl(ReadOnlySpan<byte> text)
    {
        foreach (var character in text)
        {
            if (character < ' ')
                return true;
        }

        return false;
    }

    private bool TryLine(ReadOnlySpan<char> line)
    {
        var tab = line.IndexOf('\t');
        if (tab < 0)
            return true;
        var rest = line[(tab + 1)..];
        switch (line[..tab])
        {
            case "path":
                path = rest.ToString();
                return true;
            case "mod":
                last = Replaceable.Main;
                return TryModule(rest, out main);
            case "dep":
                last = Replaceable.Dependency;
                var isModule = TryModule(rest, out var dependency);
                if (isModule)
                    dependencies.Add(dependency!);
                return isModule;
            case "=>":
                return TryReplacement(rest);
            case "build":
                return TrySetting(rest);
            default:
                return true;
        }
    }

    private static bool TryModule(ReadOnlySpan<char> rest, out GoBuildModule? module)
    {
        Span<Range> columns = stackalloc Range[4];
        var count = rest.Split(columns, '\t');
        module = count is 2 or 3
            ? new(
                rest[columns[0]].ToString(),
                rest[columns[1]].ToString(),
                count == 3 ? rest[columns[2]].ToString() : "",
                null
            )
            : null;
        return module is not null;
    }

    private bool TryReplacement(ReadOnlySpan<char> rest)
    {
        if (last == Replaceable.Nothing || rest.Count('\t') != 2 || !TryModule(rest, out var replacement))
            return false;
        if (last == Replaceable.Main)
            main = main! with { Replacement = replacement };
        else
            dependencies[^1] = dependencies[^1] with { Replacement = replacement };
        last = Replaceable.Nothing;
        return true;
    }

    private bool TrySetting(ReadOnlySpan<char> rest)
    {
        if (rest.Length == 0 || rest[0] == '=')
            return false;
        var isQuoted = rest[0] is '"' or '`';
        var end = isQuoted ? GoLiteral.Length(rest) : rest.IndexOf('=');
        if (end < 0 || end >= rest.Length || rest[end] != '=')
            return false;
        var (name, value) = (rest[..end].ToString(), rest[(end + 1)..].ToString());
        if (isQuoted ? !GoLiteral.TryUnquote(name, out name) : GoBuildInfoText.HasToBeQuoted(name, isName: true))
            return false;
        if (
            value.Length > 0 && value[0] is '"' or '`'
                ? !GoLiteral.TryUnquote(value, out value)
                : GoBuildInfoText.HasToBeQuoted(value, isName: false)
        )
            return false;
        settings.Add(new(name, value));
        return true;
    }
}

/// <summary>
/// Writes build info as `go version -m` prints it. Source: BuildInfo.String in Go's runtime/debug, and
/// cmd/go/internal/version.
/// </summary>
internal static class GoBuildInfoText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(" \t\r\n\"`");

    /// <param name="raw">A character a byte.</param>
    public static byte[] Write(GoBuildInfo raw)
    {
        var text = new StringBuilder();
        if (raw.Path.Length > 0)
            text.Append("\tpath\t").Append(raw.Path).Append('\n');
        if (raw.Main is not null)
            Append(text, "mod", raw.Main);
        foreach (var module in raw.Dependencies)
            Append(text, "dep", module);
        foreach (var (name, value) in raw.Settings)
        {
            text.Append("\tbuild\t")
                .Append(HasToBeQuoted(name, isName: true) ? GoLiteral.Quote(name) : name)
                .Append('=')
                .Append(HasToBeQuoted(value, isName: false) ? GoLiteral.Quote(value) : value)
                .Append('\n');
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }

    public static bool HasToBeQuoted(string text, bool isName) =>
        text.AsSpan().ContainsAny(Special)
        || (isName && (text.Length == 0 || text.Contains('=', StringComparison.Ordinal)));

    private static void Append(StringBuilder text, string word, GoBuildModule module)
    {
        text.Append('\t').Append(word).Append('\t').Append(module.Path).Append('\t').Append(module.Version);
        if (module.Replacement is null)
        {
            text.Append('\t').Append(module.Sum).Append('\n');
            return;
        }

        text.Append('\n');
        Append(text, "=>", module.Replacement);
        // Go ends a replaced module's line once more.
        text.Append("\t\n");
    }
}

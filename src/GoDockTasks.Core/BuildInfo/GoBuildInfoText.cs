using System.Buffers;
using System.Text;

namespace GoDockTasks.Core.BuildInfo;

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

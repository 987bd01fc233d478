using System.Text;
using CsCheck;

namespace GoDockTasks.Core.Tests.Modules;

/// <summary>
/// Files made from the grammar of go.mod and go.work, in every spacing, quoting and form, and the same with mistakes.
/// </summary>
internal static class ModFileGen
{
    private static readonly Gen<string> Blank = Gen.OneOf(" ", "\t", "  ", " \t", "\r ");
    private static readonly Gen<string> MaybeBlank = Gen.OneOf("", "", " ", "\t", "\r");
    private static readonly Gen<string> EndOfLine = Gen.OneOf("\n", "\n", "\r\n", " \n", "\t\r\n");

    private static readonly Gen<string> Comment = Gen.OneOf(
        "//",
        "// text",
        "//indirect",
        "// indirect",
        "// indirect; why",
        "// indirect why",
        "//  indirect;",
        "// Deprecated: old",
        "// Deprecated:",
        "//Deprecated: é 😀  ",
        "// a // b",
        "// \u0001 \u00a0",
        "// (",
        "// \""
    );

    private static readonly Gen<string> Path = Quotable(
        "example.com/m",
        "example.com/a",
        "example.com/b/v2",
        "example.com/c/v10",
        "gopkg.in/yaml.v2",
        "gopkg.in/x.v0",
        "gopkg.in/x.v1-unstable",
        "a",
        "é.com/😀",
        "x=>y",
        "a//b",
        "with blank",
        "_"
    );

    private static readonly Gen<string> VersionedPath = Gen.OneOf(
        Gen.Select(
                Quotable("example.com/a", "a", "b.c/d"),
                Blank,
                Quotable(
                    "v1.2.3",
                    "v0",
                    "v1.4",
                    "v0.0.0-20200101000000-abcdefabcdef",
                    "v2.0.0+incompatible",
                    "v1.0.0-rc.1+meta"
                )
            )
            .Select(Join),
        Gen.Select(
                Quotable("example.com/b/v2", "b/v2"),
                Blank,
                Quotable("v2", "v2.1", "v2.0.1-0.20200101000000-abcdefabcdef")
            )
            .Select(Join),
        Gen.Select(Quotable("gopkg.in/yaml.v2", "gopkg.in/x.v2-unstable"), Blank, Quotable("v2.4.0", "v2.0.0-x"))
            .Select(Join)
    );

    private static readonly Gen<string> Folder = Quotable(
        "./x",
        "../y",
        ".",
        "..",
        "/abs",
        "C:/x",
        "./with blank",
        "./é"
    );

    private static readonly Gen<string> Interval = Gen.OneOf(
        Quotable("v1.0.0", "v2", "anything"),
        Gen.Select(
            MaybeBlank,
            Quotable("v1.0.0", "x"),
            MaybeBlank,
            MaybeBlank,
            Quotable("v1.1.0", "y"),
            MaybeBlank,
            (a, low, b, c, high, d) => $"[{a}{low}{b},{c}{high}{d}]"
        )
    );

    private static readonly Gen<string> Setting = Gen.OneOf("panicnil=1", "default=go1.21", "a==b", "a=", "é=😀");

    private static readonly Gen<string> Replacement = Gen.Select(
        Gen.OneOf(Path.Where(path => !path.Contains("=>", StringComparison.Ordinal)), VersionedPath),
        Blank,
        Gen.OneOf(Folder, VersionedPath),
        (old, blank, target) => $"{old}{blank}=> {target}"
    );

    private static readonly Gen<string> Go = Gen.OneOf(
        "go 1.21",
        "go\t1.24.0",
        "go 1.22rc1",
        "go  1.9",
        "toolchain go1.24.4",
        "toolchain default",
        "toolchain go1"
    );

    private static readonly Gen<string> ModDirective = Gen.OneOf(
        Directive("require", VersionedPath),
        Directive("require", VersionedPath),
        Directive("exclude", VersionedPath),
        Directive("replace", Replacement),
        Directive("retract", Interval),
        Directive("tool", Path),
        Directive("ignore", Gen.OneOf(Folder, Path)),
        Directive("godebug", Setting)
    );

    private static readonly Gen<string> WorkDirective = Gen.OneOf(
        Directive("use", Folder),
        Directive("use", Folder),
        Directive("replace", Replacement),
        Directive("godebug", Setting)
    );

    private static readonly Gen<string> Insertion = Gen.OneOf(
        "\n",
        " ",
        "(",
        ")",
        "[",
        "]",
        ",",
        "{",
        "\"",
        "`",
        "'",
        "\\",
        "//",
        "/*",
        "*/",
        "=>",
        "@",
        "=",
        "v",
        "1",
        ".",
        "-",
        "\r",
        "\t",
        "\u0000",
        "\ufeff",
        "\u00a0",
        "\u0085",
        "é",
        "😀",
        "\u200b",
        "module",
        "go",
        "require",
        "retract",
        "tool",
        "v1.0.0",
        "/v2",
        "<<<<<<< HEAD\n",
        "=======\n",
        ">>>>>>> topic\n",
        "\"\\x41\"",
        "\"\\",
        "// Deprecated: x\n",
        "indirect",
        "()",
        "( )\n"
    );

    public static Gen<string> GoMod { get; } = File(Directive("module", Path), ModDirective);

    public static Gen<string> GoWork { get; } = File(Gen.Const(""), WorkDirective);

    /// <summary>
    /// A few pieces of a file taken out, put in or moved: most of what comes out is wrong somewhere, some of it isn't.
    /// </summary>
    public static Gen<string> Mutated(Gen<string> files) =>
        Gen.Select(files, Gen.Select(Gen.Int[0, 9], Gen.Double[0, 1], Gen.Int[0, 6], Insertion).Array[1, 3])
            .Select(
                (text, changes) =>
                {
                    foreach (var (kind, place, length, insertion) in changes)
                    {
                        var start = (int)(place * text.Length);
                        var end = Math.Min(text.Length, start + length);
                        text = kind switch
                        {
                            < 5 => text.Insert(start, insertion),
                            < 7 => text.Remove(start, end - start),
                            < 8 => text[..start] + insertion + text[end..],
                            < 9 => text[start..] + text[..start],
                            _ => text[..start],
                        };
                    }

                    // A character may have been cut in two.
                    return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
                }
            );

    private static Gen<string> File(Gen<string> first, Gen<string> directive) =>
        Gen.Select(
            first,
            Gen.Select(Go, Line).Select(Join).Array[0, 1],
            Gen.Select(Filler, directive).Select(Join).Array[0, 8],
            Gen.OneOf("", "\n", "// end", "\n\n\t", "// end\n"),
            (start, go, directives, end) => start + string.Concat(go) + string.Concat(directives) + end
        );

    /// <summary>A directive on one line or as a block.</summary>
    private static Gen<string> Directive(string verb, Gen<string> arguments) =>
        verb == "module"
            ? Gen.OneOf(Single(verb, arguments), Block(verb, arguments, 1, 1))
            : Gen.OneOf(Single(verb, arguments), Block(verb, arguments, 0, 4));

    private static Gen<string> Single(string verb, Gen<string> arguments) =>
        Gen.Select(MaybeBlank, Blank, arguments, Line, (indent, blank, argument, end) =>
            indent + verb + blank + argument + end
        );

    private static Gen<string> Block(string verb, Gen<string> arguments, int from, int to) =>
        Gen.Select(
            Gen.Select(MaybeBlank, Line, (blank, end) => $"{verb}{blank}({end}"),
            Gen.Select(Filler, MaybeBlank, arguments, Line, (filler, indent, argument, end) =>
                filler + indent + argument + end
            ).Array[from, to],
            Gen.Select(Filler, MaybeBlank, Line, (filler, indent, end) => filler + indent + ")" + end),
            (start, lines, end) => start + string.Concat(lines) + end
        );

    /// <summary>The rest of a line.</summary>
    private static Gen<string> Line =>
        Gen.OneOf(
            EndOfLine,
            Gen.Select(MaybeBlank, Comment, EndOfLine, (blank, comment, end) => blank + comment + end)
        );

    /// <summary>Blank lines and comments.</summary>
    private static Gen<string> Filler =>
        Gen.OneOf(
            Gen.Const(""),
            EndOfLine,
            Gen.Select(MaybeBlank, Comment, EndOfLine, (blank, comment, end) => blank + comment + end)
                .Array[1, 3]
                .Select(lines => string.Concat(lines))
        );

    private static Gen<string> Quotable(params string[] texts) =>
        Gen.Select(Gen.OneOf(texts), Gen.Int[0, 3], (text, style) => style switch
            {
                0 => Escape(text),
                1 => '"' + text + '"',
                _ => text.Contains(' ', StringComparison.Ordinal) ? '"' + text + '"' : text,
            });

    private static string Escape(string text) =>
        '"'
        + string.Concat(
            text.Select(
                (character, index) =>
                    index % 3 == 0 && character < 0x80 ? $"\\x{(int)character:x2}" : character.ToString()
            )
        )
        + '"';

    private static string Join(string first, string second) => first + second;

    private static string Join(string first, string second, string third) => first + second + third;
}

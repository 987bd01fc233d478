using System.Collections.Immutable;
using static GoDockTasks.Core.Diagnostics.DiagnosticCatalogue;
using static GoDockTasks.Core.Failures.Specificity;

namespace GoDockTasks.Core.Failures;

/// <summary>
/// What go itself says of source files before any compiler reads them: cmd/go/internal/load and modload, go/build,
/// go/parser and go/scanner, of which only package clause and imports are parsed here. A place in a file alone doesn't
/// make a compile error: go also names the import that it could not resolve.
/// </summary>
internal static class SourcePatterns
{
    public static readonly ImmutableArray<FailurePattern> All =
    [
        new(CaseCollision, Cause, "case-insensitive import collision: "),
        new(CaseCollision, Cause, "case-insensitive file name collision: "),
        new(Compile, Cause, "import cycle not allowed"),
        new(Compile, Cause, "found packages {*} and {*} in "),
        new(Compile, Cause, "use of internal package {package} not allowed"),
        new(Compile, Cause, "use of vendored package not allowed"),
        new(Compile, Cause, "{package} must be imported as "),
        new(Compile, Cause, "import \"{package}\" is a program, not an importable package"),
        new(Compile, Cause, "malformed import path \"{package}\""),
        new(Compile, Cause, "malformed import path "),
        new(Compile, Cause, "invalid import path:"),
        new(Compile, Cause, "\"{package}\" is relative, but relative import paths are not supported"),
        new(Compile, Cause, "local import {*} in non-local package"),
        new(Compile, Cause, "\"{package}\" is not a package path; see"),
        new(Compile, Cause, "cannot import absolute path"),
        new(Compile, Cause, "disallowed import path "),
        new(Compile, Cause, "code in directory {*} expects import "),
        new(Compile, Cause, "use of cgo in test {*} not supported"),
        new(Compile, Cause, "cannot use cgo and SWIG"),
        new(Compile, Cause, "invalid #cgo verb: "),
        new(Compile, Cause, "malformed #cgo "),
        new(Compile, Cause, "invalid flag in #cgo ")
        {
            Advice = "take the flag out of the #cgo line, or allow it: CGO_CFLAGS_ALLOW or CGO_LDFLAGS_ALLOW",
        },
        new(Compile, Cause, "parsing //go:build line: "),
        new(Compile, Cause, "multiple //go:build comments"),
        new(Compile, Cause, "unexpected NUL in input"),
        new(Compile, Cause, "//go:embed only allowed in "),
        // cmd/link, of Go code without a main function, or with assembly or a linkname that fits nothing.
        new(Compile, Cause, "function main is undeclared in the main package"),
        new(Compile, Cause, ": relocation target {*} not defined"),
        new(Compile, Cause, "link: {*}: invalid reference to "),
        new(Compile, Cause, "duplicated definition of symbol "),
        // go vet, of a package that it could not check.
        new(Compile, Place, "vet: "),
        Parsed("expected "),
        Parsed("missing import path"),
        Parsed("import path must be a string"),
        Parsed("imports must appear before other declarations"),
        Parsed("invalid package name "),
        Parsed("illegal character "),
        Parsed("illegal byte order mark"),
        Parsed("illegal UTF-8 encoding"),
        Parsed("invalid BOM "),
        Parsed("comment not terminated"),
        Parsed("string literal not terminated"),
        Parsed("raw string literal not terminated"),
        Parsed("newline in string"),
        Parsed("unknown escape sequence"),
        Parsed("escape sequence is invalid"),
        Parsed("syntax error"),
    ];

    private static FailurePattern Parsed(string words) => FailurePattern.Saying(Compile, Place, words);
}

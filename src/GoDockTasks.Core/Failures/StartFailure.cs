using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Failures;

/// <summary>
/// A program that could not be started, in the words of what was to start it: runc and crun, by which docker,
/// Kubernetes and podman start containers (libcontainer/init_linux.go, src/libcrun/container.c), tini, and the loaders
/// of glibc (elf/dl-load.c, dl-version.c) and musl (ldso/dynlink.c).
/// </summary>
internal static partial class StartFailure
{
    private const string NoCgo = "build it with CGO_ENABLED=0 (CgoEnabled=\"false\" on the GoSidecar item)";

    private const string OtherPlatform =
        "build it for the platform that runs it: 'docker build --platform=OS/ARCH', with GOOS=$TARGETOS "
        + "GOARCH=$TARGETARCH at 'go build'";

    private const string OwnPlatform =
        "write FROM --platform=$BUILDPLATFORM for the stage that compiles and GOARCH=$TARGETARCH at 'go build'";

    private const string ForeignImage = OwnPlatform + ", or let this machine emulate the platform (QEMU's binfmt)";

    /// <param name="output">What was printed; linear in its length.</param>
    /// <param name="inBuild">By a step of an image's build: what it starts is a tool, no service.</param>
    /// <returns>
    /// GDT2116, GDT2407, GDT2408, GDT2409, GDT2412 or GDT2413, in a build also GDT2123; GDT1199 where nobody knows why
    /// it was refused; null where nothing of the kind is said.
    /// </returns>
    public static GoFailure? Find(string output, bool inBuild)
    {
        foreach (var range in output.AsSpan().Split('\n'))
        {
            var line = output.AsSpan(range).Trim();
            if (!SpeaksOfStart(line))
                continue;
            var text = Secrets.Redact(line.ToString());
            if ((OfRuntime(text, inBuild) ?? OfLoader(text, inBuild)) is var (descriptor, program, advice))
                return GoFailure.Of(descriptor, text, Secrets.Redact(output)) with
                {
                    Advice = advice,
                    Program = program.Length > 0 ? program : null,
                };
        }

        return null;
    }

    private static bool SpeaksOfStart(ReadOnlySpan<char> line) =>
        line.Contains("exec", StringComparison.OrdinalIgnoreCase)
        || line.Contains("shared librar", StringComparison.Ordinal)
        || line.Contains("GLIBC", StringComparison.Ordinal)
        || line.Contains("qemu", StringComparison.Ordinal)
        || line.Contains("rosetta", StringComparison.Ordinal)
        || line.Contains("ELF", StringComparison.Ordinal)
        || line.Contains("Error relocating", StringComparison.Ordinal);

    private static Start? OfRuntime(string line, bool inBuild)
    {
        // docker exec's, of a container that runs.
        if (line.Contains("exec failed: ", StringComparison.Ordinal))
            return null;
        if (NotCreated().Match(line) is { Success: true } refused)
        {
            var program = refused.Groups["program"].Value;
            return refused.Groups["missing"].Success ? Missing(program, inBuild) : Closed(program);
        }

        if (Emulator().IsMatch(line))
            return new(
                DiagnosticCatalogue.ProgramOfOtherPlatform,
                "",
                (inBuild ? OwnPlatform : OtherPlatform) + "; this machine's emulator can't run it"
            );
        return NotExecuted().Match(line) is { Success: true } match
            ? NotExecuted(match, match.Groups["program"].Value, inBuild)
            : null;
    }

    private static Start? NotExecuted(Match match, string program, bool inBuild)
    {
        if (match.Groups["closed"].Success)
            return Closed(program);
        // It isn't the user's right to a file, for which the words stand elsewhere.
        if (match.Groups["forbidden"].Success)
            return new(
                DiagnosticCatalogue.Unclassified,
                program,
                "the kernel forbids to start it: the file has a capability ('setcap') that the container hasn't, or a "
                    + "security profile is in the way"
            );
        if (match.Groups["format"].Success)
            return IsScript(program)
                ? new(
                    DiagnosticCatalogue.ScriptNotStarted,
                    program,
                    "begin it with a first line such as #!/bin/sh; where it has one, the image is for another platform "
                        + "than the machine"
                )
                : new(DiagnosticCatalogue.ProgramOfOtherPlatform, program, inBuild ? ForeignImage : OtherPlatform);
        // tini looks for the program itself, so that it may be the program that isn't there.
        if (inBuild || match.Groups["tini"].Success)
            return null;
        return IsScript(program)
            ? new(
                DiagnosticCatalogue.ScriptNotStarted,
                program,
                "its first line (#!) names a program that the image doesn't have, or ends with a carriage return: "
                    + "'*.sh text eol=lf' in .gitattributes"
            )
            : OtherLibrary(program);
    }

    private static Start? OfLoader(string line, bool inBuild)
    {
        if (Loader().Match(line) is not { Success: true } match)
            return null;
        var (program, library) = (match.Groups["program"].Value, match.Groups["library"].Value);
        if (match.Groups["release"].Success)
            return new(
                DiagnosticCatalogue.GlibcTooOld,
                program,
                $"{NoCgo}, or run it on an image of the release that builds it, or of a newer one"
            );
        if (library.Length > 0 && !CLibrary().IsMatch(library))
            return new(
                DiagnosticCatalogue.LibraryMissing,
                program,
                $"install the package that has {library} in the stage that runs it, or {NoCgo} where nothing needs C"
            );
        // What a tool of the build was linked with says nothing of cgo.
        return inBuild ? null : OtherLibrary(program);
    }

    private static Start OtherLibrary(string program) =>
        new(
            DiagnosticCatalogue.CgoUnavailable,
            program,
            $"{NoCgo}, or run it on an image with the C library that it is linked with; if it is a script, the program "
                + "that its first line (#!) names is missing"
        );

    private static Start Missing(string program, bool inBuild) =>
        inBuild
            ? new(
                DiagnosticCatalogue.ProgramOfRunMissing,
                program,
                program is "/bin/sh" ? null : $"start the stage from an image that has {program}, or install it before"
            )
            : new(
                DiagnosticCatalogue.StartedFileMissing,
                program,
                program is "/bin/sh" ? "the image has no shell: write ENTRYPOINT and CMD as JSON arrays, [\"/orders\"]"
                    : program.Contains(' ', StringComparison.Ordinal)
                        ? "write each argument as an entry of its own: ENTRYPOINT [\"/orders\", \"--flag\"]"
                    : program.StartsWith('/')
                        ? $"copy the program to {program} in the last stage, or name where it is in ENTRYPOINT or CMD; "
                            + "see that no volume is mounted over its folder"
                    : program.Contains('/', StringComparison.Ordinal)
                        ? "write its whole path in ENTRYPOINT or CMD: a relative one counts from WORKDIR"
                    : "write its whole path in ENTRYPOINT or CMD: a name alone is looked for in PATH, among what "
                        + "may be executed"
            );

    private static Start Closed(string program) =>
        IsScript(program)
            ? new(DiagnosticCatalogue.ScriptNotStarted, program, null)
            : new(
                DiagnosticCatalogue.StartedFileMissing,
                program,
                "it is a folder, or not executable: 'go build -o' writes into a folder that has that name; name the "
                    + "program in it, or write COPY --chmod=0755"
            );

    private static bool IsScript(string program) =>
        Path.GetExtension(program).Length > 0 || program.Contains("entrypoint", StringComparison.Ordinal);

    private sealed record Start(DiagnosticDescriptor Descriptor, string Program, string? Advice);

    // unable to start container process: exec: "/app": stat /app: no such file or directory; until 2021 starting
    // container process caused "exec: \"/app\": …"; crun: executable file `/app` not found in $PATH.
    [GeneratedRegex(
        @"(?:container process|container_linux\.go).*?\bexec: \\*""(?<program>[^""\\]+)\\*"": "
            + @"(?:(?<missing>stat .+: no such file or directory|executable file not found in \$PATH)|"
            + @"permission denied|is a directory)"
            + @"|crun: executable file [`'""](?<program>[^`'""]+)[`'""](?<missing> not found)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex NotCreated();

    // exec /app: exec format error; until 2022 standard_init_linux.go:228: exec user process caused: exec format error;
    // exec container process (missing dynamic library?) `/app`: No such file or directory; [FATAL tini (7)] exec /app
    // failed: Exec format error; of dash and bash /bin/sh: 1: /app: Exec format error.
    [GeneratedRegex(
        @"(?:^|[""\s])exec (?:user process caused:? \\*""?|"
            + @"(?:container process )?(?:\(missing dynamic library\?\) )?[`'""]?(?<program>[^\s`'"":]+)[`'""]?"
            + @"(?<tini> failed)?: )"
            + @"(?i:no such file or directory|(?<format>exec format error)|(?<closed>permission denied)|"
            + @"(?<forbidden>operation not permitted))"
            + @"|^[^:]+: (?:(?:line )?\d+: )?(?<program>[^\s:]+): (?:cannot execute binary file: )?"
            + @"(?<format>Exec format error)$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex NotExecuted();

    // qemu: uncaught target signal 11 (Segmentation fault) - core dumped; qemu-x86_64: Could not open
    // '/lib64/ld-linux-x86-64.so.2': No such file or directory; rosetta error: failed to open elf at …
    [GeneratedRegex(@"qemu: uncaught target signal |qemu-[\w-]+: Could not open '|rosetta error: ")]
    private static partial Regex Emulator();

    // /app: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /app)
    // /app: error while loading shared libraries: libpq.so.5: cannot open shared object file: No such file or directory
    // Error loading shared library libpq.so.5: No such file or directory (needed by /app)
    // Error relocating /app: __printf_chk: symbol not found; of C++ (_Z…) it may be any library's
    // bash: /app: /lib/ld-musl-x86_64.so.1: bad ELF interpreter: No such file or directory
    [GeneratedRegex(
        @"version [`'](?<release>GLIBC)\S*' not found \(required by (?<program>[^)]+)\)"
            + @"|(?:^|\s)(?<program>\S+): error while loading shared libraries: (?<library>[^:]+): cannot open shared "
            + @"|Error loading shared library (?<library>[^:]+): No such file .* \(needed by (?<program>[^)]+)\)"
            + @"|Error relocating (?<program>[^:]+): (?!_Z)\S+: symbol not found"
            + @"|(?:^|\s)(?<program>[^\s:]+): \S+: bad ELF interpreter: ",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Loader();

    // glibc's own parts under the names that programs ask for, and musl's.
    [GeneratedRegex(@"^(?:ld-linux\S*|ld-musl\S*|lib(?:c|m|dl|rt|pthread|resolv|c\.musl-\w+)\.so\S*)$")]
    private static partial Regex CLibrary();
}

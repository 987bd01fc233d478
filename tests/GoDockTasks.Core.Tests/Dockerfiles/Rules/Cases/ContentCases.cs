using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

/// <summary>
/// What is in a stage's image when something takes, compiles or starts it: 2120 to 2129, 2407 to 2409.
/// </summary>
internal static partial class ContentCases
{
    private const string Runtime =
        "FROM scratch\nCOPY --from=build /out/orders /orders\nUSER 65532:65532\nENTRYPOINT [\"/orders\"]\n";

    public static IEnumerable<RuleCase> All =>
        [.. Imports, .. Stages, .. Copies, .. Runs, .. Starts, .. Scripts, .. Names, .. Arguments, .. Outputs];

    /// <summary>
    /// Without the Dockerfile in what is copied: a builder takes the same steps of several cases from its cache.
    /// </summary>
    private static IReadOnlyDictionary<string, string> Plain { get; } =
        RuleCases.Plain.With(".dockerignore", "Dockerfile\n.dockerignore\n");

    /// <summary>A program with a package of its own.</summary>
    private static IReadOnlyDictionary<string, string> WithPackage { get; } =
        new Dictionary<string, string>
        {
            ["go.mod"] = "module example.com/orders\n\ngo 1.21\n",
            ["main.go"] =
                "package main\n\nimport (\n\t\"fmt\"\n\n\t\"example.com/orders/internal/money\"\n)\n\n"
                + "func main() { fmt.Println(money.Euro) }\n",
            ["internal/money/money.go"] = "package money\n\nconst Euro = \"EUR\"\n",
        };

    private static IEnumerable<RuleCase> Imports =>
        [
            new("GDT2120", "only the files at the top are copied")
            {
                Fault =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY go.mod ./\n"
                    + "COPY *.go ./\nRUN go build -o /out/orders .\n"
                    + Runtime,
                At = [(5, 6)],
                Mended =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY go.mod ./\n"
                    + "COPY *.go ./\nCOPY internal internal\nRUN go build -o /out/orders .\n"
                    + Runtime,
                Files = WithPackage,
                Effect = RealEffect.BuildFails,
                Extract = "no required module provides package example.com/orders/internal/money",
            },
            new("GDT2120", "a package of a module in the repository")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod ./\n"
                    + "COPY money/go.mod money/money.go money/\nCOPY main.go ./\nRUN go build -o /orders .\n",
                At = [(4, 19)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod ./\nCOPY money money/\nCOPY main.go ./\n"
                    + "RUN go build -o /orders .\n",
                Files = RuleCases
                    .Module.With(
                        "money/money.go",
                        "package money\n\nimport \"example.com/money/round\"\n\n"
                            + "func Euro(amount int) string { return round.Up(amount) }\n"
                    )
                    .With("money/round/round.go", "package round\n\nfunc Up(amount int) string { return \"5 EUR\" }\n"),
                Effect = RealEffect.BuildFails,
                Extract = "example.com/money/round",
            },
            new("GDT2120", "a member of the workspace without its packages; one that is made in the image")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.work ./\nCOPY orders orders\n"
                    + "COPY money/go.mod money/\nRUN go build -o /out ./orders\n",
                At = [(4, 6)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.work ./\nCOPY orders orders\n"
                    + "COPY money/go.mod money/\nRUN sh -c 'echo package money >money/money.go; echo \"const "
                    + "Euro = 5\" >>money/money.go'\nRUN go build -o /out ./orders\n",
                Files = new Dictionary<string, string>
                {
                    ["go.work"] = "go 1.21\n\nuse (\n\t./orders\n\t./money\n)\n",
                    ["orders/go.mod"] = "module example.com/orders\n\ngo 1.21\n",
                    ["orders/main.go"] =
                        "package main\n\nimport \"example.com/money\"\n\nfunc main() { println(money.Euro) }\n",
                    ["money/go.mod"] = "module example.com/money\n\ngo 1.21\n",
                    ["money/money.go"] = "package money\n\nconst Euro = 5\n",
                },
                Effect = RealEffect.BuildFails,
                Extract = "example.com/money",
            },
        ];

    private static IEnumerable<RuleCase> Stages =>
        [
            new("GDT2121", "a slip of the finger")
            {
                Fault =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /out/orders .\n\nFROM scratch\nCOPY --from=biuld /out/orders /orders\n",
                At = [(8, 6)],
                Mended =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /out/orders .\n\nFROM scratch\nCOPY --from=BUILD /out/orders /orders\n",
                Files = Plain,
                Effect = RealEffect.BuildFails,
                Extract = "biuld",
            },
            new("GDT2121", "a number, a stage below, the stage itself, and FROM")
            {
                Fault =
                    "FROM busybox:1.35 AS tools\nFROM tolos AS more\nCOPY --from=7 /a /a\n"
                    + "COPY --from=final /b /b\nCOPY --from=more /c /c\n"
                    + "RUN --mount=from=tolls,target=/t true\nFROM scratch AS final\nCOPY --from=more /a /a\n",
                At = [(2, 6), (3, 6), (4, 6), (5, 6), (6, 5)],
                Mended =
                    "FROM busybox:1.35 AS tools\nFROM tools AS more\nCOPY --from=0 /a /a\n"
                    + "COPY --from=bash /b /b\nCOPY --from=assets /c /c\n"
                    + "RUN --mount=from=tools,target=/t true\nFROM scratch AS final\nCOPY --from=more /a /a\n",
            },
            new("GDT2121", "the number of the stage itself")
            {
                Fault = "FROM busybox:1.35\nCOPY main.go /a\nFROM scratch\nCOPY --from=1 /a /a\n",
                At = [(4, 6)],
                Mended = "FROM busybox:1.35\nCOPY main.go /a\nFROM scratch\nCOPY --from=0 /a /a\n",
                Effect = RealEffect.BuildFails,
                Extract = "circular dependency detected on stage",
            },
        ];

    private static IEnumerable<RuleCase> Copies =>
        [
            new("GDT2122", "a program under another name")
            {
                Fault =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o orders .\nFROM scratch\nCOPY --from=build /src/order /orders\n",
                At = [(7, 19)],
                Mended =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o orders .\nFROM scratch\nCOPY --from=build /src/orders /orders\n",
                Files = Plain,
                Effect = RealEffect.BuildFails,
                Extract = "/src/order",
            },
            new("GDT2122", "go build names the program after the module")
            {
                Fault =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY go.mod main.go ./\n"
                    + "RUN go build .\nFROM scratch\nCOPY --from=build /src/src /orders\n",
                At = [(7, 19)],
                Mended =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY go.mod main.go ./\n"
                    + "RUN go build .\nFROM scratch\nCOPY --from=build /src/orders /orders\n",
                Files = Plain,
                Effect = RealEffect.BuildFails,
                Extract = "/src/src",
            },
            new("GDT2122", "-o names a folder that is there")
            {
                Fault =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n"
                    + "RUN mkdir -p /out && go build -o /out ./cmd/api\nFROM scratch\n"
                    + "COPY --from=build /out/orders /orders\n",
                At = [(7, 19)],
                Mended =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n"
                    + "RUN mkdir -p /out && go build -o /out ./cmd/api\nFROM scratch\n"
                    + "COPY --from=build /out/api /orders\n",
                Files = Plain.With("cmd/api/main.go", "package main\n\nfunc main() { println(1) }\n"),
                Effect = RealEffect.BuildFails,
                Extract = "/out/orders",
            },
            new("GDT2122", "a program that was written into a cache mount")
            {
                Fault =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n"
                    + "RUN --mount=type=cache,target=/out go build -o /out/orders .\nFROM scratch\n"
                    + "COPY --from=build /out/orders /orders\n",
                At = [(7, 19)],
                Mended =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n"
                    + "RUN --mount=type=cache,target=/out go build -o /out/orders . && cp /out/orders "
                    + "/orders\nFROM scratch\nCOPY --from=build /orders /orders\n",
                Files = Plain,
                Effect = RealEffect.BuildFails,
                Extract = "/out/orders",
            },
            new("GDT2122", "what may have been made stays unknown")
            {
                Fault =
                    "FROM alpine:3.22 AS build\nRUN mkdir /data\nFROM scratch\n"
                    + "COPY --from=build /data /app/x /srv/\nRUN "
                    + "--mount=from=build,source=/nothing,target=/x [\"/x/y\"]\n",
                At = [(4, 25), (5, 5)],
                Mended =
                    "FROM alpine:3.22 AS build\nWORKDIR /app\nRUN apk add --no-cache x && make\n"
                    + "FROM scratch\nCOPY --from=build /app/ /app/x /etc/passwd /opt/x/y /app/*.z /srv/\n"
                    + "COPY --from=build --parents /app/z /\n",
            },
        ];

    private static IEnumerable<RuleCase> Runs =>
        [
            new("GDT2123", "no shell")
            {
                Fault = "FROM gcr.io/distroless/static-debian12:nonroot\nRUN mkdir -p /data\n",
                At = [(2, 1)],
                Mended =
                    "FROM busybox:1.35 AS folder\nRUN mkdir -p /data\n"
                    + "FROM gcr.io/distroless/static-debian12:nonroot\nCOPY --from=folder /data /data\n",
                Effect = RealEffect.BuildFails,
                Extract = "/bin/sh",
            },
            new("GDT2123", "a shell of its own, and one that is copied or mounted")
            {
                Fault = "FROM alpine:3.22\nSHELL [\"/bin/bash\", \"-c\"]\nRUN true\n",
                At = [(3, 1)],
                Mended =
                    "FROM alpine:3.22 AS with\nRUN apk add --no-cache bash\nSHELL [\"/bin/bash\", \"-c\"]\n"
                    + "RUN true\nFROM scratch\nCOPY --from=busybox:1.35 /bin/ /bin/\nRUN true\nFROM scratch\n"
                    + "RUN --mount=from=busybox:1.35,source=/bin,target=/bin true\n",
            },
            new("GDT2123", "bash on Alpine; a shell that is copied, and the one that is there")
            {
                Fault = "FROM alpine:3.22\nSHELL [\"/bin/bash\", \"-c\"]\nRUN true\n",
                At = [(3, 1)],
                Mended =
                    "FROM alpine:3.22\nCOPY --from=busybox:1.35 /bin/busybox /opt/sh\nSHELL [\"/opt/sh\", \"-c\"]\n"
                    + "RUN true\nSHELL [\"/bin/sh\", \"-c\"]\nRUN true\n",
                Files = Plain,
                Effect = RealEffect.BuildFails,
                Extract = "/bin/bash",
            },
            new("GDT2123", "a script for bash, in the shell of Alpine")
            {
                Fault = "FROM alpine:3.22\nRUN set -e; bash --version\n",
                At = [(2, 13)],
                Mended = "FROM alpine:3.22\nRUN set -e; sh --help\n",
                Files = Plain,
                Effect = RealEffect.BuildFails,
                Extract = "bash: not found",
            },
            new("GDT2123", "go and make where they aren't")
            {
                Fault =
                    "FROM alpine:3.22 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n"
                    + "FROM build\nRUN make all\n",
                At = [(4, 5), (6, 5)],
                Mended =
                    "FROM alpine:3.22 AS build\nRUN apk add --no-cache go make\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /orders .\nFROM build\nRUN make all || true\n",
                Files = Plain,
            },
            new("GDT2123", "make on Alpine")
            {
                Fault = "FROM alpine:3.22\nWORKDIR /src\nCOPY . .\nRUN make all\n",
                At = [(4, 5)],
                Mended =
                    "FROM alpine:3.22\nWORKDIR /src\nCOPY . .\nRUN make all || true\n"
                    + "RUN if false; then make all; curl x; fi\nRUN PATH=$PATH:/x make || exit 0\n",
                Files = Plain,
                Effect = RealEffect.BuildFails,
                Extract = "make: not found",
            },
            new("GDT2123", "a file that isn't copied yet")
            {
                Fault =
                    "FROM busybox:1.35 AS one\nWORKDIR /src\nRUN [\"/src/setup\"]\n"
                    + "FROM busybox:1.35 AS two\nWORKDIR /src\nRUN ./setup.sh && echo x\nFROM scratch\n"
                    + "COPY --from=one /a /\nCOPY --from=two /b /\n",
                At = [(3, 6), (6, 5)],
                Mended =
                    "FROM busybox:1.35\nWORKDIR /src\nCOPY main.go /src/setup\nCOPY main.go /src/setup.sh\n"
                    + "RUN [\"/src/setup\"]\nRUN ./setup.sh && echo x\n",
            },
        ];

    private static IEnumerable<RuleCase> Starts =>
        [
            new("GDT2407", "the program lies elsewhere")
            {
                Fault =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /out/orders .\nFROM scratch\nCOPY --from=build /out/orders "
                    + "/usr/local/bin/orders\nENTRYPOINT [\"/app/orders\"]\n",
                At = [(8, 13)],
                Mended =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /out/orders .\nFROM scratch\nCOPY --from=build /out/orders "
                    + "/usr/local/bin/orders\nENTRYPOINT [\"/usr/local/bin/orders\"]\n",
                Files = Plain,
                Effect = RealEffect.ContainerFails,
                Extract = "/app/orders",
            },
            new("GDT2407", "a folder")
            {
                Fault =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /app\nCOPY . .\n"
                    + "RUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\n"
                    + "ENTRYPOINT [\"/app\"]\n",
                At = [(8, 13)],
                Mended =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /app\nCOPY . .\n"
                    + "RUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\n"
                    + "ENTRYPOINT [\"/app/orders\"]\n",
                Files = Plain,
                Effect = RealEffect.ContainerFails,
                Extract = "permission denied",
            },
            new("GDT2407", "not in PATH")
            {
                Fault =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /out/orders .\nFROM busybox:1.35\nWORKDIR /app\n"
                    + "COPY --from=build /out/orders ./\nENTRYPOINT [\"orders\"]\n",
                At = [(9, 13)],
                Mended =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /out/orders .\nFROM busybox:1.35\nWORKDIR /app\n"
                    + "COPY --from=build /out/orders ./\nENTRYPOINT [\"./orders\"]\n",
                Files = Plain,
                Effect = RealEffect.ContainerFails,
                Extract = "executable file not found in $PATH",
            },
            new("GDT2407", "a variable in an array, and CMD alone")
            {
                Fault = "FROM scratch\nENV APP=/orders\nCOPY main.go /orders\nCMD [\"$APP\"]\n",
                At = [(4, 6)],
                Mended = "FROM scratch\nENV APP=/orders PATH=/\nCOPY main.go /orders\nCMD [\"orders\"]\n",
            },
            new("GDT2407", "a health check that can't be asked")
            {
                Fault = "FROM busybox:1.35\nCOPY main.go /orders\nHEALTHCHECK CMD [\"/check\"]\nENTRYPOINT /orders\n",
                At = [(3, 18)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM busybox:1.35\nCOPY main.go /orders\nCOPY main.go /check\n"
                    + "HEALTHCHECK CMD [\"/check\"]\nENTRYPOINT /orders\n",
            },
            new("GDT2407", "a health check by a program that Alpine doesn't have")
            {
                Fault =
                    "FROM alpine:3.22\nHEALTHCHECK --interval=50ms --retries=1 CMD [\"curl\", "
                    + "\"--version\"]\nCMD [\"sleep\", \"60\"]\n",
                At = [(2, 46)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM alpine:3.22\nHEALTHCHECK --interval=50ms --retries=1 CMD [\"wget\", \"--help\"]\n"
                    + "CMD [\"sleep\", \"60\"]\n",
                Files = Plain,
                Effect = RealEffect.Unhealthy,
            },
            new("GDT2407", "a health check in a shell, by a program that isn't there")
            {
                Fault =
                    "FROM alpine:3.22\nHEALTHCHECK --interval=50ms --retries=1 CMD curl -f "
                    + "http://localhost/ || exit 1\nCMD [\"sleep\", \"60\"]\n",
                At = [(2, 45)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM alpine:3.22\nHEALTHCHECK --interval=50ms --retries=1 CMD wget --help || exit 1\n"
                    + "CMD [\"sleep\", \"60\"]\n",
                Files = Plain,
                Effect = RealEffect.Unhealthy,
            },
            new("GDT2407", "shell form; what may have come from elsewhere")
            {
                Fault = "FROM busybox:1.35\nCOPY main.go /orders\nENTRYPOINT exec /order --all\n",
                At = [(3, 12)],
                Mended =
                    "FROM busybox:1.35\nWORKDIR /app\nCOPY . .\nCOPY --from=somewhere /x /order\n"
                    + "ENTRYPOINT exec ./made-before --all\nCMD [\"/order\"]\n",
            },
        ];
}

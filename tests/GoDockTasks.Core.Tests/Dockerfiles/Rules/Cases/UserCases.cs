using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static class UserCases
{
    public static IEnumerable<RuleCase> All => [.. Root, .. Named, .. SecretCases.All, .. RightsCases.All];

    private static IEnumerable<RuleCase> Root =>
        [
            new("GDT2301", "nobody is named")
            {
                Fault = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app .
                    FROM alpine:3.22
                    COPY --from=build /app /app
                    CMD ["/app"]
                    """,
                At = [(5, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app .
                    FROM alpine:3.22
                    COPY --from=build /app /app
                    USER 65532:65532
                    CMD ["/app"]
                    """,
                Effect = RealEffect.RunsAsRoot,
            },
            new("GDT2301", "root by number, after another user")
            {
                Fault = """
                    FROM alpine:3.22
                    USER 65532
                    ARG WHO=0
                    USER ${WHO}:0
                    CMD ["id"]
                    """,
                At = [(4, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = """
                    FROM alpine:3.22
                    USER 0
                    ARG WHO=65532
                    USER ${WHO}:0
                    CMD ["id"]
                    """,
                Effect = RealEffect.RunsAsRoot,
            },
            new("GDT2301", "an earlier stage says it")
            {
                Fault = """
                    FROM alpine:3.22 AS base
                    USER root
                    FROM base
                    CMD ["id"]
                    """,
                At = [(2, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = """
                    FROM alpine:3.22 AS base
                    USER 65532
                    FROM base
                    CMD ["id"]
                    """,
                Effect = RealEffect.RunsAsRoot,
            },
            new("GDT2301", "a base image's user is its own affair")
            {
                Fault = "FROM gcr.io/distroless/static-debian12:debug\nCMD [\"id\"]\n",
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM gcr.io/distroless/static-debian12:nonroot\nCMD [\"id\"]\n",
            },
            new("GDT2301", "an unknown base image")
            {
                Fault = "FROM registry.example.com/base:1\nUSER 00\nCMD [\"/app\"]\n",
                At = [(2, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM registry.example.com/base:1\nCMD [\"/app\"]\n",
            },
            new("GDT2301", "a digest that doesn't tell which distroless image it is")
            {
                Fault = "FROM scratch\nCOPY main.go /\nENTRYPOINT [\"/app\"]\n",
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM gcr.io/distroless/static-debian12@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nENTRYPOINT [\"/app\"]\n",
            },
            new("GDT2301", "a last stage that only checks")
            {
                Fault =
                    "FROM golang:1.27 AS base\nWORKDIR /src\nCOPY . .\nFROM base\nRUN go vet ./...\n"
                    + "CMD [\"go\", \"test\"]\n",
                At = [(4, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM golang:1.27 AS base\nWORKDIR /src\nCOPY . .\nFROM base\nRUN go vet ./...\n",
            },
            new("GDT2301", "only files, which nothing starts")
            {
                Fault = "FROM scratch\nCOPY main.go /\nCMD [\"/app\"]\n",
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM scratch\nCOPY main.go /\n",
            },
            new("GDT2301", "a start script that gives up its rights")
            {
                Fault = "FROM alpine:3.22\nCOPY start.sh /\nENTRYPOINT [\"/start.sh\"]\n",
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM alpine:3.22\nCOPY start.sh /\nENTRYPOINT [\"/start.sh\"]\n",
                Files = RuleCases.Module.With("start.sh", "#!/bin/sh\nexec /app\n"),
                MendedFiles = new Dictionary<string, string> { ["start.sh"] = "#!/bin/sh\nexec su-exec app /app\n" },
            },
        ];

    private static IEnumerable<RuleCase> Named =>
        [
            new("GDT2302", "a user that the image doesn't have")
            {
                Fault = """
                    FROM alpine:3.22
                    USER app
                    CMD ["true"]
                    """,
                At = [(2, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = """
                    FROM alpine:3.22
                    USER 65532
                    CMD ["true"]
                    """,
                Effect = RealEffect.ContainerFails,
                Extract = "unable to find user app",
            },
            new("GDT2302", "nobody in scratch, where a program is all there is")
            {
                Fault = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app .
                    FROM scratch
                    COPY --from=build /app /
                    USER nobody
                    ENTRYPOINT ["/app"]
                    """,
                At = [(7, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app .
                    FROM scratch
                    COPY --from=build /app /
                    USER 65534:65534
                    ENTRYPOINT ["/app"]
                    """,
                Effect = RealEffect.ContainerFails,
                Extract = "unable to find user nobody",
            },
            new("GDT2302", "a user that is made has a number, too")
            {
                Fault = """
                    FROM alpine:3.22
                    RUN adduser -D -u 1001 app
                    ARG WHO=app
                    USER ${WHO}:app
                    """,
                At = [(4, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = """
                    FROM alpine:3.22
                    RUN adduser -D -u 1001 app
                    ARG WHO
                    USER ${WHO}:app
                    """,
            },
            new("GDT2302", "distroless' own user, in an earlier stage")
            {
                Fault = "FROM gcr.io/distroless/static-debian12:nonroot AS base\nUSER nonroot\nFROM base\n",
                At = [(2, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended =
                    "FROM gcr.io/distroless/static-debian12:nonroot AS base\nUSER nonroot\nFROM base\nUSER 65532\n",
            },
        ];
}

using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static partial class LayoutCases
{
    private const string InC =
        "package main\n\n// static int five(void) { return 5; }\nimport \"C\"\n\n"
        + "func five() int { return int(C.five()) }\n";
    private const string InGo = "//go:build !cgo\n\npackage main\n\nfunc five() int { return 5 }\n";

    private static IReadOnlyDictionary<string, string> UsingC { get; } =
        RuleCases
            .Plain.With("main.go", "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(five()) }\n")
            .With("five.go", InC);

    private static IReadOnlyDictionary<string, string> Serving { get; } =
        RuleCases.Plain.With(
            "main.go",
            "package main\n\nimport \"net/http\"\n\nfunc main() { http.ListenAndServe(\":8080\", nil) }\n"
        );

    private static IEnumerable<RuleCase> Cgo =>
        [
            new("GDT2116", "switched off, and a file imports C")
            {
                Fault = "FROM golang:1.27\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(2, 17)],
                Mended = "FROM golang:1.27\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                Files = UsingC,
                MendedFiles = new Dictionary<string, string> { ["five_go.go"] = InGo },
                Effect = RealEffect.BuildFails,
                Extract = "undefined: five",
            },
            new("GDT2116", "switched off for one command")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 GOOS=linux go build -o /orders .\n",
                At = [(4, 33)],
                Mended =
                    "FROM golang:1.27\nARG CGO_ENABLED\nWORKDIR /src\nCOPY . .\nRUN GOOS=linux go build -o /orders .\n",
                Files = UsingC,
            },
            new("GDT2116", "no compiler on Alpine")
            {
                Fault = "FROM golang:1.27-alpine\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(4, 8)],
                Mended =
                    "FROM golang:1.27-alpine\nRUN apk add --no-cache build-base\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /orders .\n",
                Files = UsingC,
            },
            new("GDT2116", "a compiler without the headers of the C library")
            {
                Fault =
                    "FROM golang:1.27-alpine\nRUN apk add --no-cache gcc\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /orders .\n",
                At = [(5, 8)],
                Mended =
                    "FROM golang:1.27-alpine\nRUN apk add --no-cache gcc~=14 musl-dev\nWORKDIR /src\n"
                    + "COPY . .\nRUN go build -o /orders .\n",
                Files = UsingC,
            },
            new("GDT2116", "switched on without a compiler, and net is imported")
            {
                Fault =
                    "FROM golang:1.27-alpine\nENV GOOS=linux CGO_ENABLED=1\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /orders .\n",
                At = [(2, 28)],
                Mended =
                    "FROM golang:1.27-alpine\nENV GOOS=linux CGO_ENABLED=1\n"
                    + "RUN wget -O- example.com/gcc.tgz | tar xz -C /\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /orders .\n",
                Files = Serving,
            },
            new("GDT2116", "a module that is written in C, and does not compile without")
            {
                Fault = "FROM golang:1.27\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(2, 17)],
                Mended = "FROM golang:1.27\nENV CGO_ENABLED=1\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                Files = RuleCases.Plain.With(
                    "main.go",
                    "package main\n\nimport _ \"github.com/godror/godror\"\n\nfunc main() {}\n"
                ),
            },
            new("GDT2116", "race detection")
            {
                Fault = "FROM golang:1.27\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\nRUN go test -race ./...\n",
                At = [(2, 17)],
                Mended = "FROM golang:1.27\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\nRUN go test ./...\n",
                Files = RuleCases.Plain,
                Effect = RealEffect.BuildFails,
                Extract = "-race requires cgo",
            },
            new("GDT2116", "a module that is written in C, and compiles without: it fails where it is used")
            {
                Fault = "FROM golang:1.27\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(2, 17)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM golang:1.27\nENV CGO_ENABLED=1\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                Files = RuleCases.Plain.With(
                    "main.go",
                    "package main\n\nimport _ \"github.com/mattn/go-sqlite3\"\n\nfunc main() {}\n"
                ),
            },
        ];

    private static IEnumerable<RuleCase> Libc =>
        [
            new("GDT2116", "net linked with glibc, run on nothing")
            {
                Fault =
                    "FROM golang:1.27 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/orders .\n\n"
                    + "FROM scratch\nCOPY --from=build /out/orders /\nENTRYPOINT [\"/orders\"]\n",
                At = [(4, 8)],
                Mended =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /out/orders .\n\nFROM scratch\nCOPY --from=build /out/orders /\n"
                    + "ENTRYPOINT [\"/orders\"]\n",
                Files = Serving,
            },
            new("GDT2116", "glibc against musl")
            {
                Fault =
                    "FROM golang:1.27.3-bookworm AS build\nENV CGO_ENABLED=1\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /out/ .\n\nFROM alpine:3.22\nCOPY --from=build /out/orders "
                    + "/usr/bin/orders\nENTRYPOINT [\"orders\"]\n",
                At = [(2, 17)],
                Mended =
                    "FROM golang:1.27.3-bookworm AS build\nENV CGO_ENABLED=1\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /out/ .\n\nFROM debian:bookworm-slim\n"
                    + "COPY --from=build /out/orders /usr/bin/orders\nENTRYPOINT [\"orders\"]\n",
                Files = UsingC,
            },
            new("GDT2116", "musl against glibc")
            {
                Fault =
                    "FROM golang:1.27-alpine AS build\nRUN apk add build-base\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o orders .\n\nFROM gcr.io/distroless/base-debian12:nonroot\n"
                    + "COPY --from=build /src/orders /orders\nENTRYPOINT [\"/orders\"]\n",
                At = [(5, 8)],
                Mended =
                    "FROM golang:1.27-alpine AS build\nRUN apk add build-base\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -ldflags '-linkmode external -extldflags \"-static\"' -o orders .\n\n"
                    + "FROM gcr.io/distroless/base-debian12:nonroot\nCOPY --from=build /src/orders /orders\n"
                    + "ENTRYPOINT [\"/orders\"]\n",
                Files = UsingC,
            },
            new("GDT2116", "a program that links with no C library, or another one that is copied")
            {
                Fault =
                    "FROM golang:1.27 AS build\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /out/orders . && go build -o /out/check ./check\n\n"
                    + "FROM gcr.io/distroless/static-debian12:nonroot\nCOPY --from=build /out/orders /\n"
                    + "ENTRYPOINT [\"/orders\"]\n",
                At = [(4, 8)],
                Mended =
                    "FROM golang:1.27 AS build\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /out/orders . && go build -o /out/check ./check\n\n"
                    + "FROM gcr.io/distroless/static-debian12:nonroot\nCOPY --from=build /out/check /\n"
                    + "ENTRYPOINT [\"/check\"]\n",
                Files = Serving.With("check/main.go", "package main\n\nfunc main() { println(1) }\n"),
            },
            new("GDT2116", "cross-compiled")
            {
                Fault =
                    "FROM golang:1.27 AS build\nWORKDIR /src\nCOPY . .\n"
                    + "RUN GOOS=linux go build -o /out/orders .\n\nFROM alpine:3.22\n"
                    + "COPY --from=build /out/orders /\nENTRYPOINT [\"/orders\"]\n",
                At = [(4, 19)],
                Mended =
                    "FROM --platform=$BUILDPLATFORM golang:1.27 AS build\nARG TARGETARCH\nWORKDIR /src\n"
                    + "COPY . .\nRUN GOOS=linux GOARCH=$TARGETARCH go build -o /out/orders .\n\n"
                    + "FROM alpine:3.22\nCOPY --from=build /out/orders /\nENTRYPOINT [\"/orders\"]\n",
                Files = Serving,
            },
        ];

    private static IEnumerable<RuleCase> Settings =>
        [
            new("GDT2117", "GOFLAGS without a dash")
            {
                Fault =
                    "FROM golang:1.27\nENV CGO_ENABLED=0 GOFLAGS=mod=readonly\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /orders .\n",
                At = [(2, 27)],
                Mended =
                    "FROM golang:1.27\nENV CGO_ENABLED=0 GOFLAGS=-mod=readonly\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /orders .\n",
                Effect = RealEffect.BuildFails,
                Extract = "parsing $GOFLAGS",
            },
            new("GDT2117", "a blank inside of a flag")
            {
                Fault =
                    "FROM golang:1.27\nARG GOFLAGS=\"-tags=a b\"\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(2, 13)],
                Mended =
                    "FROM golang:1.27\nARG GOFLAGS=\"'-tags=a b'\"\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /orders .\n",
                Effect = RealEffect.BuildFails,
                Extract = "parsing $GOFLAGS",
            },
            new("GDT2117", "for one command")
            {
                Fault =
                    "FROM golang:1.27\nENV GOFLAGS=-modcacherw\nWORKDIR /src\nCOPY . .\n"
                    + "RUN GOFLAGS=modcacherw go build -o /orders .\n",
                At = [(5, 27)],
                Mended =
                    "FROM golang:1.27\nENV GOFLAGS=modcacherw\nWORKDIR /src\nCOPY . .\n"
                    + "RUN GOFLAGS=-modcacherw go build -o /orders .\n",
                Effect = RealEffect.BuildFails,
                Extract = "parsing $GOFLAGS",
            },
            new("GDT2117", "modules switched off")
            {
                Fault = "FROM golang:1.27\nENV GO111MODULE=off\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(2, 17)],
                Mended = "FROM golang:1.27\nENV GO111MODULE=on\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                Effect = RealEffect.BuildFails,
                Extract = "example.com/money",
            },
        ];

    private static IEnumerable<RuleCase> Stamps =>
        [
            new("GDT2118", ".git in the context")
            {
                Fault = "FROM golang:1.27-bookworm\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(3, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM golang:1.27-bookworm\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                Files = RuleCases.Plain.With(".git/HEAD", "ref: refs/heads/main\n"),
                MendedFiles = new Dictionary<string, string> { [".dockerignore"] = ".git\n" },
                Effect = RealEffect.BuildFails,
                Extract = "error obtaining VCS status",
            },
            new("GDT2118", "stamping is switched off")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY .git .git\nCOPY . .\nRUN go install ./...\n",
                At = [(4, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nENV GOFLAGS=\"-trimpath -buildvcs=false\"\nWORKDIR /src\n"
                    + "COPY .git .git\nCOPY . .\nRUN go install ./...\n",
                Files = RuleCases.Plain.With(".git/HEAD", "ref: refs/heads/main\n"),
            },
            new("GDT2118", "no git to ask")
            {
                Fault =
                    "FROM golang:1.27-alpine\nRUN apk add --no-cache git\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /orders .\n",
                At = [(4, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM golang:1.27-alpine\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                Files = RuleCases.Plain.With(".git/HEAD", "ref: refs/heads/main\n"),
            },
            new("GDT2118", "a Go that doesn't stamp, and a repository above the module")
            {
                Fault = "FROM golang:1.19\nWORKDIR /src\nCOPY . .\nWORKDIR orders\nRUN go build -o /orders .\n",
                At = [(3, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM golang:1.17\nWORKDIR /src\nCOPY . .\nWORKDIR orders\nRUN go build -o /orders .\n",
                Files = Workspace.Without("go.work").With(".git/HEAD", "ref: refs/heads/main\n"),
            },
        ];
}

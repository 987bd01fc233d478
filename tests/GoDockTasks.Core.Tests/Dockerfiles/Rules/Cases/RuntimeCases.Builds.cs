using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static partial class RuntimeCases
{
    private static IEnumerable<RuleCase> Toolchains =>
        [
            new("GDT2404", "one stage for everything")
            {
                Fault = """
                    FROM golang:1.27
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app .
                    CMD ["/app"]
                    """,
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app .
                    FROM scratch
                    COPY --from=build /app /app
                    CMD ["/app"]
                    """,
                Effect = RealEffect.InImage,
                Extract = "/usr/local/go/bin/go",
            },
            new("GDT2404", "the last stage is made of the first, unless it is there to run go")
            {
                Fault = "FROM golang:1.27 AS build\nWORKDIR /src\nFROM build\nCMD [\"/app\"]\n",
                At = [(3, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM golang:1.27 AS build\nWORKDIR /src\nFROM build\nCMD [\"go\", \"test\", \"./...\"]\n",
            },
        ];

    private static IEnumerable<RuleCase> Repeated =>
        [
            new("GDT2405", "no -trimpath")
            {
                Fault = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app .
                    FROM scratch
                    COPY --from=build /app /app
                    """,
                At = [(4, 22)],
                Severity = DiagnosticSeverity.Message,
                Mended = """
                    FROM golang:1.27 AS build
                    ENV GOFLAGS=-trimpath
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app . && go test . && go build -trimpath -o /app .
                    FROM scratch
                    COPY --from=build /app /app
                    """,
            },
            new("GDT2405", "the same sources in another folder")
            {
                Fault = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app .
                    FROM scratch
                    COPY --from=build /app /app
                    """,
                At = [(4, 22)],
                Severity = DiagnosticSeverity.Message,
                Mended = """
                    FROM golang:1.27 AS build
                    RUN CGO_ENABLED=0 go build -trimpath runtime
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -trimpath -o /app .
                    FROM scratch
                    COPY --from=build /app /app
                    """,
                Files = RuleCases.Plain,
                Effect = RealEffect.AnotherFolder,
            },
            new("GDT2405", ".git is there, and its state gets into the program")
            {
                Fault = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN go install -trimpath .
                    FROM scratch
                    COPY --from=build /go/bin/orders /app
                    """,
                At = [(4, 8)],
                Severity = DiagnosticSeverity.Message,
                Mended = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN go install -trimpath -buildvcs=false .
                    FROM scratch
                    COPY --from=build /go/bin/orders /app
                    """,
                Files = RuleCases.Module.With(".git/HEAD", "ref: refs/heads/main\n"),
            },
            new("GDT2405", "without git nothing is stamped")
            {
                Fault =
                    "FROM golang:1.27-alpine\nRUN apk add --no-cache git\nCOPY . /src\nWORKDIR /src\n"
                    + "RUN go build -trimpath .\n",
                At = [(5, 8)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM golang:1.27-alpine\nCOPY . /src\nWORKDIR /src\nRUN go build -trimpath .\n",
                Files = RuleCases.Module.With(".git/HEAD", "ref: refs/heads/main\n"),
            },
            new("GDT2405", "the time of the build, directly and by a variable of the shell")
            {
                Fault = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN go build -trimpath -ldflags "-X main.when=$(date -u +%F)" -o /app .
                    RUN WHEN=$(date +%s) && \
                        go build -trimpath -ldflags="-X main.when=${WHEN}" -o /app .
                    FROM scratch
                    COPY --from=build /app /app
                    """,
                At = [(4, 33), (6, 24)],
                Severity = DiagnosticSeverity.Message,
                Mended = """
                    ARG GOFLAGS
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    ARG WHEN
                    RUN go build -trimpath -ldflags "-X main.when=$(date -u -d @0 +%F)" -o /app .
                    RUN go build -trimpath -ldflags="-X main.when=${WHEN}" -o /app .
                    FROM scratch
                    COPY --from=build /app /app
                    """,
            },
            new("GDT2405", "flags that only a build knows")
            {
                Fault = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN go build -v -o /app .
                    FROM scratch
                    COPY --from=build /app /app
                    """,
                At = [(4, 8)],
                Severity = DiagnosticSeverity.Message,
                Mended = """
                    FROM golang:1.27 AS build
                    ARG GOFLAGS
                    WORKDIR /src
                    COPY . .
                    RUN go build -v -o /app .
                    RUN go install example.com/tool@v1.2.3
                    FROM scratch
                    COPY --from=build /app /app
                    """,
            },
        ];

    private static IEnumerable<RuleCase> Platforms =>
        [
            new("GDT2406", "FROM and ENV name one")
            {
                Fault = """
                    FROM --platform=linux/amd64 golang:1.27 AS build
                    ENV GOOS=linux GOARCH=amd64
                    FROM scratch
                    COPY --from=build /go /go
                    """,
                At = [(1, 6), (2, 16)],
                Severity = DiagnosticSeverity.Message,
                Mended = """
                    ARG PLATFORM=linux/amd64
                    FROM --platform=$BUILDPLATFORM golang:1.27 AS build
                    ARG TARGETARCH
                    ENV GOOS=linux GOARCH=$TARGETARCH
                    FROM --platform=$PLATFORM scratch
                    COPY --from=build /go /go
                    """,
            },
            new("GDT2406", "a command names one; several are meant")
            {
                Fault = "FROM golang:1.27\nRUN CGO_ENABLED=0 GOARCH=amd64 go version\n",
                At = [(2, 19)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM golang:1.27\nRUN GOARCH=amd64 go version && GOARCH=arm64 go version\n",
            },
            new("GDT2406", "wasm is for no image")
            {
                Fault = "FROM golang:1.27\nRUN export GOARCH=\"arm64\" && go version\n",
                At = [(2, 12)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM golang:1.27\nARG GOARCH=arm64\nRUN GOOS=js GOARCH=wasm go version\n",
            },
        ];
}

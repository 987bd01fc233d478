using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static class RuntimeCases
{
    public static IEnumerable<RuleCase> All => [.. Certificates, .. TimeZones, .. ShellForms, .. Toolchains, .. Repeated, .. Platforms];

    private static IReadOnlyDictionary<string, string> Asking { get; } = RuleCases.Plain.With("main.go", """
        package main

        import (
            "fmt"
            "net/http"
        )

        // tls.Dial is what http calls.
        func main() {
            answer, err := http.Get("https://orders.example.com/")
            fmt.Println(answer, err)
        }
        """);

    private static IReadOnlyDictionary<string, string> Zoned { get; } = RuleCases.Plain.With("main.go", """
        package main

        import (
            "fmt"

            "example.com/orders/clock"
        )

        func main() { fmt.Println(clock.Berlin()) }
        """).With("clock/clock.go", """
        package clock

        import "time"

        func Berlin() *time.Location {
            zone, err := time.LoadLocation("Europe/Berlin")
            if err != nil {
                panic(err)
            }
            return zone
        }
        """);

    private static IEnumerable<RuleCase> Certificates =>
    [
        new("GDT2401", "https from scratch")
        {
            Fault = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /app .
                FROM scratch
                COPY --from=build /app /app
                ENTRYPOINT ["/app"]
                """,
            At = [(5, 6)],
            Severity = DiagnosticSeverity.Warning,
            Mended = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /app .
                FROM scratch
                COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
                COPY --from=build /app /app
                ENTRYPOINT ["/app"]
                """,
            Files = Asking,
        },
        new("GDT2401", "https from a slim Debian, but not http")
        {
            Fault = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /app .
                FROM debian:bookworm-slim
                COPY --from=build /app /
                """,
            At = [(5, 6)],
            Severity = DiagnosticSeverity.Warning,
            Mended = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /app .
                FROM debian:bookworm-slim
                COPY --from=build /app /
                """,
            Files = Asking,
            MendedFiles = new Dictionary<string, string> { ["main.go"] = Asking["main.go"].Replace("https:", "http:", StringComparison.Ordinal) + "\n// https://orders.example.com\n" },
        },
        new("GDT2401", "a file that is never compiled")
        {
            Fault = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /app .
                FROM scratch
                COPY --from=build /app /app
                """,
            At = [(5, 6)],
            Severity = DiagnosticSeverity.Warning,
            Mended = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /app .
                FROM scratch
                COPY --from=build /app /app
                """,
            Files = RuleCases.Plain.With("fetch.go", Asking["main.go"].Replace("func main", "func init", StringComparison.Ordinal)),
            MendedFiles = new Dictionary<string, string> { ["fetch.go"] = "//go:build ignore\n\n" + Asking["main.go"] },
        },
        new("GDT2401", "distroless has certificates")
        {
            Fault = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /app .
                FROM scratch
                COPY --from=build /app /app
                """,
            At = [(5, 6)],
            Severity = DiagnosticSeverity.Warning,
            Mended = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /app .
                FROM gcr.io/distroless/static-debian12:nonroot
                COPY --from=build /app /app
                """,
            Files = Asking,
        },
        new("GDT2401", "a package that installs them, and files of the context")
        {
            Fault = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /out/app .
                FROM ubuntu:24.04
                COPY main.go /etc/orders/
                COPY --from=build /out /opt
                """,
            At = [(5, 6)],
            Severity = DiagnosticSeverity.Warning,
            Mended = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /out/app .
                FROM ubuntu:24.04
                RUN apt-get update && apt-get install -y ca-certificates
                COPY --from=build /out /opt
                """,
            Files = Asking,
        },
    ];

    private static IEnumerable<RuleCase> TimeZones =>
    [
        new("GDT2402", "a package of the module loads a zone")
        {
            Fault = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -trimpath -o /app .
                FROM scratch
                COPY --from=build /app /app
                ENTRYPOINT ["/app"]
                """,
            At = [(5, 6)],
            Severity = DiagnosticSeverity.Warning,
            Mended = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -trimpath -tags timetzdata -o /app .
                FROM scratch
                COPY --from=build /app /app
                ENTRYPOINT ["/app"]
                """,
            Files = Zoned,
            Effect = RealEffect.ContainerFails,
            Extract = "unknown time zone Europe/Berlin",
        },
        new("GDT2402", "the program has them built in by an import")
        {
            Fault = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -trimpath -o /app example.com/orders
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
                RUN CGO_ENABLED=0 go build -trimpath -o /app example.com/orders
                FROM alpine:3.22
                COPY --from=build /app /app
                CMD ["/app"]
                """,
            Files = Zoned,
            MendedFiles = new Dictionary<string, string> { ["zones.go"] = "package main\n\nimport _ \"time/tzdata\"\n" },
            Effect = RealEffect.ContainerFails,
            Extract = "unknown time zone Europe/Berlin",
        },
        new("GDT2402", "the zones are copied")
        {
            Fault = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -trimpath -o /app .
                FROM alpine:3.22
                RUN mkdir /data
                COPY --from=build /app /app
                """,
            At = [(5, 6)],
            Severity = DiagnosticSeverity.Warning,
            Mended = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -trimpath -o /app .
                FROM alpine:3.22
                RUN apk add tzdata
                COPY --from=build /app /app
                """,
            Files = Zoned,
        },
        new("GDT2402", "TZ names a zone that isn't there")
        {
            Fault = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /app .
                FROM scratch
                ENV LANG=C TZ=Europe/Berlin
                COPY --from=build /app /app
                """,
            At = [(6, 12)],
            Severity = DiagnosticSeverity.Warning,
            Mended = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /app .
                FROM scratch
                ENV LANG=C TZ=Etc/UTC
                COPY --from=build /app /app
                """,
        },
        new("GDT2402", "local time that nobody names")
        {
            Fault = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /app .
                FROM gcr.io/distroless/static-debian12:nonroot
                COPY --from=build /app /app
                """,
            At = [(5, 6)],
            Severity = DiagnosticSeverity.Message,
            Mended = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /app .
                FROM gcr.io/distroless/static-debian12:nonroot
                ENV TZ=Etc/UTC
                COPY --from=build /app /app
                """,
            Files = RuleCases.Plain.With("main.go", "package main\n\nimport (\n\t\"fmt\"\n\t\"time\"\n)\n\nfunc main() { fmt.Println(time.Now().In(time.Local)) }\n"),
        },
        new("GDT2402", "UTC needs no data, and a package that isn't imported doesn't count")
        {
            Fault = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /app .
                FROM scratch
                COPY --from=build /app /app
                """,
            At = [(5, 6)],
            Severity = DiagnosticSeverity.Warning,
            Mended = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /app .
                FROM scratch
                COPY --from=build /app /app
                """,
            Files = Zoned,
            MendedFiles = new Dictionary<string, string> { ["main.go"] = "package main\n\nimport (\n\t\"fmt\"\n\t\"time\"\n)\n\nfunc main() { fmt.Println(time.LoadLocation(\"UTC\")) }\n" },
        },
    ];

    private static IEnumerable<RuleCase> ShellForms =>
    [
        new("GDT2403", "no shell in scratch")
        {
            Fault = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /app .
                FROM scratch
                COPY --from=build /app /app
                ENTRYPOINT /app
                """,
            At = [(7, 12)],
            Mended = """
                FROM golang:1.27 AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -o /app .
                FROM scratch
                COPY --from=build /app /app
                ENTRYPOINT ["/app"]
                """,
            Effect = RealEffect.ContainerFails,
            Extract = "/bin/sh",
        },
        new("GDT2403", "JSON with the wrong quotes is a shell form")
        {
            Fault = "FROM gcr.io/distroless/static-debian12:nonroot\nCMD ['/app']\n",
            At = [(2, 5)],
            Mended = "FROM gcr.io/distroless/static-debian12:nonroot\nCMD [\"/app\"]\n",
        },
        new("GDT2403", "a health check where no shell is")
        {
            Fault = "FROM scratch\nHEALTHCHECK --interval=5s CMD /app health\n",
            At = [(2, 31)],
            Mended = "FROM scratch\nHEALTHCHECK --interval=5s CMD [\"/app\", \"health\"]\n",
        },
        new("GDT2403", "a shell that is there, unless it makes room")
        {
            Fault = "FROM alpine:3.22\nHEALTHCHECK CMD true\nENTRYPOINT /app --port 80\nCMD echo\n",
            At = [(3, 12), (4, 5)],
            Severity = DiagnosticSeverity.Warning,
            Mended = "FROM alpine:3.22\nHEALTHCHECK CMD true\nENTRYPOINT exec /app --port 80\n",
        },
        new("GDT2403", "one that a later one replaces")
        {
            Fault = "FROM alpine:3.22 AS base\nCMD [\"/app\"]\nFROM base\nCMD /app\n",
            At = [(4, 5)],
            Severity = DiagnosticSeverity.Warning,
            Mended = "FROM alpine:3.22 AS base\nCMD /app\nFROM base\nENTRYPOINT [\"/app\"]\nONBUILD CMD /app\n",
        },
        new("GDT2403", "a shell that was copied")
        {
            Fault = "FROM scratch\nCOPY --from=busybox:1.37 /bin /tools\nCMD /app\n",
            At = [(3, 5)],
            Mended = "FROM scratch\nSHELL [\"/bin/sh\", \"-c\"]\nCMD exec /app\n",
        },
        new("GDT2403", "an unknown base image may have none")
        {
            Fault = "FROM registry.example.com/base:1\nCMD /app\n",
            At = [(2, 5)],
            Severity = DiagnosticSeverity.Warning,
            Mended = "FROM registry.example.com/base:1\nCMD [\"/app\"]\n",
        },
    ];

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
            Fault = "FROM golang:1.27-alpine\nRUN apk add --no-cache git\nCOPY . /src\nWORKDIR /src\nRUN go build -trimpath .\n",
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

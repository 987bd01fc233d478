using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static partial class RuntimeCases
{
    private static IReadOnlyDictionary<string, string> Zoned { get; } =
        RuleCases
            .Plain.With(
                "main.go",
                """
                package main

                import (
                    "fmt"

                    "example.com/orders/clock"
                )

                func main() { fmt.Println(clock.Berlin()) }
                """
            )
            .With(
                "clock/clock.go",
                """
                package clock

                import "time"

                func Berlin() *time.Location {
                    zone, err := time.LoadLocation("Europe/Berlin")
                    if err != nil {
                        panic(err)
                    }
                    return zone
                }
                """
            );

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
                MendedFiles = new Dictionary<string, string>
                {
                    ["zones.go"] = "package main\n\nimport _ \"time/tzdata\"\n",
                },
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
                Files = RuleCases.Plain.With(
                    "main.go",
                    "package main\n\nimport (\n\t\"fmt\"\n\t\"time\"\n)\n\n"
                        + "func main() { fmt.Println(time.Now().In(time.Local)) }\n"
                ),
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
                MendedFiles = new Dictionary<string, string>
                {
                    ["main.go"] =
                        "package main\n\nimport (\n\t\"fmt\"\n\t\"time\"\n)\n\n"
                        + "func main() { fmt.Println(time.LoadLocation(\"UTC\")) }\n",
                },
            },
        ];
}

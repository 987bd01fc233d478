using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static partial class RuntimeCases
{
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
}

using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Images;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static class BaseImageCases
{
    public static IEnumerable<RuleCase> All => [.. Floating, .. WithoutDigest, .. GoVersions];

    private static IEnumerable<RuleCase> Floating =>
        [
            new("GDT2011", "a release comes out")
            {
                Fault = """
                    FROM gcr.io/floating/golang AS build
                    FROM scratch
                    COPY --from=build /usr/local/go/VERSION /
                    """,
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = """
                    FROM gcr.io/floating/golang:1.27.3 AS build
                    FROM scratch
                    COPY --from=build /usr/local/go/VERSION /
                    """,
                Effect = RealEffect.AnotherBase,
                Extract = "1.27.4",
            },
            new("GDT2011", "no tag, and latest")
            {
                Fault = """
                    FROM golang AS build
                    WORKDIR /src
                    FROM alpine:latest
                    COPY --from=build /src /src
                    """,
                At = [(1, 6), (3, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = $"""
                    ARG BASE
                    FROM golang:1.27.3-bookworm AS build
                    FROM build AS later
                    FROM alpine:latest@{RuleCases.Digest} AS pinned
                    FROM $BASE AS given
                    FROM scratch
                    COPY --from=build /go /go
                    COPY --from=later /go /go
                    COPY --from=pinned /etc /etc
                    COPY --from=given /etc /etc
                    """,
            },
            new("GDT2011", "the default of an ARG")
            {
                Fault = """
                    ARG VERSION=latest
                    FROM --platform=$BUILDPLATFORM golang:${VERSION}
                    """,
                At = [(2, 32)],
                Severity = DiagnosticSeverity.Warning,
                Mended = """
                    ARG VERSION
                    FROM --platform=$BUILDPLATFORM golang:${VERSION}
                    """,
            },
            new("GDT2011", "another registry, whose port is no tag")
            {
                Fault = "FROM registry.example.com:5000/golang\n",
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM registry.example.com:5000/golang:1.27.3\n",
            },
            new("GDT2011", "COPY from an image")
            {
                Fault = "FROM scratch\nCOPY --from=example.com/tools /bin/tool /tool\n",
                At = [(2, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM scratch\nCOPY --from=tools /bin/tool /tool\n",
            },
            new("GDT2011", "a stage that isn't built")
            {
                Fault = "FROM golang\nFROM golang:latest\n",
                At = [(2, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM golang\nFROM golang:1.27.3\n",
            },
        ];

    private static IEnumerable<RuleCase> WithoutDigest =>
        [
            new("GDT2012", "the same release is built anew")
            {
                Fault = """
                    FROM gcr.io/rebuilt/golang:1.27.3 AS build
                    FROM scratch
                    COPY --from=build /usr/local/go/VERSION /
                    """,
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = $"""
                    FROM gcr.io/rebuilt/golang:1.27.3@{RuleCases.Digest} AS build
                    FROM scratch
                    COPY --from=build /usr/local/go/VERSION /
                    """,
                Effect = RealEffect.AnotherBase,
                Extract = "1.27.3 again",
            },
            new("GDT2012", "a tag alone")
            {
                Fault = """
                    FROM golang:1.27.3-bookworm AS build
                    FROM build
                    COPY --from=alpine:3.22 /etc /etc
                    """,
                At = [(1, 6), (3, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = $"""
                    FROM golang:1.27.3-bookworm@{RuleCases.Digest} AS build
                    FROM build
                    COPY --from=alpine@{RuleCases.Digest} /etc /etc
                    """,
            },
            new("GDT2012", "a lock file that lacks the image")
            {
                Fault = "FROM golang:1.27.3\n",
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = $"FROM golang:1.27.3@{RuleCases.Digest}\n",
                Request = request => request with { Lock = DigestLock.Empty },
            },
            new("GDT2012", "a lock file that knows it")
            {
                Fault = "FROM golang:1.27.3\n",
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM scratch\n",
                Request = request =>
                    request with
                    {
                        Lock = DigestLock.Empty.With(ImageReference.TryParse("golang:1.27.3")!, RuleCases.Digest),
                    },
            },
        ];

    private static IEnumerable<RuleCase> GoVersions =>
        [
            new("GDT2013", "a patch comes out")
            {
                Fault = """
                    FROM gcr.io/minor/golang:1.27 AS build
                    FROM scratch
                    COPY --from=build /usr/local/go/VERSION /
                    """,
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = """
                    FROM gcr.io/minor/golang:1.27.3 AS build
                    FROM scratch
                    COPY --from=build /usr/local/go/VERSION /
                    """,
                Effect = RealEffect.AnotherBase,
                Extract = "1.27.4",
            },
            new("GDT2013", "no patch version")
            {
                Fault = """
                    FROM golang:1.27-alpine AS build
                    FROM scratch
                    COPY --from=build /go /go
                    """,
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = """
                    FROM golang:1.27.3-alpine AS build
                    FROM scratch
                    COPY --from=build /go /go
                    """,
            },
            new("GDT2013", "no version at all")
            {
                Fault = "FROM golang:alpine\n",
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = $"FROM golang:alpine@{RuleCases.Digest}\n",
            },
            new("GDT2013", "not the version that the solution agreed on")
            {
                Fault = $"FROM golang:1.26.1@{RuleCases.Digest}\n",
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM golang:1.27.3\n",
                Request = request => request with { DeclaredGoVersion = "1.27.3" },
            },
            new("GDT2013", "another patch version")
            {
                Fault = "FROM golang:1.27.2\n",
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = "ARG GO\nFROM golang:$GO\n",
                Request = request => request with { DeclaredGoVersion = "1.27.3" },
            },
            new("GDT2013", "the agreed version has no patch either")
            {
                Fault = "FROM golang:1.26.4\n",
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM golang:1.27rc1\n",
                Request = request => request with { DeclaredGoVersion = "1.27" },
            },
        ];
}

using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static class RightsCases
{
    public static IEnumerable<RuleCase> All => [.. Checksums, .. Modes, .. Addresses, .. Volumes];

    private static IEnumerable<RuleCase> Checksums =>
        [
            Warning("GDT2304", "GOSUMDB=off in ENV, in ARG and for a command") with
            {
                Fault = """
                    FROM golang:1.27
                    ARG GOSUMDB=off
                    ENV GOFLAGS=-mod=mod GOSUMDB=off
                    RUN GOSUMDB=off go version && \
                        go env -w GOSUMDB=off
                    RUN <<EOF
                    export GOSUMDB="off"
                    EOF
                    """,
                At = [(2, 5), (3, 22), (4, 5), (5, 15), (7, 8)],
                Mended = """
                    FROM golang:1.27
                    ARG GOSUMDB
                    ENV GOFLAGS=-mod=mod GOSUMDB=sum.example.com GOPRIVATE=git.example.com
                    RUN GOSUMDB=$GOSUMDB go version && \
                        go env -w GOPRIVATE=git.example.com
                    """,
                Effect = RealEffect.InHistory,
                Extract = "GOSUMDB=off",
            },
            Warning("GDT2304", "GONOSUMDB and GOINSECURE for public modules") with
            {
                Fault = "FROM golang:1.27\nENV GONOSUMDB=git.example.com,* GOINSECURE=github.com GONOSUMCHECK=1\n",
                At = [(2, 5), (2, 33), (2, 55)],
                Mended =
                    "FROM golang:1.27\nENV GONOSUMDB=git.example.com GOINSECURE=git.example.com/old\n"
                    + "ENV GOPRIVATE=git.example.com\n",
            },
            Warning("GDT2304", "GOINSECURE for what isn't private") with
            {
                Fault = "FROM golang:1.27\nENV GOINSECURE=git.example.com\n",
                At = [(2, 5)],
                Mended = "FROM golang:1.27\nARG GOPRIVATE\nENV GOINSECURE=git.example.com\n",
            },
        ];

    private static IEnumerable<RuleCase> Modes =>
        [
            Warning("GDT2305", "777 in the image that runs") with
            {
                Fault = """
                    FROM alpine:3.22
                    RUN mkdir /data && \
                        chmod -R 777 /data
                    """,
                At = [(3, 14)],
                Mended = """
                    FROM alpine:3.22
                    RUN mkdir /data && \
                        chmod -R 755 /data && chmod 1777 /tmp
                    """,
                Effect = RealEffect.InImage,
                Extract = "/data 777",
            },
            Warning("GDT2305", "letters, and a program that is copied from another stage") with
            {
                Fault = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app . && chmod u=rwx,go+rwx /app
                    FROM scratch
                    COPY --from=build /app /app
                    """,
                At = [(4, 47)],
                Mended = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app . && chmod u+rwx,go+rx,+w,o-w /app && chmod a+rwx /src
                    FROM scratch
                    COPY --from=build /app /app
                    """,
                Effect = RealEffect.InImage,
                Extract = "/app 777",
            },
            Warning("GDT2305", "COPY with a mode") with
            {
                Fault = """
                    FROM alpine:3.22
                    COPY --chmod=0777 main.go /main.go
                    """,
                At = [(2, 6)],
                Mended = """
                    FROM alpine:3.22
                    ARG MODE
                    COPY --chmod=0755 main.go /main.go
                    COPY --chmod=$MODE main.go /other.go
                    """,
            },
        ];

    private static IEnumerable<RuleCase> Addresses =>
        [
            Warning("GDT2306", "another file at the same address") with
            {
                Fault = "FROM scratch\nARG HOST\nADD http://${HOST}/example.com/tool/@v/list /list\n",
                At = [(3, 5)],
                Mended =
                    "FROM scratch\nARG HOST\n"
                    + "ADD --checksum=sha256:76d01424beffc6fd5f69a6176dba1718af62c629485922d8eee75a3a8087e5d5 "
                    + "http://${HOST}/example.com/tool/@v/list /list\n",
                Effect = RealEffect.AnotherDownload,
            },
            Warning("GDT2306", "an address, and a branch of a repository") with
            {
                Fault = """
                    FROM alpine:3.22
                    ARG VERSION
                    ADD https://example.com/tool-${VERSION}.tgz /tool.tgz
                    ADD https://git.example.com/tools.git#main git@git.example.com:tools.git /tools/
                    """,
                At = [(3, 5), (4, 5), (4, 44)],
                Mended = """
                    FROM alpine:3.22
                    ARG SOURCE
                    ADD --checksum=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef https://example.com/tool.tgz /tool.tgz
                    ADD https://git.example.com/tools.git#0123456789abcdef0123456789abcdef01234567:sub /tools/
                    ADD $SOURCE main.go /tools/
                    """,
            },
        ];

    private static IEnumerable<RuleCase> Volumes =>
        [
            Warning("GDT2307", "root's folder, another user") with
            {
                Fault = """
                    FROM alpine:3.22
                    RUN mkdir -p /var/orders
                    VOLUME ["/var/orders"]
                    USER 65532
                    CMD ["touch", "/var/orders/x"]
                    """,
                At = [(3, 9)],
                Mended = """
                    FROM alpine:3.22
                    RUN mkdir -p /var/orders && chown 65532 /var/orders
                    USER 65532
                    CMD ["touch", "/var/orders/x"]
                    """,
                Effect = RealEffect.ContainerFails,
                Extract = "Permission denied",
            },
            Warning("GDT2307", "two volumes, one of them the user's") with
            {
                Fault = "FROM scratch\nCOPY --chown=65532 money /data\nVOLUME /cache\nUSER 65532\n",
                At = [(3, 8)],
                Mended =
                    "ARG WHERE\nFROM scratch\nARG WHERE\nCOPY --chown=65532 money /data\nVOLUME ${WHERE}\nUSER 65532\n",
            },
            Warning("GDT2307", "a volume that the user can write, but nobody named") with
            {
                Fault = "FROM scratch\nCOPY --chown=65532 money /data\nVOLUME /data\nUSER 65532\n",
                At = [(3, 8)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM scratch\nCOPY --chown=65532 money /data\nUSER 65532\n",
            },
            Warning("GDT2307", "a folder whose owner can't be told") with
            {
                Fault = "FROM alpine:3.22\nCOPY main.go /make\nRUN /make\nVOLUME /data\nUSER 65532\n",
                At = [(4, 8)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM alpine:3.22\nCOPY main.go /make\nRUN /make\nUSER 65532\n",
            },
        ];

    private static RuleCase Warning(string code, string name) =>
        new(code, name)
        {
            Fault = "",
            At = [],
            Mended = "",
            Severity = DiagnosticSeverity.Warning,
        };
}

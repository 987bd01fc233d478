using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static partial class ContentCases
{
    private const string Head = "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n";

    private static IEnumerable<RuleCase> Arguments =>
        [
            new("GDT2124", "an ARG from before FROM")
            {
                Fault = "ARG VERSION=1.2.3\nFROM busybox:1.35\nRUN echo \"version is <$VERSION>\"\n",
                At = [(3, 23)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "ARG VERSION=1.2.3\nFROM busybox:1.35\nARG VERSION\nRUN echo \"version is <$VERSION>\"\n",
                Effect = RealEffect.BuildSays,
                Extract = "version is <>",
            },
            new("GDT2124", "the platform of the target, where FROM asks for the builder's")
            {
                Fault =
                    "FROM --platform=$BUILDPLATFORM golang:1.27\nWORKDIR /src\nCOPY . .\n"
                    + "RUN GOARCH=$TARGETARCH go build -o /orders . && echo \"for <$TARGETARCH>\"\n",
                At = [(4, 12)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM --platform=$BUILDPLATFORM golang:1.27\nARG TARGETARCH\nWORKDIR /src\nCOPY . .\n"
                    + "RUN GOARCH=$TARGETARCH go build -o /orders . && echo \"for <$TARGETARCH>\"\n",
                Files = Plain,
                Effect = RealEffect.BuildSays,
                Extract = "for <>",
            },
            new("GDT2124", "in ENV, COPY and LABEL; what has a value, is the shell's own, or is quoted")
            {
                Fault =
                    "ARG WHERE=x\nARG NAME=y\nFROM busybox:1.35\nENV A=$WHERE\nCOPY main.go /$NAME/\n"
                    + "LABEL arch=${TARGETARCH}\n",
                At = [(4, 7), (5, 15), (6, 12)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "ARG WHERE=x\nARG NAME=y\nFROM golang:1.27\nENV WHERE=z\n"
                    + "RUN NAME=q; echo $NAME $WHERE ${TARGETARCH:-amd64} '$TARGETOS' && GOARCH=$TARGETARCH "
                    + "go version\nENTRYPOINT echo $NAME\n",
            },
            new("GDT2406", "an ARG of BuildKit's with a default, which wins")
            {
                Fault =
                    "FROM busybox:1.35\nARG TARGETARCH=riscv64\nARG TARGETOS=linux\nRUN echo \"for <$TARGETARCH>\"\n",
                At = [(2, 5)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM busybox:1.35\nARG TARGETARCH\nRUN echo \"for <$TARGETARCH>\"\n",
                Effect = RealEffect.BuildSays,
                Extract = "for <riscv64>",
            },
            new("GDT2129", "a variable in FROM that nothing declares")
            {
                Fault = "FROM golang:${GO}\n",
                At = [(1, 6)],
                Mended = "ARG GO=1.27\nFROM golang:${GO}\n",
                Effect = RealEffect.BuildFails,
                Extract = "golang:",
            },
            new("GDT2129", "a name is left all the same")
            {
                Fault = "FROM busybox:1.35${SUFFIX}\n",
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM --platform=$BUILDPLATFORM busybox:1.35${SUFFIX:-}\n",
            },
        ];

    private static IEnumerable<RuleCase> Outputs =>
        [
            new("GDT2125", "several programs and one file")
            {
                Fault = Head + "RUN go build -o /out ./cmd/a ./cmd/b\n",
                At = [(5, 14)],
                Mended = Head + "RUN go build -o /out/ ./cmd/a ./cmd/b\n",
                Files = WithTwo,
                Effect = RealEffect.BuildFails,
                Extract = "cannot write multiple packages to non-directory /out",
            },
            new("GDT2125", "a pattern, into one file; into a folder that is there, and nowhere")
            {
                Fault = Head + "RUN go build -o /out ./...\n",
                At = [(5, 14)],
                Mended =
                    Head
                    + "WORKDIR /out\nWORKDIR /src\nRUN go build -o /out ./... && go build -o /dev/null ./... "
                    + "&& go build -o /x ./cmd/a/...\n",
                Files = WithTwo,
                Effect = RealEffect.BuildFails,
                Extract = "cannot write multiple packages to non-directory /out",
            },
            new("GDT2125", "into a mount that is read-only")
            {
                Fault =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\n"
                    + "RUN --mount=type=bind,target=. go build -o orders .\n",
                At = [(4, 41)],
                Mended =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\n"
                    + "RUN --mount=type=bind,target=. go build -o /out/orders .\n",
                Files = Plain,
                Effect = RealEffect.BuildFails,
                Extract = "read-only file system",
            },
            new("GDT2125", "where the user may not write")
            {
                Fault =
                    Head
                    + "ENV GOCACHE=/root/.cache/go-build\nRUN chmod -R a+rwX /root\nUSER 65532\n"
                    + "RUN go build -o /out/orders .\n",
                At = [(8, 14)],
                Mended =
                    Head
                    + "ENV GOCACHE=/root/.cache/go-build\nRUN chmod -R a+rwX /root\nUSER 65532\n"
                    + "RUN go build -o /tmp/orders .\n",
                Files = Plain,
                Effect = RealEffect.BuildFails,
                Extract = "permission denied",
            },
            new("GDT2125", "a package that isn't main")
            {
                Fault =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /out/orders ./internal/money\nFROM scratch\n"
                    + "COPY --from=build /out/orders /orders\nUSER 65532\nENTRYPOINT [\"/orders\"]\n",
                At = [(5, 14)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /out/orders .\nFROM scratch\nCOPY --from=build /out/orders /orders\n"
                    + "USER 65532\nENTRYPOINT [\"/orders\"]\n",
                Files = WithPackage,
                Effect = RealEffect.ContainerFails,
                Extract = "exec",
            },
            new("GDT2207", "a user without a home")
            {
                Fault = Head + "USER 65532:65532\nRUN go build -o /out/orders .\n",
                At = [(6, 8)],
                Mended = Head + "RUN go build -o /out/orders .\nUSER 65532:65532\n",
                Files = Plain,
                Effect = RealEffect.BuildFails,
                Extract = "/.cache",
            },
            new("GDT2207", "nobody; a folder for the cache, a home, a user that is made")
            {
                Fault = "FROM golang:1.27 AS build\nWORKDIR /src\nCOPY . .\nUSER nobody\nRUN go vet ./...\n",
                At = [(5, 8)],
                Mended =
                    "FROM golang:1.27 AS one\nWORKDIR /.cache\nWORKDIR /src\nCOPY . .\nUSER 65532\n"
                    + "RUN go vet ./...\nFROM golang:1.27 AS two\nRUN useradd -m -u 2000 app\nWORKDIR /src\n"
                    + "COPY . .\nUSER 2000\nRUN go vet ./...\nFROM golang:1.27\nCOPY --from=one /a /\n"
                    + "COPY --from=two /b /\nENV HOME=/tmp\nUSER 65532\nRUN go vet ./...\n",
                Files = Plain,
            },
            new("GDT2126", "vendored before the source is there")
            {
                Fault =
                    "FROM golang:1.27\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY go.mod ./\n"
                    + "COPY money/go.mod money/\nRUN go mod vendor\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(6, 8)],
                Mended =
                    "FROM golang:1.27\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\nRUN go mod vendor\n"
                    + "RUN go build -o /orders .\n",
                Effect = RealEffect.BuildFails,
                Extract = "example.com/money",
            },
            new("GDT2126", "nothing is taken from there")
            {
                Fault =
                    "FROM golang:1.27\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY go.mod ./\n"
                    + "COPY money/go.mod money/\nRUN go mod vendor\nCOPY . .\n"
                    + "RUN go build -mod=mod -o /orders .\n",
                At = [(6, 8)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY go.mod main.go ./\n"
                    + "COPY money/go.mod money/\nRUN go mod vendor\n",
            },
            new("GDT2127", "what follows hides the failure")
            {
                Fault = Head + "RUN go vet ./... ; echo \"went on\"\n",
                At = [(5, 8)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    Head + "RUN go vet ./... || true\nRUN set -e; go vet ./... ; echo done\nRUN go vet ./... 2>&1; \n",
                Files = Plain.With(
                    "main.go",
                    "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Printf(\"%d\\n\", \"orders\") }\n"
                ),
                MendedFiles = new Dictionary<string, string>
                {
                    ["main.go"] = "package main\n\nfunc main() { println(1) }\n",
                },
                Effect = RealEffect.BuildSays,
                Extract = "Printf format %d",
            },
            new("GDT2127", "a pipe, and lines of a here-document")
            {
                Fault = Head + "RUN go build -o /x . | tee /log && true\nRUN <<E\ngo vet .\necho done\nE\n",
                At = [(5, 8), (7, 4)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    Head
                    + "RUN set -o pipefail && go build -o /x . | tee /log\nRUN <<E\nset -e\ngo vet .\n"
                    + "echo done\nE\nRUN <<E\necho begun\ngo vet .\nE\n",
                Files = Plain,
            },
            new("GDT2128", "whatever is newest")
            {
                Fault =
                    "FROM golang:1.27\nRUN go install example.com/tool/cmd/tool@latest && go run "
                    + "example.com/gen@main .\n",
                At = [(2, 16), (2, 59)],
                Severity = DiagnosticSeverity.Message,
                Mended =
                    "FROM golang:1.27\nRUN go install example.com/tool/cmd/tool@v1.2.3 && go run "
                    + "example.com/gen@abcdef1 x@latest\n",
            },
            new("GDT2128", "the tool that the container starts")
            {
                Fault =
                    "FROM golang:1.27\nARG GOPROXY GONOSUMDB\nENV CGO_ENABLED=0\n"
                    + "RUN go install example.com/tool@latest\nCMD [\"/go/bin/tool\"]\n",
                At = [(4, 16)],
                Severity = DiagnosticSeverity.Message,
                Mended =
                    "FROM golang:1.27\nARG GOPROXY GONOSUMDB\nENV CGO_ENABLED=0\n"
                    + "RUN go install example.com/tool@v1.2.0\nCMD [\"/go/bin/tool\"]\n",
                Effect = RealEffect.AnotherProgram,
                Extract = "v1.3.0",
            },
            new("GDT2308", "a secret that a layer keeps")
            {
                Fault =
                    "FROM busybox:1.35\nRUN --mount=type=secret,id=netrc cp /run/secrets/netrc "
                    + "/root/.netrc || touch /root/.netrc\nRUN --mount=type=secret,id=token,env=TOKEN echo "
                    + "\"password $TOKEN\" >/root/.netrc\n",
                At = [(2, 34), (3, 44)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM busybox:1.35\nRUN --mount=type=secret,id=netrc,target=/root/.netrc true\n"
                    + "RUN --mount=type=secret,id=token,env=TOKEN echo \"password $TOKEN\" >/root/.netrc && "
                    + "rm /root/.netrc\nRUN --mount=type=secret,id=token wc -c /run/secrets/token || true\n",
                Effect = RealEffect.InImage,
                Extract = "/root/.netrc",
            },
            new("GDT2308", "git's settings")
            {
                Fault =
                    "FROM golang:1.27\nRUN --mount=type=secret,id=token,env=TOKEN git config --global "
                    + "url.\"https://$TOKEN@git.example.com/\".insteadOf https://git.example.com/ && go "
                    + "version\n",
                At = [(2, 44)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nRUN --mount=type=secret,id=token,env=TOKEN git config --global "
                    + "url.\"https://$TOKEN@git.example.com/\".insteadOf https://git.example.com/ && go "
                    + "version && rm -f /root/.gitconfig\n",
            },
            new("GDT2408", "a newer glibc than the image's")
            {
                Fault =
                    "FROM golang:1.27-bookworm AS build\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /out/orders .\nFROM debian:bullseye-slim\n"
                    + "COPY --from=build /out/orders /orders\n",
                At = [(4, 8)],
                Mended =
                    "FROM golang:1.27-bookworm AS build\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /out/orders .\nFROM debian:12-slim\n"
                    + "COPY --from=build /out/orders /orders\n",
                Files = Plain.With(
                    "main.go",
                    "package main\n\nimport \"net/http\"\n\nfunc main() { http.ListenAndServe(\":8080\", nil) }\n"
                ),
            },
            new("GDT2408", "C code of the program's own, where it depends")
            {
                Fault =
                    "FROM golang:1.27-trixie AS build\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /out/orders .\nFROM ubuntu:22.04\n"
                    + "COPY --from=build /out/orders /orders\n",
                At = [(4, 8)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27-trixie AS build\nWORKDIR /src\nCOPY . .\n"
                    + "RUN CGO_ENABLED=0 go build -o /out/orders .\nFROM ubuntu:22.04\n"
                    + "COPY --from=build /out/orders /orders\n",
                Files = Plain.With(
                    "main.go",
                    "package main\n\n// int one() { return 1; }\nimport \"C\"\n\n"
                        + "func main() { println(int(C.one())) }\n"
                ),
            },
        ];

    private static IReadOnlyDictionary<string, string> WithTwo =>
        Plain
            .With("cmd/a/main.go", "package main\n\nfunc main() { println(1) }\n")
            .With("cmd/b/main.go", "package main\n\nfunc main() { println(2) }\n");
}

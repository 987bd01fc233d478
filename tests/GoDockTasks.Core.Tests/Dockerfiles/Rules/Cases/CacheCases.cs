using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

/// <summary>Caches and what is sent to the builder: 2201 to 2206.</summary>
internal static partial class CacheCases
{
    public static IEnumerable<RuleCase> All => [.. Downloads, .. Mounts, .. Owners, .. LockFiles, .. Sent];

    // Where nothing can be downloaded these builds go on, and print that they tried.
    private static IEnumerable<RuleCase> Downloads =>
        [
            new("GDT2201", "all of the source before the download")
            {
                Fault =
                    "FROM golang:1.27\nENV GOPROXY=off\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go mod download || echo \"tried\"-again\nRUN go build -o /orders . || true\n",
                At = [(4, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended =
                    "FROM golang:1.27\nENV GOPROXY=off\nWORKDIR /src\nCOPY go.mod go.sum ./\n"
                    + "RUN go mod download || echo \"tried\"-again\nCOPY . .\n"
                    + "RUN go build -o /orders . || true\n",
                Files = RuleCases.Downloading,
                Effect = RealEffect.CacheMissed,
                Extract = "tried-again",
            },
            new("GDT2201", "one Go file is enough, in an earlier stage too")
            {
                Fault =
                    "FROM golang:1.27 AS source\nWORKDIR /src\nCOPY main.go ./\n\nFROM source\n"
                    + "COPY go.* ./\nRUN go mod download\n",
                At = [(3, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended =
                    "FROM golang:1.27 AS source\nWORKDIR /src\nCOPY go.* ./\nRUN go mod download\n\n"
                    + "FROM source\nCOPY main.go ./\n",
                Files = RuleCases.Downloading,
            },
            new("GDT2201", "all of the source in a bind mount")
            {
                Fault =
                    "FROM golang:1.27\nENV GOPROXY=off\nWORKDIR /src\n"
                    + "RUN --mount=type=bind,target=. go mod download || echo \"tried\"-again\n",
                At = [(4, 5)],
                Severity = DiagnosticSeverity.Message,
                Mended =
                    "FROM golang:1.27\nENV GOPROXY=off\nWORKDIR /src\n"
                    + "RUN --mount=type=bind,source=go.mod,target=go.mod "
                    + "--mount=type=bind,source=go.sum,target=go.sum go mod download || echo "
                    + "\"tried\"-again\n",
                Files = RuleCases.Downloading,
                Effect = RealEffect.CacheMissed,
                Extract = "tried-again",
            },
            new("GDT2201", "a module without anything to download")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go mod download\nRUN go build -o /orders .\n",
                At = [(3, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go mod download\nRUN go build -o /orders .\n",
                Files = RuleCases.Downloading,
                MendedFiles = new Dictionary<string, string> { ["go.mod"] = RuleCases.Plain["go.mod"] },
            },
            new("GDT2202", "another stage has downloaded them")
            {
                Fault =
                    "FROM golang:1.27 AS modules\nWORKDIR /modules\nCOPY go.mod go.sum ./\n"
                    + "RUN go mod download\nFROM golang:1.27\nCOPY --from=modules /go/bin /go/bin\n"
                    + "WORKDIR /src\nCOPY . .\nRUN go build .\n",
                Files = RuleCases.Downloading,
                At = [(9, 8)],
                Severity = DiagnosticSeverity.Message,
                Mended =
                    "FROM golang:1.27 AS modules\nWORKDIR /modules\nCOPY go.mod go.sum ./\n"
                    + "RUN go mod download\nFROM golang:1.27\nCOPY --from=modules /go/pkg /go/pkg\n"
                    + "WORKDIR /src\nCOPY . .\nRUN go build .\n",
            },
            new("GDT2202", "no download step and no cache mount")
            {
                Fault =
                    "FROM golang:1.27\nENV GOPROXY=off\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /orders . || echo \"tried\"-again\n",
                At = [(5, 8)],
                Severity = DiagnosticSeverity.Message,
                Mended =
                    "FROM golang:1.27\nENV GOPROXY=off\nWORKDIR /src\nCOPY go.mod go.sum ./\n"
                    + "RUN go mod download || echo \"tried\"-again\nCOPY . .\n"
                    + "RUN go build -o /orders . || true\n",
                Files = RuleCases.Downloading,
                Effect = RealEffect.CacheMissed,
                Extract = "tried-again",
            },
            new("GDT2202", "a cache mount for what is compiled alone")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN "
                    + "--mount=type=cache,target=/root/.cache/go-build go test ./...\n",
                At = [(4, 56)],
                Severity = DiagnosticSeverity.Message,
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN --mount=type=cache,target=/root/.cache "
                    + "--mount=type=cache,target=/go/pkg go test ./...\n",
                Files = RuleCases.Downloading,
            },
            new("GDT2202", "a vendored module")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -mod=readonly -o /orders .\n",
                At = [(4, 8)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                Files = RuleCases.Downloading.With(
                    "vendor/modules.txt",
                    "# example.com/text v1.2.0\n## explicit\nexample.com/text\n"
                ),
            },
        ];

    private static IEnumerable<RuleCase> Mounts =>
        [
            new("GDT2203", "a build cache where go has none")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN "
                    + "--mount=type=cache,target=/go/.cache/go-build go build -o /orders .\n",
                At = [(4, 5)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN "
                    + "--mount=type=cache,target=/root/.cache/go-build go build -o /orders .\n",
            },
            new("GDT2203", "GOCACHE lies elsewhere")
            {
                Fault =
                    "FROM golang:1.27\nENV GOCACHE=/cache\nWORKDIR /src\nCOPY . .\n"
                    + "RUN --mount=type=cache,target=/root/.cache/go-build go build -o /orders .\n",
                At = [(5, 5)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nENV GOCACHE=/cache\nWORKDIR /src\nCOPY . .\n"
                    + "RUN --mount=type=cache,target=/cache go build -o /orders .\n",
                Effect = RealEffect.InImage,
                Extract = "/cache/README",
            },
            new("GDT2203", "modules where another image has them")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN "
                    + "--mount=type=cache,target=/root/go/pkg/mod go build -o /orders .\n",
                At = [(4, 5)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN "
                    + "--mount=type=cache,target=$GOPATH/pkg/mod go build -o /orders .\n",
                Files = RuleCases.Downloading,
            },
            new("GDT2203", "in the download step alone")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod go.sum ./\n"
                    + "RUN --mount=type=cache,target=/go/pkg/mod go mod download\nCOPY . .\n"
                    + "RUN go build -o /orders .\n",
                At = [(4, 5)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\n"
                    + "RUN --mount=type=cache,target=/root/.cache/go-build go build -o /orders .\n",
                Files = RuleCases.Downloading,
            },
            new("GDT2203", "modules in a cache mount alone")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod go.sum ./\n"
                    + "RUN --mount=type=cache,target=/go/pkg/mod go mod download\nCOPY . .\n"
                    + "RUN --mount=type=cache,target=/go/pkg/mod go build -o /orders .\n",
                At = [(4, 5)],
                Severity = DiagnosticSeverity.Message,
                Mended =
                    "FROM golang:1.27\nARG CACHE\nWORKDIR /src\nCOPY go.mod go.sum ./\n"
                    + "RUN --mount=type=cache,target=$CACHE go mod download\nCOPY . .\n"
                    + "RUN --mount=type=cache,target=/go/pkg/mod go build -o /orders .\n",
                Files = RuleCases.Downloading,
            },
            new("GDT2203", "a user whose home isn't known")
            {
                Fault =
                    "FROM golang:1.27\nENV HOME=/home/app\nUSER app\nWORKDIR /src\nCOPY . .\n"
                    + "RUN --mount=type=cache,target=/root/.cache/go-build go build -o /tmp/orders .\n",
                At = [(6, 5)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nUSER app\nWORKDIR /src\nCOPY . .\n"
                    + "RUN --mount=type=cache,target=/root/.cache/go-build go build -o /tmp/orders .\n",
            },
        ];

    private static IEnumerable<RuleCase> Owners =>
        [
            new("GDT2204", "root's mount, another user")
            {
                Fault =
                    "FROM golang:1.27\nENV GOCACHE=/roots-cache\nWORKDIR /src\nCOPY . .\nUSER 1000:1000\n"
                    + "RUN --mount=type=cache,target=/roots-cache go build -o /tmp/orders .\n",
                At = [(6, 5)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nENV GOCACHE=/roots-cache\nWORKDIR /src\nCOPY . .\nUSER 1000:1000\n"
                    + "RUN --mount=type=cache,target=/roots-cache,uid=1000,gid=1000 go build -o "
                    + "/tmp/orders .\n",
                Effect = RealEffect.BuildFails,
                Extract = "permission denied",
            },
            new("GDT2204", "somebody else's mount")
            {
                Fault =
                    "FROM golang:1.27\nENV GOCACHE=/cache\nWORKDIR /src\nCOPY . .\nUSER 1000\n"
                    + "RUN --mount=type=cache,target=/cache,uid=65532 go build -o /tmp/orders .\n",
                At = [(6, 5)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nENV GOCACHE=/cache\nWORKDIR /src\nCOPY . .\n"
                    + "RUN --mount=type=cache,target=/cache go build -o /tmp/orders .\nUSER 1000\n",
                Effect = RealEffect.BuildFails,
                Extract = "permission denied",
            },
            new("GDT2204", "a mode for everybody")
            {
                Fault =
                    "FROM golang:1.27\nUSER app\nWORKDIR /src\nCOPY . .\n"
                    + "RUN --mount=type=cache,target=/home/app/.cache/go-build go build -o /tmp/orders .\n",
                At = [(5, 5)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nUSER app\nWORKDIR /src\nCOPY . .\n"
                    + "RUN --mount=type=cache,target=/home/app/.cache/go-build,mode=0777 go build -o "
                    + "/tmp/orders .\n",
            },
            new("GDT2204", "a user that only a build knows")
            {
                Fault =
                    "FROM golang:1.27\nARG UID=1000\nUSER $UID\nWORKDIR /src\nCOPY . .\n"
                    + "RUN --mount=type=cache,target=/go/pkg/mod go build -o /tmp/orders .\n",
                At = [(6, 5)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nARG UID\nUSER $UID\nWORKDIR /src\nCOPY . .\n"
                    + "RUN --mount=type=cache,target=/go/pkg/mod go build -o /tmp/orders .\n",
            },
        ];
}

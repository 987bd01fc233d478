using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static partial class LayoutCases
{
    // The private repository lies in the image.
    private const string Repository =
        "FROM golang:1.27-bookworm AS repository\nWORKDIR /repository/text\nCOPY text .\n"
        + "RUN git init -q && git add . && git -c user.name=a -c user.email=a@example.com commit -q -m a && "
        + "git tag v1.2.0 && "
        + "git config --global url.file:///repository/.insteadOf https://git.example.com/\n"
        + "FROM golang:1.27-bookworm\nCOPY --from=repository /repository /repository\n"
        + "COPY --from=repository /root/.gitconfig /root/.gitconfig\nWORKDIR /src\n";

    private static IEnumerable<RuleCase> Private =>
        [
            new("GDT2113", "the image doesn't know that it is private")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod go.sum ./\n"
                    + "RUN --mount=type=secret,id=netrc,target=/root/.netrc go mod download\n",
                At = [(4, 57)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nARG GOPRIVATE\nWORKDIR /src\nCOPY go.mod go.sum ./\n"
                    + "RUN --mount=type=secret,id=netrc,target=/root/.netrc go mod download\n",
                Files = RuleCases.Downloading,
                Request = request => With(request, "GOPRIVATE", "example.com/*"),
            },
            new("GDT2113", "the public proxy is asked for it")
            {
                Fault = Repository + "COPY go.mod go.sum ./\nRUN go mod download\n",
                At = [(10, 8)],
                Severity = DiagnosticSeverity.Warning,
                Mended = Repository + "COPY go.mod go.sum ./\nARG GOPRIVATE\nRUN go mod download\n",
                Files = RuleCases.Private,
                Request = request => With(request, "GOPRIVATE", "git.example.com"),
                Effect = RealEffect.BuildFails,
                Extract = "proxyconnect",
            },
            new("GDT2113", "no credentials")
            {
                Fault =
                    "FROM golang:1.27\nENV GOPRIVATE=example.com\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(5, 8)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nENV GOPRIVATE=example.com\nWORKDIR /src\nCOPY . .\n"
                    + "RUN --mount=type=ssh go build -o /orders .\n",
                Files = RuleCases.Downloading,
                Request = request => With(request, "GOPRIVATE", "example.com"),
            },
            new("GDT2113", "git was told of some")
            {
                Fault =
                    "FROM golang:1.27\nENV GOPRIVATE=example.com\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go mod download && go build -o /orders .\n",
                At = [(5, 8)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nENV GOPRIVATE=example.com\nRUN git config --global "
                    + "url.ssh://git@example.com/.insteadOf https://example.com/\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go mod download && go build -o /orders .\n",
                Files = RuleCases.Downloading,
                Request = request => With(request, "GOPRIVATE", "example.com"),
            },
            new("GDT2113", "by a proxy in spite of all")
            {
                Fault =
                    "FROM golang:1.27\nENV GOPRIVATE=example.com\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(5, 8)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nENV GOPRIVATE=example.com GONOPROXY=none "
                    + "GOPROXY=https://proxy.example.com\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                Files = RuleCases.Downloading,
                Request = request => With(request, "GOPRIVATE", "example.com"),
            },
            new("GDT2113", "nothing private is required")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(4, 8)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                Files = RuleCases.Downloading,
                MendedFiles = new Dictionary<string, string>
                {
                    ["go.mod"] = RuleCases
                        .Downloading["go.mod"]
                        .Replace("example.com/text", "example.org/text", StringComparison.Ordinal),
                },
                Request = request => With(request, "GONOPROXY", "example.com"),
            },
        ];

    private static IEnumerable<RuleCase> Proxies =>
        [
            new("GDT2114", "no GOPROXY in the image")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\n"
                    + "RUN go build -o /orders .\n",
                At = [(4, 8)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nARG GOPROXY\nWORKDIR /src\nCOPY go.mod go.sum ./\n"
                    + "RUN go mod download\nCOPY . .\nRUN go build -o /orders .\n",
                Files = RuleCases.Downloading,
                Request = request => With(request, "GOPROXY", "https://proxy.example.com,direct"),
                Effect = RealEffect.BuildFails,
                Extract = "proxyconnect",
            },
            new("GDT2114", "a tool that is installed; an ARG of another stage")
            {
                Fault =
                    "ARG GOPROXY=https://proxy.example.com\nFROM golang:1.27\nRUN go install example.com/tool@v1.0.0\n",
                At = [(3, 8)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "ARG GOPROXY=https://proxy.example.com\nFROM golang:1.27\nARG GOPROXY\n"
                    + "RUN go install example.com/tool@v1.0.0\n",
                Files = RuleCases.Plain,
                Request = request => With(request, "GOPROXY", "https://proxy.example.com"),
            },
            new("GDT2114", "given to the one command")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(4, 8)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN GOPROXY=https://proxy.example.com go "
                    + "build -o /orders .\n",
                Files = RuleCases.Downloading,
                Request = request => With(request, "GOPROXY", "https://proxy.example.com"),
            },
            new("GDT2114", "written into go's own settings")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go vet ./...\n",
                At = [(4, 8)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nRUN go env -w GOPROXY=https://proxy.example.com\nWORKDIR /src\n"
                    + "COPY . .\nRUN go vet ./...\n",
                Files = RuleCases.Downloading,
                Request = request => With(request, "GOPROXY", "https://proxy.example.com"),
            },
        ];

    private static IEnumerable<RuleCase> Git =>
        [
            new("GDT2115", "direct on Alpine")
            {
                Fault =
                    "FROM golang:1.27-alpine\nENV GOPROXY=direct\nWORKDIR /src\nCOPY go.mod go.sum ./\n"
                    + "RUN go mod download\n",
                At = [(5, 8)],
                Mended =
                    "FROM golang:1.27-alpine\nENV GOPROXY=direct\nRUN apk add --no-cache git "
                    + "openssh-client\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\n",
                Files = RuleCases.Downloading,
            },
            new("GDT2115", "a proxy has it")
            {
                Fault =
                    "FROM golang:1.27-alpine\nENV GOPROXY=direct\nWORKDIR /src\n"
                    + "COPY go.mod go.sum ./\nRUN go mod download\n",
                At = [(5, 8)],
                Mended =
                    "FROM golang:1.27-alpine\nARG GOPROXY\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\n",
                Files = RuleCases.Private,
                MendedFiles = RuleCases.Downloading,
                Effect = RealEffect.BuildFails,
                Extract = "missing Git command",
            },
            new("GDT2115", "a private module on Alpine")
            {
                Fault =
                    "FROM golang:1.27-alpine\nARG GOPRIVATE=example.com\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /orders .\n",
                At = [(5, 8)],
                Mended =
                    "FROM golang:1.27\nARG GOPRIVATE=example.com\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                Files = RuleCases.Downloading,
            },
            new("GDT2115", "installed too late")
            {
                Fault =
                    "FROM golang:1.27-alpine\nRUN GOPROXY=direct go install example.com/tool@v1.0.0 && apk add git\n",
                At = [(2, 23)],
                Mended =
                    "FROM golang:1.27-alpine\nRUN apk add git && GOPROXY=direct go install example.com/tool@v1.0.0\n",
                Files = RuleCases.Plain,
            },
            new("GDT2115", "a proxy first")
            {
                Fault =
                    "FROM golang:1.27-alpine\nENV GOPROXY=direct\nWORKDIR /src\nCOPY go.mod go.sum ./\n"
                    + "RUN go mod download\n",
                At = [(5, 8)],
                Mended =
                    "FROM golang:1.27-alpine\nENV GOPROXY=https://proxy.example.com,direct\nWORKDIR /src\n"
                    + "COPY go.mod go.sum ./\nRUN go mod download\n",
                Files = RuleCases.Downloading,
            },
        ];

    private static LintRequest With(LintRequest request, string name, string value) =>
        request with
        {
            Settings = new GoSettings(new(new Dictionary<string, string> { [name] = value })),
        };
}

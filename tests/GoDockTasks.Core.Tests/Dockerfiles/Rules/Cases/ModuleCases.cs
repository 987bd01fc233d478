using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

/// <summary>GDT2101 to GDT2107.</summary>
internal static class ModuleCases
{
    private const string Proxied =
        "FROM golang:1.27\nARG GOPROXY GONOSUMDB\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n";

    public static IEnumerable<RuleCase> All => [.. Toolchain, .. Sums, .. Tidy, .. Places, .. Sources];

    private static IEnumerable<RuleCase> Toolchain =>
        [
            new("GDT2101", "go.mod asks for a newer minor version")
            {
                Fault =
                    "FROM golang:1.27 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n"
                    + "FROM scratch\nCOPY --from=build /orders /\n",
                Files = RuleCases.Plain.With("go.mod", "module example.com/orders\n\ngo 1.99\n"),
                At = [(1, 6)],
                Mended =
                    "FROM golang:1.99 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n"
                    + "FROM scratch\nCOPY --from=build /orders /\n",
                MendedFiles = new Dictionary<string, string> { ["go.mod"] = "module example.com/orders\n\ngo 1.27\n" },
                Effect = RealEffect.BuildFails,
                Extract = "go.mod requires go >= 1.99",
            },
            new("GDT2101", "a patch version is too old")
            {
                Fault =
                    "ARG GO=1.27.3\nFROM golang:${GO}-bookworm\nWORKDIR /src\nCOPY go.mod ./\nRUN go mod download\n",
                Files = RuleCases.Plain.With("go.mod", "module example.com/orders\n\ngo 1.27.99\n"),
                At = [(2, 6)],
                Mended = "ARG GO\nFROM golang:${GO}-bookworm\nWORKDIR /src\nCOPY go.mod ./\nRUN go mod download\n",
                Effect = RealEffect.NotRun,
            },
            new("GDT2101", "a tag without a patch version is the newest of its minor")
            {
                Fault = "FROM golang:1.21-alpine AS base\nFROM base\nWORKDIR /src\nCOPY . .\nRUN go test ./...\n",
                Files = RuleCases.Plain.With("go.mod", "module example.com/orders\n\ngo 1.22.1\n"),
                At = [(1, 6)],
                Mended = "FROM golang:1.22-alpine AS base\nFROM base\nWORKDIR /src\nCOPY . .\nRUN go test ./...\n",
            },
            new("GDT2101", "an image older than 1.21 does not refuse")
            {
                Fault = "FROM golang:1.20\nWORKDIR /src\nCOPY . .\nRUN go build .\n",
                Files = RuleCases.Plain,
                At = [(1, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM golang:1.21\nWORKDIR /src\nCOPY . .\nRUN go build .\n",
            },
            new("GDT2101", "go may fetch a toolchain where the image allows it")
            {
                Fault = "FROM golang:1.22\nWORKDIR /src\nCOPY . .\nRUN go build .\n",
                Files = RuleCases.Plain.With("go.mod", "module example.com/orders\n\ngo 1.24\n"),
                At = [(1, 6)],
                Mended = "FROM golang:1.22\nENV GOTOOLCHAIN=auto\nWORKDIR /src\nCOPY . .\nRUN go build .\n",
            },
            new("GDT2101", "a workspace asks for more than its member")
            {
                Fault = "FROM golang:1.21\nWORKDIR /src\nCOPY . .\nRUN go build .\n",
                Files = RuleCases.Plain.With("go.work", "go 1.23\n\nuse .\n"),
                At = [(1, 6)],
                Mended = "FROM golang:1.21\nENV GOWORK=off\nWORKDIR /src\nCOPY . .\nRUN go build .\n",
            },
        ];

    private static IEnumerable<RuleCase> Sums =>
        [
            new("GDT2102", "go.sum is not copied beside go.mod")
            {
                Fault = "FROM golang:1.27\nARG GOPROXY\nWORKDIR /src\nCOPY go.mod ./\nCOPY *.go ./\nRUN go build .\n",
                Files = RuleCases.Downloading,
                At = [(4, 6)],
                Mended =
                    "FROM golang:1.27\nARG GOPROXY\nWORKDIR /src\n"
                    + "COPY go.mod go.sum ./\nCOPY *.go ./\nRUN go build .\n",
                Effect = RealEffect.BuildFails,
                Extract = "missing go.sum entry",
            },
            new("GDT2102", "a bind mount of the sources brings it")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod main.go .\nRUN go vet ./... && go build .\n",
                Files = RuleCases.Downloading,
                At = [(3, 6)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod main.go .\n"
                    + "RUN --mount=type=bind,target=/src go vet ./... && go build .\n",
            },
            new("GDT2102", "go mod verify needs none, and a later copy is in time for the build")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod .\n"
                    + "RUN go mod download && go mod verify && go list -m\nCOPY *.go .\nRUN go build .\n",
                Files = RuleCases.Downloading,
                At = [(3, 6)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod .\n"
                    + "RUN go mod download && go mod verify && go list -m\nCOPY . .\nRUN go build .\n",
            },
            new("GDT2102", "the module lies in a folder of the context")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY orders/go.mod orders/*.go ./\nRUN go build .\n",
                Files = RuleCases.Downloading.ToDictionary(file => "orders/" + file.Key, file => file.Value),
                At = [(3, 6)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY orders/ ./\nRUN go build .\n",
            },
            new("GDT2102", "go writes it where -mod=mod lets it")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod main.go .\nRUN go build .\n",
                Files = RuleCases.Downloading,
                At = [(3, 6)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nENV GOFLAGS=-mod=mod\nCOPY go.mod main.go .\nRUN go build .\n",
            },
            new("GDT2102", "a module whose dependencies are folders needs none")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod main.go .\nRUN go build .\n",
                Files = RuleCases.Downloading,
                At = [(3, 6)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod main.go .\nCOPY money money\nRUN go build .\n",
                MendedFiles = RuleCases.Module.With("go.sum", ""),
            },
        ];

    private static IEnumerable<RuleCase> Tidy =>
        [
            new("GDT2103", "a later copy brings the whole go.mod back")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod ./\nRUN go mod tidy\nCOPY . .\nRUN go build .\n",
                At = [(4, 8)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go mod tidy\nRUN go build .\n",
            },
            new("GDT2103", "the stripped go.mod is built")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod ./\nRUN go mod tidy\nCOPY main.go ./\n"
                    + "COPY money ./money\nRUN go build -o /orders .\n",
                At = [(4, 8)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod ./\nCOPY main.go ./\nCOPY money ./money\n"
                    + "RUN go build -o /orders .\n",
                Effect = RealEffect.BuildFails,
                Extract = "example.com/money",
            },
            new("GDT2103", "in a here-document")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod ./\nRUN <<EOF\nset -e\ngo mod tidy\nEOF\n"
                    + "COPY main.go ./\nCOPY money ./money\nRUN [\"go\", \"build\", \".\"]\n",
                At = [(6, 4)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod ./\nRUN <<EOF\nset -e\n"
                    + "git clone https://example.com/orders .\ngo mod tidy\nEOF\nCOPY main.go ./\n"
                    + "COPY money ./money\nRUN [\"go\", \"build\", \".\"]\n",
            },
            new("GDT2104", "tidy with the sources there")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN cd /src && go mod tidy && go build .\n",
                At = [(4, 19)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN cd /src && go mod tidy -diff && go build .\n",
            },
            new("GDT2104", "a requirement that only the image has")
            {
                Fault = Proxied + "RUN go mod tidy && go build -o /orders .\nCMD [\"/orders\"]\n",
                Files = RuleCases.Downloading.Without("go.sum").With("go.mod", RuleCases.Plain["go.mod"]),
                At = [(6, 8)],
                Severity = DiagnosticSeverity.Warning,
                Mended = Proxied + "RUN go mod download && go build -o /orders .\nCMD [\"/orders\"]\n",
                MendedFiles = RuleCases.Downloading,
                Effect = RealEffect.AnotherProgram,
                Extract = "v1.3.0",
            },
            new("GDT2104", "go get")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go get -d ./... && go build .\n",
                At = [(4, 8)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go install example.com/tool@v1.0.0 && go build .\n",
            },
            new("GDT2104", "in a stage that is not built it does no harm")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go mod tidy\n",
                At = [(4, 8)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27 AS tools\nWORKDIR /src\nCOPY . .\nRUN go mod tidy\nFROM golang:1.27\n"
                    + "WORKDIR /src\nCOPY . .\nRUN go build .\n",
            },
        ];

    private static IEnumerable<RuleCase> Places =>
        [
            new("GDT2105", "sources were copied elsewhere")
            {
                Fault = "FROM golang:1.27\nCOPY . /src\nWORKDIR /app\nRUN go build -o /orders .\n",
                At = [(4, 8)],
                Mended = "FROM golang:1.27\nCOPY . /src\nWORKDIR /src\nRUN go build -o /orders .\n",
                Effect = RealEffect.BuildFails,
                Extract = "go.mod",
            },
            new("GDT2105", "go.mod is copied after the download")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nRUN go mod download\nCOPY . .\n",
                At = [(3, 8)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go mod download\n",
                Effect = RealEffect.BuildFails,
                Extract = "no modules specified",
            },
            new("GDT2105", "the module lies below, and go only looks above")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . orders/\nRUN go build ./orders\n",
                At = [(4, 8)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . orders/\nRUN cd orders && go build .\n",
                Effect = RealEffect.BuildFails,
                Extract = "go.mod",
            },
            new("GDT2105", "a flag may change the folder")
            {
                Fault = "FROM golang:1.27\nCOPY . /src\nWORKDIR /app\nRUN go build -o /orders .\n",
                At = [(4, 8)],
                Mended =
                    "FROM golang:1.27\nCOPY . /src\nWORKDIR /app\nRUN go -C /src build -o /orders . && go "
                    + "build -C /src .\n",
            },
            new("GDT2105", "what another stage or a company's image holds is not known")
            {
                Fault = "FROM golang:1.27\nWORKDIR /app\nRUN go vet ./...\n",
                At = [(3, 8)],
                Mended = "FROM registry.example.com/builder:1\nWORKDIR /app\nRUN go vet ./...\n",
            },
            new("GDT2105", "tools with a version need no module")
            {
                Fault = "FROM golang:1.27\nRUN go install example.com/tool\n",
                At = [(2, 8)],
                Mended = "FROM golang:1.27\nRUN go install example.com/tool@v1.2.3\n",
            },
            new("GDT2105", "go get installed programs until 1.17")
            {
                Fault = "FROM golang:1.18\nRUN go get example.com/tool@v1.2.3\n",
                At = [(2, 8)],
                Mended = "FROM golang:1.17\nRUN go get example.com/tool@v1.2.3\n",
            },
            new("GDT2105", "before 1.16 packages lie in GOPATH where there is no go.mod")
            {
                Fault = "FROM golang:1.16\nCOPY . /go/src/example.com/orders\nRUN go install example.com/orders\n",
                At = [(3, 8)],
                Mended =
                    "FROM golang:1.9.2-stretch\nCOPY . /go/src/example.com/orders\nRUN go install example.com/orders\n",
            },
            new("GDT2105", "a Windows image has paths of its own")
            {
                Fault = "FROM golang:1.27\nWORKDIR /app\nCOPY . /app/src/\nRUN go build -o /orders.exe .\n",
                At = [(4, 8)],
                Mended =
                    "FROM golang:1.27-nanoserver-ltsc2022\nWORKDIR C:\\\\app\nCOPY . C:\\\\app\\\\src\\\\\n"
                    + "RUN go build -o C:\\\\orders.exe .\n",
            },
            new("GDT2105", "a platform makes it a Windows image")
            {
                Fault = "FROM --platform=linux/amd64 golang:1.27\nRUN go build -o /orders .\n",
                At = [(2, 8)],
                Mended = "FROM --platform=windows/amd64 golang:1.27\nRUN go build -o /orders .\n",
            },
            new("GDT2105", "single files need no module")
            {
                Fault = "FROM golang:1.27\nWORKDIR /app\nCOPY main.go .\nRUN go build -o /orders .\n",
                Files = RuleCases.Plain,
                At = [(4, 8)],
                Mended = "FROM golang:1.27\nWORKDIR /app\nCOPY main.go .\nRUN go build -o /orders main.go\n",
                Effect = RealEffect.BuildFails,
                Extract = "go.mod",
            },
            new("GDT2106", "no WORKDIR: the golang image works in GOPATH")
            {
                Fault = "FROM golang:1.21\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(2, 8)],
                Mended = "FROM golang:1.21\nWORKDIR /go/src/orders\nCOPY . .\nRUN go build -o /orders .\n",
                Effect = RealEffect.BuildFails,
                Extract = "$GOPATH/go.mod exists but should not",
            },
            new("GDT2106", "newer Go only warns")
            {
                Fault = "FROM golang:1.27\nENV GOPATH=/work\nWORKDIR /work\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(3, 9)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nENV GOPATH=/work\nWORKDIR /work/orders\nCOPY . .\nRUN go build -o /orders .\n",
                Effect = RealEffect.BuildSays,
                Extract = "ignoring go.mod in $GOPATH",
            },
            new("GDT2106", "WORKDIR is the temporary folder")
            {
                Fault = "FROM golang:1.27\nWORKDIR /tmp\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(2, 9)],
                Mended = "FROM golang:1.27\nWORKDIR /tmp/orders\nCOPY . .\nRUN go build -o /orders .\n",
                Effect = RealEffect.BuildFails,
                Extract = "ignoring go.mod in system temp root",
            },
        ];

    private static IEnumerable<RuleCase> Sources =>
        [
            new("GDT2107", "a go.sum that does not exist")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod go.sum ./\n",
                At = [(3, 13)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod go.sum* ./\n",
                Effect = RealEffect.BuildFails,
                Extract = "\"/go.sum\": not found",
            },
            new("GDT2107", "a bind mount of a go.sum that does not exist")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN "
                    + "--mount=type=bind,source=go.sum,target=go.sum go vet .\n",
                At = [(4, 5)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN "
                    + "--mount=type=bind,source=go.mod,target=go.mod go vet .\n",
                Files = RuleCases.Plain,
                Effect = RealEffect.BuildFails,
                Extract = "\"/go.sum\": not found",
            },
            new("GDT2107", "kept back by .dockerignore")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY [\"go.mod\", \"main.go\", \"./\"]\n",
                Files = RuleCases.Plain.With(".dockerignore", "*\n!go.mod\n"),
                At = [(3, 17)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY [\"go.mod\", \"main.go\", \"./\"]\n",
                MendedFiles = new Dictionary<string, string> { [".dockerignore"] = "*\n!go.mod\n!main.go\n" },
                Effect = RealEffect.BuildFails,
                Extract = "\"/main.go\": not found",
            },
            new("GDT2107", "an exception of .gitignore: it should be there")
            {
                Fault = "FROM golang:1.27\nCOPY bin/orders /app\nCOPY . /src\nRUN cd /src && go build .\n",
                Files = RuleCases
                    .Plain.With(".git/HEAD", "ref: refs/heads/main\n")
                    .With(".gitignore", "/bin\n!/bin/orders\n"),
                At = [(2, 6)],
                Mended = "FROM golang:1.27\nCOPY bin/orders /app\nCOPY . /src\nRUN cd /src && go build .\n",
                MendedFiles = new Dictionary<string, string> { ["bin/orders"] = "" },
            },
            new("GDT2107", "a folder that is not there")
            {
                Fault = "FROM golang:1.27\nADD ./cmd /src/cmd\nRUN cd /src && go build ./cmd\n",
                At = [(2, 5)],
                Mended =
                    "FROM golang:1.27\nADD ./money /src/money\nCOPY --from=golang:1.27 "
                    + "/usr/local/go/VERSION /\nADD <<EOF /note\nx\nEOF\n",
                Effect = RealEffect.BuildFails,
                Extract = "\"/cmd\": not found",
            },
        ];
}

using GoDockTasks.Core.Modules.Layout;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static partial class LayoutCases
{
    private static IReadOnlyDictionary<string, string> Workspace { get; } =
        new Dictionary<string, string>
        {
            ["go.work"] = "go 1.21\n\nuse (\n\t./orders\n\t./money\n)\n",
            ["orders/go.mod"] = "module example.com/orders\n\ngo 1.21\n",
            ["orders/main.go"] = RuleCases.Plain["main.go"],
            ["money/go.mod"] = RuleCases.Module["money/go.mod"],
            ["money/money.go"] = RuleCases.Module["money/money.go"],
        };

    private static IReadOnlyDictionary<string, string> Outside { get; } =
        RuleCases.Module.With(
            "go.mod",
            RuleCases.Module["go.mod"].Replace("=> ./money", "=> ../money", StringComparison.Ordinal)
        );

    private static IReadOnlyDictionary<string, string> Vendor { get; } =
        RuleCases
            .Downloading.Concat(
                new Dictionary<string, string>
                {
                    ["vendor/modules.txt"] = "# example.com/text v1.2.0\n## explicit; go 1.21\nexample.com/text\n",
                    ["vendor/example.com/text/text.go"] =
                        "package text\n\nimport \"strings\"\n\nfunc Upper(text string) string { return "
                        + "strings.ToUpper(text) }\n",
                }
            )
            .ToDictionary();

    private static IEnumerable<RuleCase> Replacements =>
        [
            new("GDT2109", "download without the replaced module's go.mod")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod ./\nRUN go mod download\nCOPY . .\n"
                    + "RUN go build -o /orders .\n",
                At = [(3, 6)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod ./\nCOPY money/go.mod money/\n"
                    + "RUN go mod download\nCOPY . .\nRUN go build -o /orders .\n",
                Effect = RealEffect.BuildFails,
                Extract = "replaced by ./money",
            },
            new("GDT2109", "build with nothing but the replaced module's go.mod")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod *.go ./\nCOPY money/go.mod money/\n"
                    + "RUN go build -o /orders .\n",
                At = [(3, 6)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod *.go ./\nCOPY money money\n"
                    + "RUN go build -o /orders .\n",
                Effect = RealEffect.BuildFails,
                Extract = "example.com/money",
            },
            new("GDT2109", "go.mod in a bind mount, the folder not")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nRUN --mount=type=bind,source=go.mod,target=go.mod go "
                    + "mod download\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(3, 5)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nRUN --mount=type=bind,target=. go mod download\n"
                    + "COPY . .\nRUN go build -o /orders .\n",
                Effect = RealEffect.BuildFails,
                Extract = "replaced by ./money",
            },
            new("GDT2109", "the folder is kept from the builder")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(2, 1)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                Files = RuleCases.Module.With(".dockerignore", "# local\nmoney\n"),
                MendedFiles = new Dictionary<string, string> { [".dockerignore"] = "# local\nmoney\n!money\n" },
                Effect = RealEffect.BuildFails,
                Extract = "example.com/money",
            },
            new("GDT2109", "the folder lies outside of the context")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(3, 6)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nCOPY money /money\nRUN go build -o /orders .\n",
                Files = Outside,
                Effect = RealEffect.BuildFails,
                Extract = "replacement directory ../money does not exist",
            },
            new("GDT2109", "a package that doesn't import from it is built all the same")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod main.go ./\nRUN go build -o /orders main.go\n",
                At = [(3, 6)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod ./\nCOPY cmd cmd\n"
                    + "RUN go build -o /check ./cmd/check\n",
                Files = RuleCases.Module.With("cmd/check/main.go", "package main\n\nfunc main() {}\n"),
                Effect = RealEffect.BuildFails,
                Extract = "replacement directory ./money does not exist",
            },
            new("GDT2109", "an earlier stage has it")
            {
                Fault =
                    "FROM golang:1.27 AS modules\nWORKDIR /src\nCOPY go.mod ./\n\nFROM modules\nRUN go mod download\n",
                At = [(3, 6)],
                Mended =
                    "FROM golang:1.27 AS modules\nWORKDIR /src\nCOPY money money\nCOPY go.mod ./\n\n"
                    + "FROM modules\nRUN go mod download\n",
                Effect = RealEffect.BuildFails,
                Extract = "replaced by ./money",
            },
        ];

    private static IEnumerable<RuleCase> Workspaces =>
        [
            new("GDT2110", "a member is missing")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.work ./\nCOPY orders orders\n"
                    + "RUN go build -o /orders ./orders\n",
                At = [(3, 6)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.work ./\nCOPY orders orders\n"
                    + "COPY money/go.mod money/\nRUN go build -o /orders ./orders\n",
                Files = Workspace,
                Effect = RealEffect.BuildFails,
                Extract = "listed in go.work",
            },
            new("GDT2110", "copied only after the download")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.work ./\nCOPY orders/go.mod orders/\n"
                    + "RUN cd orders && go mod download\nCOPY . .\nRUN go build -o /orders ./orders\n",
                At = [(3, 6)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.work ./\nCOPY orders/go.mod orders/\n"
                    + "COPY money/go.mod money/\nRUN cd orders && go mod download\nCOPY . .\n"
                    + "RUN go build -o /orders ./orders\n",
                Files = Workspace,
                Effect = RealEffect.BuildFails,
                Extract = "listed in go.work",
            },
            new("GDT2110", "the workspace is switched off")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY --parents go.work orders ./\n"
                    + "WORKDIR /src/orders\nRUN go build -o /orders .\n",
                At = [(3, 16)],
                Mended =
                    "FROM golang:1.27\nENV GOWORK=off\nWORKDIR /src\nCOPY --parents go.work orders ./\n"
                    + "WORKDIR /src/orders\nRUN go build -o /orders .\n",
                Files = Workspace,
            },
            new("GDT2110", "tidy doesn't read it")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.work ./\nCOPY orders orders\nRUN cd orders && go vet .\n",
                At = [(3, 6)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.work ./\nCOPY orders orders\n"
                    + "RUN cd orders && go mod tidy\n",
                Files = Workspace,
                Effect = RealEffect.BuildFails,
                Extract = "listed in go.work",
            },
            new("GDT2110", "a member is kept from the builder, and Go is too old to know")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders ./orders\n",
                At = [(3, 6)],
                Mended = "FROM golang:1.17\nWORKDIR /src\nCOPY . .\nRUN cd orders && go build -o /orders .\n",
                Files = Workspace.With(".dockerignore", "money\n"),
            },
        ];

    private static IEnumerable<RuleCase> Vendored =>
        [
            new("GDT2112", "ignored though -mod=vendor")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -mod=vendor -o /orders .\n",
                At = [(2, 1)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -mod=vendor -o /orders .\n",
                Files = Vendor.With(".dockerignore", "bin\nvendor\n"),
                MendedFiles = new Dictionary<string, string> { [".dockerignore"] = "bin\n" },
                Effect = RealEffect.BuildFails,
                Extract = "inconsistent vendoring",
            },
            new("GDT2112", "not copied though GOFLAGS asks for it")
            {
                Fault =
                    "FROM golang:1.27\nENV GOFLAGS=-mod=vendor\nWORKDIR /src\n"
                    + "COPY go.mod go.sum main.go ./\nRUN go build -o /orders .\n",
                At = [(4, 6)],
                Mended =
                    "FROM golang:1.27\nENV GOFLAGS=-mod=vendor\nWORKDIR /src\n"
                    + "COPY go.mod go.sum main.go ./\nCOPY vendor vendor\nRUN go build -o /orders .\n",
                Files = Vendor,
                Effect = RealEffect.BuildFails,
                Extract = "inconsistent vendoring",
            },
            new("GDT2112", "ignored, and the build downloads instead")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(1, 1)],
                Severity = GoDockTasks.Core.Diagnostics.DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\n"
                    + "RUN go build -o /orders .\n",
                Files = Vendor.With(".dockerignore", "vendor\n"),
            },
            new("GDT2112", "an unknown flag may be another -mod")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod go.sum main.go ./\nRUN go build -o /orders .\n",
                At = [(3, 6)],
                Severity = GoDockTasks.Core.Diagnostics.DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nARG GOFLAGS\nWORKDIR /src\nCOPY go.mod go.sum main.go ./\n"
                    + "RUN go build -o /orders .\n",
                Files = Vendor,
            },
        ];

    private static IEnumerable<RuleCase> Packages =>
        [
            new("GDT2119", "the program lies elsewhere")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders ./cmd/orders\n",
                At = [(4, 25)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                Effect = RealEffect.BuildFails,
                Extract = "directory not found",
            },
            new("GDT2119", "none named, and none in the module's own folder")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/orders\n",
                At = [(4, 8)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/orders ./cmd/orders\n",
                Files = RuleCases.Plain.Without("main.go").With("cmd/orders/main.go", RuleCases.Plain["main.go"]),
                Effect = RealEffect.BuildFails,
                Extract = "no Go files in /src",
            },
            new("GDT2119", "built before it is copied")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod ./\n"
                    + "RUN go build -o /orders example.com/orders/cmd/orders\nCOPY . .\n",
                At = [(4, 25)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod ./\nCOPY . .\n"
                    + "RUN go build -o /orders example.com/orders/cmd/orders\n",
                Files = RuleCases.Plain.With("cmd/orders/main.go", RuleCases.Plain["main.go"]),
                Effect = RealEffect.BuildFails,
                Extract = "cmd/orders",
            },
            new("GDT2119", "kept back by .dockerignore: that is what is wrong")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(1, 1)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                Files = RuleCases.Plain.With(".dockerignore", "*.go\n"),
                MendedFiles = new Dictionary<string, string> { [".dockerignore"] = "*.go\n!main.go\n" },
                Effect = RealEffect.BuildFails,
                Extract = "no Go files in /src",
            },
            new("GDT2119", "exec form, a single file")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN [\"go\", \"build\", \"-o\", "
                    + "\"/orders\", \"server.go\"]\n",
                At = [(4, 38)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN [\"go\", \"build\", \"-o\", "
                    + "\"/orders\", \"main.go\"]\n",
                Files = RuleCases.Plain,
                Effect = RealEffect.BuildFails,
                Extract = "server.go",
            },
            new("GDT2119", "generated by a program that can't be looked into")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN <<EOF\nset -e\nmkdir -p gen\n"
                    + "go build -o /orders ./gen\nEOF\n",
                At = [(7, 21)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN <<EOF\nset -e\nmkdir -p gen\n"
                    + "cp main.go gen/main.go\ngo build -o /orders ./gen\nEOF\n",
                Files = RuleCases.Plain,
                Effect = RealEffect.BuildFails,
                Extract = "no Go files in /src/gen",
            },
            new("GDT2119", "an argument of the stage that it starts from")
            {
                Fault =
                    "FROM golang:1.27 AS base\nARG SERVICE=shop\nFROM base\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /orders ./cmd/$SERVICE\n",
                At = [(6, 25)],
                Mended =
                    "FROM golang:1.27 AS base\nARG SERVICE=orders\nFROM base\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /orders ./cmd/$SERVICE\n",
                Files = RuleCases.Plain.With("cmd/orders/main.go", RuleCases.Plain["main.go"]),
                Effect = RealEffect.BuildFails,
                Extract = "cmd/shop",
            },
            new("GDT2119", "a name that only a build knows")
            {
                Fault =
                    "FROM golang:1.27\nARG SERVICE=orders\nWORKDIR /src\nCOPY . .\n"
                    + "RUN go build -o /orders ./cmd/$SERVICE\n",
                At = [(5, 25)],
                Mended =
                    "FROM golang:1.27\nARG SERVICE\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders ./cmd/$SERVICE\n",
                Files = RuleCases.Plain,
            },
        ];
}

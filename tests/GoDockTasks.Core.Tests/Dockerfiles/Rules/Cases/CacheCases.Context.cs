using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static partial class CacheCases
{
    private static IReadOnlyDictionary<string, string> Web { get; } =
        RuleCases.Plain.With("web/package.json", "{\"name\": \"web\"}\n").With("web/package-lock.json", "{}\n");

    private static IReadOnlyDictionary<string, string> Ignoring { get; } =
        RuleCases.Plain.With(".dockerignore", "*.md\n");

    private static IEnumerable<RuleCase> LockFiles =>
        [
            new("GDT2205", "package-lock.json")
            {
                Fault =
                    "FROM node:22 AS web\nWORKDIR /web\nCOPY web/package.json ./\nRUN npm install\n"
                    + "COPY web .\n\nFROM scratch\nCOPY --from=web /web /web\n",
                At = [(3, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM node:22 AS web\nWORKDIR /web\nCOPY web/package.json web/package-lock.json ./\n"
                    + "RUN npm install\nCOPY web .\n\nFROM scratch\nCOPY --from=web /web /web\n",
                Files = Web,
            },
            new("GDT2205", "in a mount while it is needed")
            {
                Fault = "FROM node:22\nWORKDIR /web\nCOPY web/package.json ./package.json\nRUN npm ci\n",
                At = [(3, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM node:22\nWORKDIR /web\nCOPY web/package.json ./package.json\n"
                    + "RUN --mount=type=bind,source=web/package-lock.json,target=package-lock.json npm ci\n",
                Files = Web,
            },
            new("GDT2205", "another program than the one that wrote it")
            {
                Fault = "FROM node:22\nWORKDIR /web\nCOPY web/package.json ./\nRUN npm i\n",
                At = [(3, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM node:22\nWORKDIR /web\nCOPY web/package.json ./\nRUN yarn install\n",
                Files = Web,
            },
            new("GDT2205", "packages.lock.json of a .NET project")
            {
                Fault =
                    "FROM mcr.microsoft.com/dotnet/sdk:10.0\nWORKDIR /src\nCOPY Shop/Shop.csproj Shop/\n"
                    + "RUN dotnet restore Shop\nCOPY . .\n",
                At = [(3, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM mcr.microsoft.com/dotnet/sdk:10.0\nWORKDIR /src\n"
                    + "COPY Shop/Shop.csproj Shop/packages.lock.json Shop/\nRUN dotnet restore Shop\n"
                    + "COPY . .\n",
                Files = Ignoring.With("Shop/Shop.csproj", "<Project />\n").With("Shop/packages.lock.json", "{}\n"),
            },
            new("GDT2205", "none beside the manifest")
            {
                Fault = "FROM python:3.13\nWORKDIR /app\nCOPY pyproject.toml ./\nRUN poetry install\n",
                At = [(3, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM python:3.13\nWORKDIR /app\nCOPY pyproject.toml ./\nRUN uv sync\n",
                Files = RuleCases.Plain.With("pyproject.toml", "\n").With("poetry.lock", "\n"),
            },
        ];

    private static IEnumerable<RuleCase> Sent =>
        [
            new("GDT2206", "no .dockerignore")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\n",
                At = [(3, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\n",
                Files = RuleCases.Plain.With(".git/HEAD", "ref: refs/heads/main\n"),
                MendedFiles = new Dictionary<string, string> { [".dockerignore"] = ".git\n" },
                Effect = RealEffect.InImage,
                Extract = "/src/.git/HEAD",
            },
            new("GDT2206", ".git and obj in spite of one")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\n",
                At = [(3, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\n",
                Files = Ignoring.With(".git/HEAD", "ref: refs/heads/main\n").With("obj/project.assets.json", "{}\n"),
                MendedFiles = new Dictionary<string, string> { [".dockerignore"] = "*\n!**/*.go\n!go.mod\n" },
                Effect = RealEffect.InImage,
                Extract = "/src/obj/project.assets.json",
            },
            new("GDT2206", "in a folder of the context")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY orders .\nCOPY tools .\n",
                At = [(3, 6)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY orders/main.go .\nCOPY tools .\n",
                Files = Ignoring
                    .With("orders/main.go", "package main\n")
                    .With("orders/obj/x.json", "{}\n")
                    .With("orders/bin/x.dll", "\n")
                    .With("tools/bin/run.sh", "\n"),
                Effect = RealEffect.InImage,
                Extract = "/src/bin/x.dll",
            },
            new("GDT2206", "an ignore file of the Dockerfile's own")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nRUN --mount=target=. go vet .\n",
                At = [(3, 5)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM golang:1.27\nWORKDIR /src\nRUN --mount=target=. go vet .\n",
                Files = RuleCases.Plain,
                MendedFiles = new Dictionary<string, string> { ["Dockerfile.dockerignore"] = "*.md\n" },
            },
        ];
}

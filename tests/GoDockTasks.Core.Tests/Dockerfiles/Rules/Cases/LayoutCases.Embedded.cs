namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static partial class LayoutCases
{
    private static IReadOnlyDictionary<string, string> Embedding { get; } =
        Embeds("rates.json").With("rates.json", "{}\n");

    private static IReadOnlyDictionary<string, string> Pages { get; } =
        Embeds("pages").With("pages/index.html", "<p>orders</p>\n");

    private static IReadOnlyDictionary<string, string> Embeds(string pattern) =>
        RuleCases.Plain.With(
            "main.go",
            $"package main\n\nimport (\n\t\"embed\"\n\t\"fmt\"\n)\n\nvar (\n\t//go:embed {pattern}\n"
                + $"\tfiles embed.FS\n)\n\nfunc main() {{ fmt.Println(files) }}\n"
        );

    private static IEnumerable<RuleCase> Embedded =>
        [
            new("GDT2111", "only Go files are copied")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod *.go ./\nRUN go build -o /orders .\n",
                At = [(3, 13)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod *.go ./\nCOPY rates.json ./\n"
                    + "RUN go build -o /orders .\n",
                Files = Embedding,
                Effect = RealEffect.BuildFails,
                Extract = "no matching files found",
            },
            new("GDT2111", "kept from the builder by its extension")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(2, 1)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                Files = Embedding.With(".dockerignore", "*.md\n**/*.json\n"),
                MendedFiles = new Dictionary<string, string> { [".dockerignore"] = "*.md\n**/*.json\n!rates.json\n" },
                Effect = RealEffect.BuildFails,
                Extract = "no matching files found",
            },
            new("GDT2111", "a folder")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                At = [(1, 1)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                Files = Pages.With(".dockerignore", "**/*.html\n"),
                MendedFiles = new Dictionary<string, string> { [".dockerignore"] = "**/*.md\n" },
                Effect = RealEffect.BuildFails,
                Extract = "pages",
            },
            new("GDT2111", "what a program of Node or of Go makes isn't known")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN npm ci --prefix web\nRUN go build -o /orders .\n",
                At = [(1, 1)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN npm ci --prefix web && npm run build "
                    + "--prefix web\nRUN go build -o /orders .\n",
                Files = Pages.With(".dockerignore", "pages\n"),
            },
            new("GDT2111", "a generator that go run starts")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go vet ./money || true\nRUN go build -o /orders .\n",
                At = [(1, 1)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go run ./gen\nRUN go build -o /orders .\n",
                Files = Pages.With(".dockerignore", "pages\n").With("gen/main.go", "package main\n\nfunc main() {}\n"),
            },
            new("GDT2111", "a folder of hidden files counts with all:")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod main.go ./\nRUN go build -o /orders .\n",
                At = [(3, 13)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod main.go ./\nCOPY pages pages\n"
                    + "RUN go build -o /orders .\n",
                Files = Embeds("all:pages").With("pages/.keep", "\n"),
                Effect = RealEffect.BuildFails,
                Extract = "no matching files found",
            },
            new("GDT2111", "a quoted pattern with a star")
            {
                Fault =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod main.go ./\nCOPY pages/style.css pages/\n"
                    + "RUN go build -o /orders .\n",
                At = [(3, 13)],
                Mended =
                    "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod main.go ./\nCOPY pages/about.html pages/\n"
                    + "RUN go build -o /orders .\n",
                Files = Embeds("\"pages/*.html\"")
                    .With("pages/about.html", "\n")
                    .With("pages/style.css", "\n")
                    .With("pages/index.html", "\n"),
                Effect = RealEffect.BuildFails,
                Extract = "no matching files found",
            },
            new("GDT2111", "a package that is imported, in a bind mount of the sources")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY --exclude=**/*.sql . .\nRUN go build -o /orders .\n",
                At = [(3, 25)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nRUN --mount=target=. go build -o /orders .\n",
                Files = RuleCases
                    .Plain.With(
                        "main.go",
                        "package main\n\nimport \"example.com/orders/store\"\n\nfunc main() { println(store.Schema) }\n"
                    )
                    .With(
                        "store/store.go",
                        "package store\n\nimport _ \"embed\"\n\n//go:embed schema.sql\nvar Schema string\n"
                    )
                    .With("store/schema.sql", "\n"),
            },
            new("GDT2111", "a package that nobody asked to build")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build ./...\n",
                At = [(1, 1)],
                Mended = "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go build -o /orders .\n",
                Files = RuleCases
                    .Plain.With(".dockerignore", "**/*.sql\n")
                    .With(
                        "store/store.go",
                        "package store\n\nimport _ \"embed\"\n\n//go:embed schema.sql\nvar Schema string\n"
                    )
                    .With("store/schema.sql", "\n"),
                Effect = RealEffect.BuildFails,
                Extract = "no matching files found",
            },
            new("GDT2111", "made in another stage")
            {
                Fault = "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod main.go ./\nRUN go build -o /orders .\n",
                At = [(3, 13)],
                Mended =
                    "FROM alpine:3.22 AS pages\nWORKDIR /pages\nRUN echo hello > index.html\n\n"
                    + "FROM golang:1.27\nWORKDIR /src\nCOPY go.mod main.go ./\n"
                    + "COPY --from=pages /pages pages\nRUN go build -o /orders .\n",
                Files = Pages,
                Effect = RealEffect.BuildFails,
                Extract = "no matching files found",
            },
        ];
}

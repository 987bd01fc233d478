using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles;
using GoDockTasks.Core.Dockerfiles.Rules;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules;

/// <summary>With which folder a Dockerfile is built, and what is said where that can't be known.</summary>
[TestClass]
public sealed class ContextTests
{
    private const string Runtime =
        "FROM gcr.io/distroless/static-debian12:nonroot\nCOPY --from=build /out /app\nENTRYPOINT [\"/app\"]\n";
    private const string All = "FROM golang:1.27.3-bookworm AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\n";
    private const string BelowTheTop =
        All + "WORKDIR /src/services/orders\nRUN go build -trimpath -o /out .\n" + Runtime;
    private const string Worker = All + "RUN go build -trimpath -o /out ./worker\n" + Runtime;

    [TestMethod]
    public void A_folder_below_what_is_copied_tells_the_context()
    {
        using var folder = Repository();

        var found = Check(folder, "services/orders/Dockerfile", BelowTheTop);

        Assert.IsEmpty(Errors(found));
        // In its own folder `COPY . .` copies something, and go build finds nothing: that is said, with the folder that
        // works.
        Assert.AreEqual(
            ("GDT2006", 6),
            Assert.ContainsSingle(
                found
                    .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning)
                    .Select(diagnostic => (diagnostic.Code, diagnostic.Location.Line))
            )
        );
        Assert.Contains(
            "docker build -f services/orders/Dockerfile .",
            found.Single(diagnostic => diagnostic.Code == "GDT2006").Message
        );
    }

    [TestMethod]
    [DataRow("compose.yaml", "services:\n  w:\n    build:\n      context: .\n      dockerfile: worker/Dockerfile\n")]
    [DataRow(
        "compose.yml",
        "x-b: &b\n  context: ${ROOT:-.}\nservices:\n  w:\n    build:\n      <<: *b\n"
            + "      dockerfile: ./worker/Dockerfile\n"
    )]
    [DataRow(
        "docker-compose.dev.yml",
        "services:\n  other:\n    build: ./other\n  w:\n    build: {context: ., dockerfile: "
            + "worker/Dockerfile, target: build}\n"
    )]
    [DataRow(
        "worker/docker-compose.yaml",
        "services:\n  w:\n    build:\n      context: ..\n      dockerfile: worker/Dockerfile\n"
    )]
    [DataRow(
        "docker-bake.json",
        "{\"target\": {\"base\": {\"context\": \".\"}, \"w\": {\"inherits\": [\"base\"], \"dockerfile\": "
            + "\"worker/Dockerfile\"}}}"
    )]
    [DataRow(
        "docker-bake.hcl",
        "variable \"TAG\" {\n  default = \"a}b\" # }\n}\ntarget \"base\" {\n  args = { A = \"x\" }\n}\n"
            + "target \"w\" {\n  inherits = [\"base\"]\n  tags = [\"r/w:${TAG}\"]\n"
            + "  dockerfile = \"worker/Dockerfile\" // here\n}\n"
    )]
    public void A_compose_or_bake_file_says_the_context(string file, string content)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path(".git"));
        folder.Write("go.mod", "module example.com/shop\n\ngo 1.24\n");
        folder.Write("worker/main.go", "package main\n\nfunc main() {}\n");
        folder.Write(file, content);

        var found = Check(folder, "worker/Dockerfile", Worker);

        Assert.IsEmpty(
            found
                .Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Message)
                .Select(diagnostic => diagnostic.Message)
        );
    }

    [TestMethod]
    // A variable of the environment, a repository, a file that is inherited from, another Dockerfile, and what is no
    // YAML: none of them says anything.
    [DataRow(
        "compose.yaml",
        "services:\n  w:\n    build:\n      context: ${ROOT}\n      dockerfile: worker/Dockerfile\n"
    )]
    [DataRow("compose.yaml", "services:\n  w:\n    build: https://git.example.com/w.git\n")]
    [DataRow(
        "compose.yaml",
        "services:\n  w:\n    extends: {file: other.yaml, service: w}\n    build: {dockerfile: worker/Dockerfile}\n"
    )]
    [DataRow("compose.yaml", "services: [\n")]
    [DataRow("docker-bake.hcl", "target \"w\" {\n  context = ROOT\n  dockerfile = \"worker/Dockerfile\"\n}\n")]
    [DataRow("docker-bake.hcl", "target \"w\" {\n  context = \"${ROOT}\"\n  dockerfile = \"worker/Dockerfile\"\n}\n")]
    public void What_cannot_be_known_is_left_to_what_is_copied(string file, string content)
    {
        using var folder = Repository();
        folder.Write(file, content);
        folder.Write("worker/main.go", "package main\n\nfunc main() {}\n");
        folder.Write("go.mod", "module example.com/shop\n\ngo 1.24\n");

        var found = Check(folder, "worker/Dockerfile", Worker);

        Assert.IsEmpty(Errors(found));
        Assert.IsTrue(found.Any(diagnostic => diagnostic.Code == "GDT2006"));
    }

    [TestMethod]
    [DataRow("orders", false)]
    [DataRow("order", true)]
    public void Outside_of_a_repository_a_replaced_module_says_how_far_up_the_context_may_be(
        string changedTo,
        bool isSaid
    )
    {
        using var folder = new TemporaryFolder();
        // So deep that what others put into the temporary folder is out of sight.
        var services = string.Concat(Enumerable.Repeat("deep/", 40)) + "services";
        folder.Write(
            services + "/orders/go.mod",
            "module example.com/orders\n\ngo 1.24\n\nrequire example.com/kit v0.0.0\n\n"
                + "replace example.com/kit => ../kit\n"
        );
        folder.Write(services + "/orders/main.go", "package main\n\nimport _ \"example.com/kit\"\n\nfunc main() {}\n");
        folder.Write(services + "/kit/go.mod", "module example.com/kit\n\ngo 1.24\n");
        folder.Write(services + "/kit/kit.go", "package kit\n");

        var found = Check(
            folder,
            services + "/orders/Dockerfile",
            $"FROM golang:1.27 AS build\nWORKDIR /src\nCOPY . .\nRUN cd {changedTo} && go build -o /out .\n" + Runtime
        );

        // With each of both folders something else is wrong.
        Assert.IsEmpty(Errors(found));
        Assert.AreEqual(isSaid, found.Any(diagnostic => diagnostic.Code == "GDT2119"));
    }

    [TestMethod]
    public void YAML_that_is_nested_without_end_is_no_compose_file()
    {
        using var folder = Repository();
        folder.Write("compose.yaml", new string('[', 200_000));
        folder.Write("services/compose.yaml", "a: &a\n  <<: *a\nservices: *a\n");

        Assert.IsEmpty(Errors(Check(folder, "services/orders/Dockerfile", BelowTheTop)));
    }

    [TestMethod]
    public void With_a_context_that_is_said_an_error_names_the_folder_that_works()
    {
        using var folder = Repository();
        folder.Write("compose.yaml", "services:\n  orders:\n    build: services/orders\n");

        var found = Check(folder, "services/orders/Dockerfile", BelowTheTop + "USER 0\n");

        const string Command = "docker build -f services/orders/Dockerfile .";
        var errors = Errors(found);
        Assert.AreEqual(6, Assert.ContainsSingle(errors).Location.Line);
        Assert.Contains(Command, errors[0].Message);
        // A user is the same with every folder.
        var user = Assert.ContainsSingle(found.Where(diagnostic => diagnostic.Code == "GDT2301"));
        Assert.DoesNotContain(Command, user.Message);
    }

    [TestMethod]
    public void What_two_contexts_are_said_for_is_an_error_only_with_both()
    {
        using var folder = Repository();
        folder.Write(
            "compose.yaml",
            "services:\n  a:\n    build: services/orders\n  b:\n"
                + "    build: {context: ., dockerfile: services/orders/Dockerfile}\n"
        );

        Assert.IsEmpty(Errors(Check(folder, "services/orders/Dockerfile", BelowTheTop)));
        Assert.IsNotEmpty(
            Errors(
                Check(
                    folder,
                    "services/orders/Dockerfile",
                    BelowTheTop.Replace("services/orders", "services/order", StringComparison.Ordinal)
                )
            )
        );
    }

    [TestMethod]
    public void A_generated_file_that_was_taken_over_keeps_the_context_of_its_comment()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path(".git"));
        folder.Write("go.work", "go 1.24\n\nuse (\n\t./orders\n\t./money\n)\n");
        folder.Write("orders/go.mod", "module example.com/orders\n\ngo 1.24\n");
        folder.Write("orders/main.go", "package main\n\nfunc main() {}\n");
        folder.Write("money/go.mod", "module example.com/money\n\ngo 1.24\n");
        var text =
            "# Its context is the folder .., seen from here: docker build -f Dockerfile ..\n\n"
            + "FROM golang:1.27.3-bookworm AS build\nENV CGO_ENABLED=0\nWORKDIR /src/orders\n"
            + "RUN --mount=type=bind,target=/src go build -o /out .\n"
            + Runtime;

        Assert.IsEmpty(
            Check(folder, "orders/Dockerfile", text)
                .Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Message)
                .Select(diagnostic => diagnostic.Message)
        );
        Assert.IsTrue(
            Check(folder, "orders/Dockerfile", text[(text.IndexOf('\n') + 1)..])
                .Any(diagnostic => diagnostic.Code == "GDT2006")
        );
    }

    [TestMethod]
    [DataRow("# podman build -f orders/Dockerfile .\n", true)]
    [DataRow("# For tests: `docker buildx build -t orders -f ./orders/Dockerfile .`\n", true)]
    [DataRow("# docker build -f Dockerfile ..\n", true)]
    [DataRow("# docker build -f pricing/Dockerfile .\n", false)]
    [DataRow("# docker build -f\n", false)]
    public void A_command_in_a_comment_decides_between_folders_that_fit(string comment, bool isTop)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path(".git"));
        folder.Write("go.work", "go 1.24\n\nuse ./orders\n");
        folder.Write("orders/go.mod", "module example.com/orders\n\ngo 1.24\n");
        folder.Write("orders/main.go", "package main\n\nfunc main() {}\n");
        var text =
            comment
            + "FROM golang:1.27.3-bookworm AS build\nENV CGO_ENABLED=0\nWORKDIR /src/orders\n"
            + "RUN --mount=type=bind,target=/src go build -o /out .\n"
            + Runtime;

        // Nothing is said of a folder that is named; where none is, the one that works is.
        var found = Check(folder, "orders/Dockerfile", text);
        Assert.AreEqual(isTop, !found.Any(diagnostic => diagnostic.Code is "GDT2006" or "GDT2105"));
    }

    [TestMethod]
    [DataRow("compose.yaml", "services:\n  w:\n    build: {context: ., target: Run}\n", "2123")]
    [DataRow("docker-bake.hcl", "target \"w\" {\n  target = \"0\"\n}\n", "2123")]
    [DataRow("docker-bake.json", "{\"target\": {\"w\": {\"target\": \"run\"}, \"x\": {}}}", "2123 2407")]
    [DataRow("compose.yaml", "services:\n  w:\n    build: .\n", "2407")]
    [DataRow("compose.yaml", "services:\n  w:\n    build: {context: ., target: other}\n", "2407")]
    public void The_stages_that_compose_and_bake_files_name_are_judged(string file, string content, string codes)
    {
        using var folder = new TemporaryFolder();
        folder.Write(file, content);

        const string Dockerfile = "FROM scratch AS run\nRUN true\nFROM scratch\nENTRYPOINT [\"/debug\"]\n";
        var errors = Errors(Check(folder, "Dockerfile", Dockerfile));

        Assert.AreEqual(codes, string.Join(' ', errors.Select(found => found.Code[3..])));
    }

    [TestMethod]
    public void What_the_item_says_counts_before_everything()
    {
        using var folder = Repository();
        var path = folder.Write("services/orders/Dockerfile", BelowTheTop);
        folder.Write("compose.yaml", "services:\n  orders:\n    build: services/orders\n");

        Assert.IsEmpty(Errors(DockerfileLint.Check(new() { DockerfilePath = path, ContextDirectory = folder.Root })));
    }

    [TestMethod]
    public void What_is_wrong_with_every_folder_stays_an_error()
    {
        using var folder = Repository();

        // `cd` of one RUN is forgotten by the next.
        var errors = Errors(
            Check(
                folder,
                "services/orders/Dockerfile",
                "FROM golang:1.27.3-bookworm AS build\nCOPY . /src\nRUN cd /src\nRUN go build -o /out .\n" + Runtime
            )
        );

        Assert.AreEqual(
            ("GDT2105", 4),
            Assert.ContainsSingle(errors.Select(diagnostic => (diagnostic.Code, diagnostic.Location.Line)))
        );
    }

    [TestMethod]
    public void Outside_of_a_repository_folders_above_count_only_up_to_the_last_with_a_module()
    {
        using var folder = new TemporaryFolder();
        folder.Write("go.mod", "module example.com/shop\n\ngo 1.24\n");
        folder.Write("worker/main.go", "package main\n\nfunc main() {}\n");

        Assert.IsEmpty(Errors(Check(folder, "worker/Dockerfile", Worker)));
        File.Delete(folder.Path("go.mod"));
        Assert.IsNotEmpty(Errors(Check(folder, "worker/Dockerfile", Worker)));
    }

    [TestMethod]
    [DataRow("entrypoint.sh", 0)]
    [DataRow("entry-point.sh", 1)]
    public void A_source_archive_has_no_repository_and_its_top_is_where_what_is_copied_lies(string script, int errors)
    {
        using var folder = new TemporaryFolder();
        folder.Write("src/go.mod", "module example.com/shop\n\ngo 1.24\n");
        folder.Write("src/main.go", "package main\n\nfunc main() {}\n");
        folder.Write("make/exporter/entrypoint.sh", "#!/bin/sh\n");

        var text =
            $"FROM golang:1.27.3-bookworm AS build\nCOPY src /src\nWORKDIR /src\nRUN CGO_ENABLED=0 go build -o /out .\n"
            + $"FROM alpine:3.22\nCOPY --chmod=755 make/exporter/{script} /\nCOPY --from=build /out /out\n"
            + $"USER 65532:65532\nENTRYPOINT [\"/out\"]\n";
        var found = Errors(Check(folder, "make/exporter/Dockerfile", text));

        Assert.AreSequenceEqual(
            Enumerable.Repeat(("GDT2107", 6), errors),
            found.Select(error => (error.Code, error.Location.Line))
        );
    }

    [TestMethod]
    public void A_folder_far_above_that_happens_to_have_a_name_makes_no_error()
    {
        using var folder = new TemporaryFolder();
        folder.Write("shop/app/go.mod", "module example.com/shop\n\ngo 1.24\n");
        folder.Write("shop/app/main.go", "package main\n\nfunc main() {}\n");
        folder.Write("tools/tool", "");

        var text =
            "FROM golang:1.27.3-bookworm AS build\nWORKDIR /src\nCOPY . .\nCOPY tools /tools\n"
            + "RUN CGO_ENABLED=0 go build -o /out .\n"
            + Runtime;

        Assert.IsEmpty(Errors(Check(folder, "shop/app/Dockerfile", text)));
    }

    [TestMethod]
    [DataRow("bin/\n", "")]
    [DataRow("/dist\nbi?\n", "")]
    [DataRow("/out\n", "/orders\n")]
    public void What_git_is_told_to_leave_alone_is_made_by_a_step_before(string top, string inBin)
    {
        using var folder = Repository();
        folder.Write(".gitignore", top);
        folder.Write("bin/.gitignore", inBin);

        var found = Check(folder, "Dockerfile", "FROM scratch\nCOPY bin/orders /app\n");

        Assert.AreEqual(
            DiagnosticSeverity.Message,
            Assert.ContainsSingle(found.Where(diagnostic => diagnostic.Code == "GDT2107")).Severity
        );
    }

    private static TemporaryFolder Repository()
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path(".git"));
        folder.Write("services/orders/go.mod", "module example.com/orders\n\ngo 1.24\n");
        folder.Write("services/orders/main.go", "package main\n\nfunc main() {}\n");
        return folder;
    }

    private static ImmutableArray<Diagnostic> Check(TemporaryFolder folder, string path, string text) =>
        DockerfileLint.Check(new() { DockerfilePath = folder.Write(path, text) });

    private static List<Diagnostic> Errors(ImmutableArray<Diagnostic> found) =>
        [.. found.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
}

using CsCheck;
using GoDockTasks.Core.Dockerfiles;
using GoDockTasks.Core.Dockerfiles.Rules;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules;

[TestClass]
public sealed class LintPropertyTests
{
    private static readonly string[] Lines =
    [
        "FROM golang:1.27 AS build",
        "FROM golang:${V}",
        "FROM build",
        "FROM scratch",
        "FROM alpine:3.22",
        "FROM x/y@sha256:1",
        "ARG V",
        "ARG V=1.21",
        "ARG TARGETOS",
        "ENV A=$A$A$A",
        "ENV A=${B:-${A}} GOFLAGS=-mod=vendor",
        "ENV GOPATH=/src GO111MODULE=off",
        "ENV TOKEN=${V:?x}",
        "WORKDIR /src",
        "WORKDIR ..",
        "WORKDIR $A",
        "USER 1:2",
        "USER $V",
        "COPY . .",
        "COPY go.mod go.sum ./",
        "COPY --from=build /x /y",
        "COPY --from=0 . .",
        "COPY --from=9 a b",
        "COPY --parents */go.mod /src/",
        "COPY --exclude=*.go . /src",
        "COPY [\"a b\", \"/\"]",
        "COPY <<A /src/go.mod\nmodule m\nA",
        "ADD https://example.com/x.tar.gz /",
        "ADD money /money",
        "RUN go mod download",
        "RUN go mod tidy && go build ./...",
        "RUN cd $A && go build -o /x \"$(pwd)/cmd",
        "RUN if [ -f go.mod ]; then go build; fi || exit 1",
        "RUN (cd a; go -C .. vet) & { go test ; }",
        "RUN <<E\nset -e\ngo build -ldflags \"-X main.t=$(date)\" .\nE",
        "RUN --mount=type=cache,target=/go/pkg/mod --mount=type=bind,target=. go build",
        "RUN --mount=type=bind,from=$V,target=/x x",
        "RUN [\"go\", \"build\", \".\"]",
        "RUN [\"sh\", \"-c\", \"go mod tidy\"]",
        "RUN sh -ec 'go build; ' | cat >x 2>&1",
        "RUN bash <<'Z'\n`go build`\nZ",
        "RUN 'unclosed",
        "RUN \"$(((((",
        "RUN ${A",
        "SHELL [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]",
        "ENTRYPOINT x",
        "CMD [\"x\"]",
        "VOLUME /data $V",
        "EXPOSE 80",
        "HEALTHCHECK CMD x",
        "ONBUILD RUN go build",
        "ONBUILD COPY . .",
        "STOPSIGNAL 9",
        "LABEL a=b",
        "# godock:ignore GDT2103 because",
        "# godock:ignore x",
        "RUN chmod -R 777 / && apk add git gcc",
        "COPY .netrc /root/",
        "RUN \\\n  # c\n  go \\\n build",
    ];

    private static readonly Gen<string> Dockerfiles = Gen.Int[0, Lines.Length - 1]
        .Array[0, 14]
        .Select(indexes => "FROM golang:1.27\n" + string.Join('\n', indexes.Select(index => Lines[index])) + "\n");

    [TestMethod]
    public void Any_Dockerfile_gives_findings_inside_of_it_and_no_exception()
    {
        using var folder = new TemporaryFolder();
        foreach (
            var (path, content) in RuleCases
                .Replacing.With("money/sub/x.txt", "x")
                .With(".dockerignore", "**/*.txt\n!money/**\n")
        )
            folder.Write(path, content);

        Dockerfiles.Sample(
            text =>
            {
                using var own = new TemporaryFolder();
                var path = own.Write("Dockerfile", text);
                var lines = text.AsSpan().Count('\n') + 1;

                var found = DockerfileLint.Check(new() { DockerfilePath = path, ContextDirectory = folder.Root });

                foreach (var diagnostic in found.Where(diagnostic => diagnostic.Location.File == path))
                    Assert.IsTrue(
                        diagnostic.Location.Line >= 0 && diagnostic.Location.Line <= lines,
                        diagnostic.ToString()
                    );
                Assert.IsTrue(found.All(diagnostic => !diagnostic.Message.Contains('\n', StringComparison.Ordinal)));
            },
            iter: 2000
        );
    }

    [TestMethod]
    public void Text_that_is_no_Dockerfile_gives_no_exception_either()
    {
        using var folder = new TemporaryFolder();
        Gen.String[0, 300]
            .Select(Gen.Int[0, 1])
            .Sample(
                (text, from) =>
                {
                    using var own = new TemporaryFolder();
                    var path = own.Write("Dockerfile", (from == 0 ? "" : "FROM scratch\nRUN ") + text);
                    var found = DockerfileLint.Check(new() { DockerfilePath = path, ContextDirectory = folder.Root });
                    Assert.IsFalse(found.Any(diagnostic => diagnostic.Message.Any(char.IsControl)));
                },
                iter: 500
            );
    }
}

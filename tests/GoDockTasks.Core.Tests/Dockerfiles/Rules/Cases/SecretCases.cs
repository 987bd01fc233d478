namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static class SecretCases
{
    public static IEnumerable<RuleCase> All => [.. Values, .. Files];

    private static IEnumerable<RuleCase> Values =>
        [
            new("GDT2303", "a value in ENV")
            {
                Fault = """
                    FROM alpine:3.22
                    ENV LANG=C.UTF-8 \
                        DB_PASSWORD=opensesame
                    """,
                At = [(3, 5)],
                Mended = """
                    FROM alpine:3.22
                    ENV LANG=C.UTF-8 \
                        DB_PASSWORD_FILE=/run/secrets/db
                    """,
                Effect = RealEffect.InHistory,
                Extract = "opensesame",
            },
            new("GDT2303", "a default in ARG, also before the first stage")
            {
                Fault = """
                    ARG API_KEY=opensesame
                    FROM alpine:3.22
                    ARG GITHUB_TOKEN="opensesame"
                    RUN true
                    """,
                At = [(1, 5), (3, 5)],
                Mended = """
                    ARG API_KEY
                    FROM alpine:3.22
                    ARG GITHUB_TOKEN=""
                    RUN true
                    """,
                Effect = RealEffect.InHistory,
                Extract = "opensesame",
            },
            new("GDT2303", "names that are about secrets, and values that are none")
            {
                Fault = "FROM alpine:3.22\nENV client_secret=opensesame\n",
                At = [(2, 5)],
                Mended = """
                    FROM alpine:3.22
                    ARG PASSWORD_LENGTH=12
                    ENV SECRET_NAME=orders TOKEN_PATH=/x JWT_TOKEN=/run/secrets/jwt USE_PASSWORD=true PUBLIC_SECRET_KEY=abc
                    ENV API_TOKEN=$ELSEWHERE PASSWORD=<password> SECRET_KEY=
                    """,
            },
            new("GDT2303", "GOPROXY with a password")
            {
                Fault = """
                    FROM alpine:3.22
                    ENV GOPROXY=https://ci:opensesame@proxy.example.com,direct
                    """,
                At = [(2, 5)],
                Mended = """
                    FROM alpine:3.22
                    ENV GOPROXY=https://proxy.example.com,direct
                    """,
                Effect = RealEffect.InHistory,
                Extract = "opensesame",
            },
            new("GDT2303", "git is given a token that is an ARG")
            {
                Fault = """
                    FROM alpine:3.22
                    ARG TOKEN
                    RUN echo git config --global \
                        url."https://ci:${TOKEN}@git.example.com/".insteadOf https://git.example.com/
                    """,
                At = [(4, 10)],
                Mended = """
                    FROM alpine:3.22
                    RUN --mount=type=secret,id=TOKEN,env=TOKEN echo git config --global \
                        url."https://ci:${TOKEN}@git.example.com/".insteadOf https://git.example.com/
                    """,
            },
            new("GDT2303", "curl with a password")
            {
                Fault = """
                    FROM alpine:3.22
                    RUN echo curl https://ci:opensesame@example.com/x; false && \
                        curl -u ci:opensesame https://example.com/x || \
                        curl -H "Authorization: Bearer opensesame" https://example.com/x || true
                    """,
                At = [(2, 15), (3, 13), (4, 13)],
                Mended = """
                    FROM alpine:3.22
                    RUN --mount=type=secret,id=token \
                        curl https://example.com/x@1 || curl ssh://git@example.com/x || curl -u "ci:$(cat /run/secrets/token)" https://example.com/x || \
                        curl -H "Authorization: Bearer $(cat /run/secrets/token)" https://example.com/x || true
                    """,
                Effect = RealEffect.InHistory,
                Extract = "opensesame",
            },
            new("GDT2303", "a netrc that is written")
            {
                Fault = """
                    FROM alpine:3.22
                    ARG TOKEN
                    RUN echo "machine git.example.com login ci password ${TOKEN}" > ~/.netrc
                    RUN <<EOF
                    echo "machine git.example.com login ci password opensesame" > ~/.netrc
                    EOF
                    """,
                At = [(3, 53), (5, 49)],
                Mended = """
                    FROM alpine:3.22
                    RUN --mount=type=secret,id=token TOKEN=$(cat /run/secrets/token 2>/dev/null || true); \
                        echo "machine git.example.com login ci password ${TOKEN}" > /dev/null
                    """,
                Effect = RealEffect.InHistory,
                Extract = "opensesame",
            },
        ];

    private static IEnumerable<RuleCase> Files =>
        [
            new("GDT2303", "a netrc by name")
            {
                Fault = """
                    FROM alpine:3.22
                    COPY .netrc /root/.netrc
                    """,
                At = [(2, 6)],
                Mended = """
                    FROM alpine:3.22
                    RUN --mount=type=secret,id=netrc,target=/run/netrc true
                    """,
                Files = RuleCases.Module.With(".netrc", "machine git.example.com login ci password opensesame\n"),
                Effect = RealEffect.InImage,
                Extract = "/root/.netrc",
            },
            new("GDT2303", "keys along with the whole folder")
            {
                Fault = "FROM alpine:3.22\nCOPY . /src/\n",
                At = [(2, 6)],
                Mended = "FROM alpine:3.22\nCOPY . /src/\n",
                Files = RuleCases.Module.With("id_rsa", "key\n"),
                MendedFiles = new Dictionary<string, string> { [".dockerignore"] = "id_*\n" },
                Effect = RealEffect.InImage,
                Extract = "/src/id_rsa",
            },
            new("GDT2303", "keys, but not known hosts")
            {
                Fault =
                    "FROM alpine:3.22\nCOPY .ssh /root/.ssh\nCOPY --from=example.com/keys:1 /root/.ssh/id_ed25519 /\n",
                At = [(2, 6), (3, 32)],
                Mended = "FROM alpine:3.22\nCOPY .ssh /root/.ssh\n",
                Files = RuleCases.Module.With(".ssh/id_ecdsa", "key\n").With(".ssh/known_hosts", "git.example.com\n"),
                MendedFiles = new Dictionary<string, string> { [".dockerignore"] = ".ssh/id_*\n" },
            },
            new("GDT2303", "npm's file with a token, not without one")
            {
                Fault = "FROM alpine:3.22\nCOPY .npmrc main.go /\n",
                At = [(2, 6)],
                Mended = "FROM alpine:3.22\nCOPY .npmrc main.go /\n",
                Files = RuleCases.Module.With(".npmrc", "//npm.example.com/:_authToken=opensesame\n"),
                MendedFiles = new Dictionary<string, string>
                {
                    [".npmrc"] = "//npm.example.com/:_authToken=${NPM_TOKEN}\nfund=false\n",
                },
            },
        ];
}

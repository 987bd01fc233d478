using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static partial class RuntimeCases
{
    private static IReadOnlyDictionary<string, string> Asking { get; } =
        RuleCases.Plain.With(
            "main.go",
            """
            package main

            import (
                "fmt"
                "net/http"
            )

            // tls.Dial is what http calls.
            func main() {
                answer, err := http.Get("https://orders.example.com/")
                fmt.Println(answer, err)
            }
            """
        );

    // With an argument it makes an authority that the builder trusts; without, it asks a server with its certificate.
    private static IReadOnlyDictionary<string, string> AskingItself { get; } =
        RuleCases.Plain.With(
            "main.go",
            """
            package main

            import (
                "crypto/ed25519"
                "crypto/tls"
                "crypto/x509"
                "encoding/pem"
                "math/big"
                "os"
                "time"
            )

            func main() {
                if len(os.Args) > 1 {
                    public, private, _ := ed25519.GenerateKey(nil)
                    until := time.Now().AddDate(1, 0, 0)
                    template := x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"orders"}, NotAfter: until}
                    certificate, _ := x509.CreateCertificate(nil, &template, &template, public, private)
                    key, _ := x509.MarshalPKCS8PrivateKey(private)
                    trusted := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate})
                    os.MkdirAll("/etc/ssl/certs", 0755)
                    os.WriteFile("/etc/ssl/certs/ca-certificates.crt", trusted, 0644)
                    pair := append(trusted, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key})...)
                    os.WriteFile("/pair", pair, 0644)
                    return
                }
                pair, err := tls.LoadX509KeyPair("/pair", "/pair")
                if err != nil {
                    panic(err)
                }
                server, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{pair}})
                if err != nil {
                    panic(err)
                }
                go func() {
                    asked, _ := server.Accept()
                    asked.(*tls.Conn).Handshake()
                }()
                if _, err := tls.Dial("tcp", server.Addr().String(), &tls.Config{ServerName: "orders"}); err != nil {
                    panic(err)
                }
            }
            """
        );

    private static IEnumerable<RuleCase> Certificates =>
        [
            new("GDT2401", "what the builder trusts")
            {
                Fault = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app . && /app make
                    FROM scratch
                    COPY --from=build /app /app
                    COPY --from=build /pair /pair
                    ENTRYPOINT ["/app"]
                    """,
                At = [(5, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app . && /app make
                    FROM scratch
                    COPY --from=build /app /app
                    COPY --from=build /pair /pair
                    COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
                    ENTRYPOINT ["/app"]
                    """,
                Files = AskingItself,
                Effect = RealEffect.ContainerFails,
                Extract = "certificate signed by unknown authority",
            },
            new("GDT2401", "https from scratch")
            {
                Fault = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app .
                    FROM scratch
                    COPY --from=build /app /app
                    ENTRYPOINT ["/app"]
                    """,
                At = [(5, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app .
                    FROM scratch
                    COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
                    COPY --from=build /app /app
                    ENTRYPOINT ["/app"]
                    """,
                Files = Asking,
            },
            new("GDT2401", "https from a slim Debian, but not http")
            {
                Fault = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app .
                    FROM debian:bookworm-slim
                    COPY --from=build /app /
                    """,
                At = [(5, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app .
                    FROM debian:bookworm-slim
                    COPY --from=build /app /
                    """,
                Files = Asking,
                MendedFiles = new Dictionary<string, string>
                {
                    ["main.go"] =
                        Asking["main.go"].Replace("https:", "http:", StringComparison.Ordinal)
                        + "\n// https://orders.example.com\n",
                },
            },
            new("GDT2401", "a file that is never compiled")
            {
                Fault = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app .
                    FROM scratch
                    COPY --from=build /app /app
                    """,
                At = [(5, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app .
                    FROM scratch
                    COPY --from=build /app /app
                    """,
                Files = RuleCases.Plain.With(
                    "fetch.go",
                    Asking["main.go"].Replace("func main", "func init", StringComparison.Ordinal)
                ),
                MendedFiles = new Dictionary<string, string>
                {
                    ["fetch.go"] = "//go:build ignore\n\n" + Asking["main.go"],
                },
            },
            new("GDT2401", "distroless has certificates")
            {
                Fault = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app .
                    FROM scratch
                    COPY --from=build /app /app
                    """,
                At = [(5, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /app .
                    FROM gcr.io/distroless/static-debian12:nonroot
                    COPY --from=build /app /app
                    """,
                Files = Asking,
            },
            new("GDT2401", "a package that installs them, and files of the context")
            {
                Fault = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /out/app .
                    FROM ubuntu:24.04
                    COPY main.go /etc/orders/
                    COPY --from=build /out /opt
                    """,
                At = [(5, 6)],
                Severity = DiagnosticSeverity.Warning,
                Mended = """
                    FROM golang:1.27 AS build
                    WORKDIR /src
                    COPY . .
                    RUN CGO_ENABLED=0 go build -o /out/app .
                    FROM ubuntu:24.04
                    RUN apt-get update && apt-get install -y ca-certificates
                    COPY --from=build /out /opt
                    """,
                Files = Asking,
            },
        ];
}

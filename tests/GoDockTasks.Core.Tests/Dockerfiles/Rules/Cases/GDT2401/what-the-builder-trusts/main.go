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

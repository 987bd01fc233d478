FROM registry.example.com:5000/golang:1.27.3

FROM golang:1.27-nanoserver-ltsc2022
WORKDIR C:\\app
COPY . C:\\app\\src\\
RUN go build -o C:\\orders.exe .

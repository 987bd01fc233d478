FROM mcr.microsoft.com/dotnet/sdk:10.0
WORKDIR /src
COPY Shop/Shop.csproj Shop/packages.lock.json Shop/
RUN dotnet restore Shop
COPY . .

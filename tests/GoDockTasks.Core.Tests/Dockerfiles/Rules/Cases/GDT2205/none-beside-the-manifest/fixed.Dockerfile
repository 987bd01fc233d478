FROM python:3.13
WORKDIR /app
COPY pyproject.toml ./
RUN uv sync

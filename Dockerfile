# The program with its packages and bundled model; needs no network when it runs.
FROM python:3.12-slim
RUN apt-get update && apt-get install --yes --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE models.yaml ./
RUN pip install --no-cache-dir --requirement requirements.lock
COPY pipeline pipeline
RUN pip install --no-cache-dir --no-deps . && useradd --create-home press && mkdir /desk /models && chown press /desk /models
ENV PIPELINE_MODELS=/models HF_HUB_OFFLINE=1 PYTHONUNBUFFERED=1
USER press
WORKDIR /desk
EXPOSE 8484
ENTRYPOINT ["pipeline"]
CMD ["--help"]

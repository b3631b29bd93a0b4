# docker build --tag qa-lint .
# docker run --rm --volume "$PWD:/work" qa-lint check

FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml MANIFEST.in README.md LICENSE ./
COPY qa_lint qa_lint
COPY rules rules
COPY reports reports
RUN python -m venv /opt/qa-lint && /opt/qa-lint/bin/pip install --no-cache-dir ".[xlsx]"

FROM python:3.13-slim
# git is for --since. What is mounted belongs to somebody else, which git takes for a danger.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory /work \
    && useradd --uid 1000 --create-home lint
COPY --from=build /opt/qa-lint /opt/qa-lint
ENV PATH="/opt/qa-lint/bin:$PATH"
USER lint
WORKDIR /work
ENTRYPOINT ["qa-lint"]
CMD ["check"]

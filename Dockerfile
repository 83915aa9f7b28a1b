# The image of Openline. `make rehearse` goes through these steps without an engine (tests/docker/rehearse.py).
#
#   docker build -t openline .
#   docker run --env-file .env -v openline:/data openline

FROM python:3.12-slim AS builder
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src

# What changes least comes first: the dependencies, each with its hash, into an environment that has no pip of its own.
COPY requirements/run.txt requirements/build.txt requirements/
RUN python -m venv --without-pip /opt/openline \
 && python -m pip --python /opt/openline/bin/python install --require-hashes -r requirements/run.txt
RUN python -m venv --without-pip /opt/build \
 && python -m pip --python /opt/build/bin/python install --require-hashes -r requirements/build.txt

COPY pyproject.toml LICENSE NOTICE ./
COPY bot bot
COPY adapters adapters
COPY migrations migrations
RUN /opt/build/bin/python -m hatchling build -t wheel -d /opt/wheels \
 && python -m pip --python /opt/openline/bin/python install --no-deps /opt/wheels/*.whl \
 && /opt/openline/bin/python -m compileall -q -f --invalidation-mode unchecked-hash /opt/openline/lib
RUN install -d -m 0700 /opt/data

FROM python:3.12-slim
COPY --from=builder /opt/openline /opt/openline
# Nobody in particular: a number without a name, a shell or a home, that owns its data and nothing else.
COPY --from=builder --chown=10001:10001 /opt/data /data
USER 10001:10001
WORKDIR /data
VOLUME /data

# SQLite in the volume unless DATABASE_URL says otherwise:  postgresql://user:password@host/openline
ENV PATH=/opt/openline/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/data \
    DATABASE_URL=sqlite:////data/openline.db

EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import urllib.request as web; web.urlopen('http://127.0.0.1:8080/healthz', timeout=3)"]
ENTRYPOINT ["openline"]
CMD ["run"]

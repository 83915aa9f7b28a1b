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
# The base image comes without bytecode, and who runs here may not write any: without this, every start would compile
# the standard library again, and so would every health check.
RUN python -m compileall -q -f -j 0 --invalidation-mode unchecked-hash -x '(site-packages|test|idlelib|lib2to3)' \
    "$(python -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')"

COPY --from=builder /opt/openline /opt/openline
# Nobody in particular: a number without a name, a shell or a home, that owns its data and nothing else.
COPY --from=builder --chown=10001:10001 /opt/data /data
USER 10001:10001
WORKDIR /data
VOLUME /data

# SQLite in the volume, unless DATABASE_URL names a PostgreSQL:  postgresql://user:password@host/openline
ENV PATH=/opt/openline/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/data \
    OPENLINE_DATA_DIR=/data \
    OPENLINE_HOST=0.0.0.0 \
    OPENLINE_PORT=8080

EXPOSE 8080
# A silent heart is known to /healthz after 30 to 45 s; with this, whoever looks after the container knows within 60.
# A bare socket, since a whole HTTP client takes longer to import than to ask. The reason stands in `docker inspect`.
HEALTHCHECK --interval=5s --timeout=5s --start-period=30s --retries=2 \
  CMD ["python", "-ISc", "import os, socket; at = ('127.0.0.1', int(os.environ['OPENLINE_PORT'])); peer = socket.create_connection(at, 4); peer.sendall(b'GET /healthz HTTP/1.0\\r\\n\\r\\n'); told = peer.makefile().read(); print(told.partition('\\n\\n')[2]); raise SystemExit(' 200 ' not in told[:16])"]
ENTRYPOINT ["openline"]
CMD ["run"]

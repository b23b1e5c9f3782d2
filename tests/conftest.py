"""Fixtures that several rooms share."""

import signal
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
sys.path.insert(0, str(SAMPLES))

import make  # noqa: E402
from maker.construct import CONSTRUCTIONS  # noqa: E402


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[make.Made]:
    """Build every sample in every construction, once a run."""
    return make.build(tmp_path_factory.mktemp("samples"), constructions=CONSTRUCTIONS)


settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")  # a busy machine is no failure


def pytest_configure() -> None:
    """Let Ctrl-C mean what it means on a terminal, however the tests were started: in the background it is ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)

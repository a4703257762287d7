"""No test reaches the network; only this machine answers."""

from __future__ import annotations

import pytest
from pytest_socket import socket_allow_hosts

from analysis.review import Reviewer
from tests.helpers import GUIDELINES


@pytest.fixture(autouse=True)
def only_this_machine():
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def reviewer() -> Reviewer:
    """The shipped guidelines, loaded once."""
    return Reviewer.load(GUIDELINES)

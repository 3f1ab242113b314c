"""What the OpenAPI document promises, held against requests made up from it, sensible and not."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.live_service import GatedReader, add_reports, listening

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
BARE = {"/health", "/ready", "/metrics"}  # take nothing that could be wrong


@pytest.mark.slow
def test_every_answer_is_a_promised_one(tmp_path: Path) -> None:
    """Run through the library's strategies: its own pytest plugin does not load with this pytest."""
    with listening(tmp_path, GatedReader()) as url:
        add_reports(url)
        described = schemathesis.openapi.from_url(f"{url}/openapi.json")
        operations = [found.ok() for found in described.get_all_operations() if isinstance(found, Ok)]
        assert {operation.path for operation in operations} > BARE
        for operation in operations:
            for mode in GenerationMode if operation.path not in BARE else [GenerationMode.POSITIVE]:

                @given(case=operation.as_strategy(generation_mode=mode))
                @EXAMPLES
                def hold(case: "schemathesis.Case[Any]") -> None:
                    case.call_and_validate(checks=CHECKS)

                hold()


@pytest.mark.slow
def test_what_is_added_in_the_background_is_promised_too(tmp_path: Path) -> None:
    """Chance hardly ever sends the header that asks for it."""
    with listening(tmp_path, GatedReader()) as url:
        add_reports(url)
        operation = schemathesis.openapi.from_url(f"{url}/openapi.json")["/v1/documents"]["POST"]
        statuses: set[int] = set()

        @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
        @EXAMPLES
        def hold(case: "schemathesis.Case[Any]") -> None:
            response = case.call_and_validate(headers={"Prefer": "respond-async"}, checks=CHECKS)
            statuses.add(response.status_code)

        hold()
        assert 202 in statuses
        assert 201 not in statuses

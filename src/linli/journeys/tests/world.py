"""A case of the home community that can become a topic."""

from typing import Any

from linli.casework.actions.receiving import report_case


def world(cast: Any, now: Any) -> dict[str, Any]:
    made = report_case(cast.resident, community=cast.here, category=cast.light, text="演示：三街的灯都暗", now=now)
    return {"journey_case": made.case.pk}


PAGES = {
    "worker": (
        "/desk/cases/{journey_case}/topic/",
        "/desk/findings/{survey_finding}/topic/",
        "/desk/findings/{survey_finding}/case/",
        "/desk/findings/{survey_finding}/support/",
    ),
}
LISTS: list[tuple[str | None, str]] = []

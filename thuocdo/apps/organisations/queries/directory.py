"""The whole directory as values: for export, for adding to it, for reading texts."""

from collections import defaultdict

from thuocdo.apps.organisations.models import Agency, AgencyName, AgencyParent, Succession
from thuocdo.core.agencies import (
    AgencyEntry,
    Directory,
    NameChange,
    ParentChange,
    SuccessionEntry,
)

__all__ = ["whole_directory"]


def whole_directory() -> Directory:
    """Return everything the directory holds, four SQL queries however large it is."""
    names: dict[int, list[AgencyName]] = defaultdict(list)
    for name in AgencyName.objects.standing().order_by("valid_from"):
        names[name.agency_id].append(name)
    links: dict[int, list[AgencyParent]] = defaultdict(list)
    for link in AgencyParent.objects.standing().order_by("valid_from"):
        links[link.agency_id].append(link)
    agencies = list(Agency.objects.standing().order_by("valid_from", "code"))
    codes = {agency.pk: agency.code for agency in agencies}
    successions = Succession.objects.filter(withdrawn_at__isnull=True).order_by(
        "effective_on", "pk"
    )
    return Directory(
        agencies=tuple(
            _entry(agency, names[agency.pk], links[agency.pk], codes) for agency in agencies
        ),
        names=tuple(
            NameChange(
                code=agency.code,
                name=name.name,
                short_name=name.short_name,
                **_since(name),
            )
            for agency in agencies
            for name in names[agency.pk][1:]
        ),
        parents=tuple(
            ParentChange(
                code=agency.code, parent=codes.get(link.parent_id or 0, ""), **_since(link)
            )
            for agency in agencies
            for link in links[agency.pk][1:]
        ),
        successions=tuple(_succession(link, codes) for link in successions),
    )


def _since(one: AgencyName | AgencyParent) -> dict[str, object]:
    return {
        "valid_from": one.valid_from,
        "decision_number": one.decision_number,
        "decided_on": one.decided_on,
    }


def _entry(
    agency: Agency, names: list[AgencyName], links: list[AgencyParent], codes: dict[int, str]
) -> AgencyEntry:
    first = names[0] if names else agency
    parent = links[0].parent_id if links else agency.parent_id
    return AgencyEntry.model_validate(
        {
            "code": agency.code,
            "name": first.name,
            "short_name": first.short_name,
            "level": agency.level,
            "kind": agency.kind,
            "ranking_group": agency.ranking_group,
            "parent": codes.get(parent or 0, ""),
            "valid_from": agency.valid_from,
            "valid_to": agency.valid_to,
            "decision_number": agency.decision_number,
            "decided_on": agency.decided_on,
            "code_is_provisional": agency.code_is_provisional,
        }
    )


def _succession(link: Succession, codes: dict[int, str]) -> SuccessionEntry:
    return SuccessionEntry.model_validate(
        {
            "predecessor": codes[link.predecessor_id],
            "successor": codes[link.successor_id],
            "kind": link.kind,
            "effective_on": link.effective_on,
            "decision_number": link.decision_number,
            "decided_on": link.decided_on,
            "moved": link.moved,
        }
    )

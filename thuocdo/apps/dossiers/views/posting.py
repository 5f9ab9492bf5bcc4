"""The page of a dossier's postal items: order one at return, see how far it is, call it off."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from thuocdo.apps.dossiers.counter_queries import dossier_by_code
from thuocdo.apps.dossiers.forms.posting import PostalForm
from thuocdo.apps.dossiers.models import Dossier, PostalOrder
from thuocdo.apps.dossiers.partners import items_of
from thuocdo.apps.dossiers.policies import check_acts
from thuocdo.apps.dossiers.services import Sender, cancel_item, order_item, track_item
from thuocdo.apps.organisations.front import agency_of, user_of
from thuocdo.core.ports.postal import Post, PostalAddress, PostalFailed
from thuocdo.core.workflows.dossier import DossierAction
from thuocdo.kit.guards import page
from thuocdo.kit.ports import port
from thuocdo.kit.refusals import NotAllowed, reason

__all__ = ["postal"]

_NO_POST = "Nơi này chưa nối với bưu chính; hãy trả kết quả tại quầy."


@page(writes=("POST",))
def postal(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the post carries for a dossier; order, ask or call off."""
    dossier = dossier_by_code(agency_of(request), code)
    if dossier is None:
        raise Http404(f"Cơ quan này không có hồ sơ mang mã «{code}».")
    refused = reason(check_acts, user_of(request), dossier, DossierAction.RESULT_RETURNED)
    failed, form = "", PostalForm(initial={} if refused else _first_values(dossier))
    if request.method == "POST":
        check_acts(user_of(request), dossier, DossierAction.RESULT_RETURNED)
        form = PostalForm(request.POST) if "viec" not in request.POST else form
        try:
            _act(request, dossier, form)
            return redirect(request.get_full_path())
        except (NotAllowed, PostalFailed) as refusal:
            failed = str(refusal)
    items = items_of(dossier)
    return render(
        request,
        "dossiers/postal.html",
        {
            "agency": dossier.agency,
            "code": dossier.code,
            "items": items,
            "form": form,
            "can_order": not refused and (not items or items[0].failed),
            "refused": _NO_POST if port("postal")() is None else refused,
            "failed": failed,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if failed else HTTPStatus.OK,
    )


def _act(request: HttpRequest, dossier: Dossier, form: PostalForm) -> None:
    post: Post | None = port("postal")()
    if post is None:
        raise NotAllowed(_NO_POST)
    by, now = user_of(request), timezone.now()
    if form.is_bound:
        if not form.is_valid():
            raise NotAllowed("Chưa đặt được bưu gửi; xem từng ô dưới đây.")
        told = form.cleaned_data
        order_item(
            dossier=dossier,
            post=post,
            sender=Sender(told["sender_address"], told["sender_phone"]),
            recipient=PostalAddress(
                name=told["name"], address=told["address"], phone=told["phone"]
            ),
            by=by,
            now=now,
        )
        return
    verbs = {"hoi": track_item, "huy": cancel_item}
    verb = verbs.get(request.POST["viec"])
    number = request.POST.get("so-hieu", "")[:20].replace("\x00", "")
    item = (
        PostalOrder.objects.select_related("dossier__agency")
        .filter(dossier=dossier, number=number)
        .first()
    )
    if verb is None or item is None:
        raise NotAllowed("Hồ sơ này không có bưu gửi đó.")
    verb(item=item, post=post, by=by, now=now)


def _first_values(dossier: Dossier) -> dict[str, str]:
    """The applicant's own address; where the agency's last item was fetched."""
    party = dossier.applicant
    last = PostalOrder.objects.filter(dossier__agency_id=dossier.agency_id).order_by("-pk").first()
    return {
        "name": party.name if party else "",
        "address": party.address if party else "",
        "phone": party.phone if party else "",
        "sender_address": last.sender_address if last else "",
        "sender_phone": last.sender_phone if last else "",
    }

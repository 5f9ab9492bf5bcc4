"""The second step of the demo's Bình: his app is this machine's terminal, which shows the code."""

import base64
import hmac
import struct
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import decrypt

from thuocdo.apps.organisations.models import User

__all__ = ["code_at", "code_of", "set_up"]

_PERIOD, _DIGITS = 30, 6  # RFC 6238's, and every app's


def set_up(user: User) -> None:
    """Give a person a secret of their own, as the page does when it is scanned."""
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)


def code_of(username: str, now: datetime) -> str:
    """Return the code that the person's app would show now; empty without one."""
    found = Authenticator.objects.filter(
        user__username=username, type=Authenticator.Type.TOTP
    ).first()
    return code_at(decrypt(found.data["secret"]), now) if found else ""


def code_at(secret: str, now: datetime) -> str:
    """Compute a code by RFC 6238."""
    key = base64.b32decode(secret)
    counter = struct.pack(">Q", int(now.timestamp()) // _PERIOD)
    digest = hmac.digest(key, counter, "sha1")
    start = digest[-1] & 0xF
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**_DIGITS:0{_DIGITS}}"

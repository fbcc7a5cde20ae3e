"""Signatures of what is sent (签名): HMAC-SHA256 over moment, delivery, file name and the SHA-256 of the body."""

from __future__ import annotations

import hashlib
import hmac

DELIVERY = "X-Portal-Audit-Delivery"
FILE = "X-Portal-Audit-File"
SUM = "X-Portal-Audit-Content-SHA256"
MOMENT = "X-Portal-Audit-Timestamp"
SIGNATURE = "X-Portal-Audit-Signature"


def signature(secret: str, moment: str, delivery: str, file: str, sha256: str) -> str:
    """The value of the signature header. The four parts are joined by line breaks; `moment` is in Unix seconds."""
    message = f"{moment}\n{delivery}\n{file}\n{sha256}"
    return "v1=" + hmac.new(secret.encode(), message.encode(), hashlib.sha256).hexdigest()


def headers(secret: str, moment: int, delivery: str, file: str, sha256: str) -> dict[str, str]:
    """What goes with a file."""
    return {
        DELIVERY: delivery,
        FILE: file,
        SUM: sha256,
        MOMENT: str(moment),
        SIGNATURE: signature(secret, str(moment), delivery, file, sha256),
    }

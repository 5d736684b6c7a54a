"""Links that show a draft to whoever has them, for a fortnight."""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner

from coaching.models import ArticleRevision

VALID_FOR = timedelta(days=14)
SIGNER = TimestampSigner(salt="coaching.library.preview")


def token(revision: ArticleRevision) -> str:
    """What stands in the address of a preview."""
    return SIGNER.sign(str(revision.pk))


def revision_of(token: str) -> ArticleRevision:
    """The revision a link shows.

    Raises SignatureExpired when the link is over, and BadSignature when it was never one of ours or its revision is gone.
    """
    try:
        pk = SIGNER.unsign(token, max_age=VALID_FOR)
        return ArticleRevision.objects.select_related("translation__article").get(pk=pk)
    except (ArticleRevision.DoesNotExist, ValueError):  # or it is signed by us, and no link to a revision
        raise BadSignature("There is no such revision.") from None

"""The least that Django can do: one view that says the same thing each time."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="of no use to anybody",
)


def constant(request):
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [path("", constant)]
application = get_wsgi_application()

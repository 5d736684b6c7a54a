from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin, as the coaches' desk."""

    default_site = "config.desk.DeskSite"

"""How crispy renders our forms: their fields alone, for the template has the form, the token and the button."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout


def fields_only(*blocks) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.template_pack = "bootstrap5"
    helper.layout = Layout(*blocks)
    return helper

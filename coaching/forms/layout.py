"""How crispy renders our forms: their fields alone, for the template has the form, the token and the button."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout


def fields_only(*blocks) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.template_pack = "bootstrap5"
    helper.layout = Layout(*blocks)
    return helper


class Folded(Fieldset):
    """Fields that most people leave alone, behind one line; `names` says in soft words what is in there."""

    template = "bootstrap5/layout/folded.html"

    def __init__(self, legend: str, names: str, *fields, is_open: bool):
        super().__init__(legend, *fields)
        self.names, self.is_open = names, is_open

"""Letters in local mode: one file each, for this user alone, and their text where the site runs."""

import stat
from email import message_from_bytes, policy

from django.core.mail import EmailMultiAlternatives

from config.letters import LettersInFiles


def test_a_letter_is_kept_in_a_file_and_shown(settings, tmp_path, capsys):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    letter = EmailMultiAlternatives("Your code", "It is 123.\n", to=["alice@example.org"])
    letter.attach_alternative("<p>It is 123.</p>", "text/html")
    assert LettersInFiles().send_messages([letter, letter]) == 2
    first, second = settings.EMAIL_FILE_PATH.iterdir()
    kept = message_from_bytes(first.read_bytes(), policy=policy.default)
    assert (kept["Subject"], kept["To"]) == ("Your code", "alice@example.org")
    assert {stat.S_IMODE(p.stat().st_mode) for p in (first, second)} == {0o600}
    assert stat.S_IMODE(settings.EMAIL_FILE_PATH.stat().st_mode) == 0o700
    shown = capsys.readouterr().out
    assert shown.count("A letter to alice@example.org") == 2
    assert "    Your code\n    \n    It is 123.\n" in shown

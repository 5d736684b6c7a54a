"""Something happens while a page is at work: between what it read and what it stores."""

from contextlib import contextmanager

from django.db import connection

CHANGE = ("SAVEPOINT", "BEGIN")  # with which each change begins


@contextmanager
def meanwhile(act, *, before=CHANGE):
    """Do it once, right before the first statement that begins like this."""
    left = [act]

    def watch(execute, sql, *rest):
        if left and sql.strip().startswith(before):
            left.pop()()
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield
    assert not left

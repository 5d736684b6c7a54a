"""The pages where a coach works. Their addresses: pages.py. The door to all of them: doors.py."""

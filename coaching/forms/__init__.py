"""Validation, and the wording of errors. Forms hand over dataclasses and call no service."""

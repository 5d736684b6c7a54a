"""What a browser asks for: fetch scoped, form, service, redirect."""

"""Invented stories and cases for demonstration. Not an application, and never in a production database."""

"""`panah database sql`: what the keeper of an organisation's own PostgreSQL runs once, and the URLs to set."""

import argparse
import secrets

from panah.config.database_roles import LOGIN_ROLES, database_sql, role_name, roles_sql, schema_sql


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["sql"], help="print the SQL and the URLs")
    parser.add_argument("--host", default="HOST", help="the server's host name")
    parser.add_argument("--name", default="panah", help="the database's name")


def run(options: argparse.Namespace) -> int:
    passwords = {role: secrets.token_urlsafe(24) for role in LOGIN_ROLES}
    print("-- Run once as the server's superuser, in psql. The passwords are new each time this is printed.")
    print(roles_sql(passwords, for_tests=False))
    print(f"CREATE DATABASE {options.name} OWNER panah_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';")
    print(database_sql(options.name))
    print(f"\\connect {options.name}")
    print(schema_sql())
    print("\n-- Then set in Panah's environment:")
    for role in LOGIN_ROLES:
        variable = "DATABASE_URL" if role == "owner" else f"DATABASE_URL_{role.upper()}"
        print(f"-- {variable}=postgresql://{role_name(role)}:{passwords[role]}@{options.host}:5432/{options.name}")
    return 0

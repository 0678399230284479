"""
The database's roles, created once per cluster: none is a superuser, none may bypass row security.

The same text serves the embedded server and a server of the organisation's own (`panah database sql`).
"""

from collections.abc import Mapping

LOGIN_ROLES = ("owner", "desk", "public", "worker", "notary", "statistics")
READERS = "panah_desk, panah_public, panah_worker, panah_notary, panah_statistics"
ATTRIBUTES = "NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION"


def role_name(role: str) -> str:
    return f"panah_{role}"


def roles_sql(passwords: Mapping[str, str], *, for_tests: bool) -> str:
    """
    Roles and their memberships; safe to run again.

    `panah_owner` does not inherit: it may become `panah_facts` to hand views over to it, but is not under its
    policies meanwhile. Only in a cluster for tests may it become the other roles, and create databases.
    """
    lines = [create_role("panah_facts", "NOLOGIN")]
    for role in LOGIN_ROLES:
        extra = " NOINHERIT" if role == "owner" else ""
        extra += " CREATEDB" if role == "owner" and for_tests else " NOCREATEDB"
        name = role_name(role)
        lines.append(create_role(name, "LOGIN"))
        lines.append(f"ALTER ROLE {name} LOGIN {ATTRIBUTES}{extra} PASSWORD {literal(passwords[role])};")
    lines.append("GRANT panah_facts TO panah_owner;")
    if for_tests:
        lines.append(f"GRANT {READERS} TO panah_owner;")
    return "\n".join(lines)


def create_role(name: str, kind: str) -> str:
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') "
        f"THEN CREATE ROLE {name} {kind}; END IF; END $$;"
    )


def schema_sql() -> str:
    """What each database needs: nothing for everybody, the default rights of the desk and the worker."""
    return f"""
ALTER SCHEMA public OWNER TO panah_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {READERS};
GRANT USAGE, CREATE ON SCHEMA public TO panah_facts;
ALTER DEFAULT PRIVILEGES FOR ROLE panah_owner GRANT SELECT, INSERT, UPDATE ON TABLES TO panah_desk, panah_worker;
ALTER DEFAULT PRIVILEGES FOR ROLE panah_owner GRANT USAGE ON SEQUENCES TO panah_desk, panah_worker;
ALTER DEFAULT PRIVILEGES FOR ROLE panah_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE panah_owner GRANT EXECUTE ON FUNCTIONS TO panah_desk, panah_worker;
""".strip()


def database_sql(dbname: str) -> str:
    """The database itself belongs to `panah_owner`; only Panah's roles may connect to it."""
    return f"""
REVOKE ALL ON DATABASE {dbname} FROM PUBLIC;
GRANT CONNECT ON DATABASE {dbname} TO {READERS};
""".strip()


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

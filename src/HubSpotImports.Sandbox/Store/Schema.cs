namespace HubSpotImports.Sandbox.Store;

/// <summary>The tables. Times are milliseconds since 1970, as in HubSpot's own errors.</summary>
internal static class Schema
{
    public const string Sql = """
        CREATE TABLE IF NOT EXISTS imports (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            state TEXT NOT NULL,
            name TEXT,
            request TEXT NOT NULL,
            files TEXT NOT NULL,
            mapped_types TEXT NOT NULL,
            counters TEXT NOT NULL DEFAULT '{}',
            step INTEGER NOT NULL DEFAULT 0,
            records_done INTEGER NOT NULL DEFAULT 0,
            makes_list INTEGER NOT NULL,
            app TEXT NOT NULL,
            rows INTEGER NOT NULL,
            forgotten INTEGER NOT NULL DEFAULT 0,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL);

        CREATE INDEX IF NOT EXISTS imports_by_time ON imports (created, rows);

        CREATE TABLE IF NOT EXISTS errors (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            import_id INTEGER NOT NULL,
            created INTEGER NOT NULL,
            code TEXT NOT NULL,
            message TEXT NOT NULL,
            object_type TEXT,
            column_number INTEGER,
            value TEXT,
            part INTEGER NOT NULL,
            record INTEGER NOT NULL,
            line INTEGER NOT NULL,
            file_id INTEGER NOT NULL,
            page_name TEXT,
            column_name TEXT,
            row TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS errors_of_import ON errors (import_id);

        CREATE TABLE IF NOT EXISTS ledger (
            import_id INTEGER NOT NULL,
            part INTEGER NOT NULL,
            record INTEGER NOT NULL,
            entry INTEGER NOT NULL,
            line INTEGER NOT NULL,
            object_type TEXT NOT NULL,
            action INTEGER NOT NULL,
            object_id INTEGER,
            code TEXT,
            PRIMARY KEY (import_id, part, record, entry)) WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS objects (
            id INTEGER PRIMARY KEY,
            type TEXT NOT NULL,
            properties TEXT NOT NULL,
            import_id INTEGER NOT NULL,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS objects_of_type ON objects (type);

        CREATE TABLE IF NOT EXISTS identifiers (
            scope TEXT NOT NULL,
            value TEXT NOT NULL,
            object_id INTEGER NOT NULL,
            PRIMARY KEY (scope, value)) WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS properties (
            object_type TEXT NOT NULL,
            name TEXT NOT NULL,
            definition TEXT NOT NULL,
            PRIMARY KEY (object_type, name)) WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS schemas (
            id INTEGER PRIMARY KEY,
            definition TEXT NOT NULL);

        CREATE TABLE IF NOT EXISTS association_types (
            id INTEGER PRIMARY KEY,
            from_type TEXT NOT NULL,
            to_type TEXT NOT NULL,
            label TEXT,
            inverse INTEGER NOT NULL);

        CREATE TABLE IF NOT EXISTS associations (
            from_id INTEGER NOT NULL,
            to_type TEXT NOT NULL,
            to_id INTEGER NOT NULL,
            category TEXT NOT NULL,
            type_id INTEGER NOT NULL,
            PRIMARY KEY (from_id, to_type, to_id, category, type_id)) WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS participations (
            event_id INTEGER NOT NULL,
            contact_id INTEGER NOT NULL,
            kind TEXT NOT NULL,
            occurred INTEGER NOT NULL,
            import_id INTEGER NOT NULL,
            PRIMARY KEY (event_id, contact_id, kind)) WITHOUT ROWID;
        """;
}

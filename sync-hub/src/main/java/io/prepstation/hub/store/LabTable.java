package io.prepstation.hub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Tenants and their labs.
public final class LabTable {

    private final Handle handle;

    LabTable(Handle handle) {
        this.handle = handle;
    }

    public void insertTenant(String id, String name) {
        handle.createUpdate("INSERT INTO tenants (id, name) VALUES (:id, :name)")
                .bind("id", id)
                .bind("name", name)
                .execute();
    }

    public boolean hasTenant(String id) {
        return handle.createQuery("SELECT COUNT(*) FROM tenants WHERE id = :id")
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    public void insert(Lab lab) {
        handle.createUpdate(
                        """
                        INSERT INTO labs (id, tenant_id, name, time_zone, demo, version)
                        VALUES (:id, :tenantId, :name, :timeZone, :demo, 1)
                        """)
                .bind("id", lab.id())
                .bind("tenantId", lab.tenantId())
                .bind("name", lab.name())
                .bind("timeZone", lab.timeZone().getId())
                .bind("demo", lab.demo())
                .execute();
    }

    public Optional<Versioned<Lab>> find(String id) {
        return handle.createQuery("SELECT * FROM labs WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> lab(row))
                .findOne();
    }

    public List<Versioned<Lab>> all() {
        return handle.createQuery("SELECT * FROM labs ORDER BY id")
                .map((row, context) -> lab(row))
                .list();
    }

    private static Versioned<Lab> lab(ResultSet row) throws SQLException {
        Lab lab =
                new Lab(
                        row.getString("id"),
                        row.getString("tenant_id"),
                        row.getString("name"),
                        ZoneId.of(row.getString("time_zone")),
                        row.getBoolean("demo"));
        return new Versioned<>(lab, row.getInt("version"));
    }
}

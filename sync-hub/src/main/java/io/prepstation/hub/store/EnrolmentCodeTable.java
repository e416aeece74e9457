package io.prepstation.hub.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// One-time codes that let a station in.
public final class EnrolmentCodeTable {

    private final Handle handle;

    EnrolmentCodeTable(Handle handle) {
        this.handle = handle;
    }

    public void insert(PendingCode code) {
        handle.createUpdate(
                        """
                        INSERT INTO enrolment_codes (selector, proof_hash, lab_id, expires_at, wrong_proofs)
                        VALUES (:selector, :proofHash, :labId, :expiresAt, 0)
                        """)
                .bind("selector", code.selector())
                .bind("proofHash", code.proofHash())
                .bind("labId", code.labId())
                .bind("expiresAt", code.expiresAt().toEpochMilli())
                .execute();
    }

    public Optional<PendingCode> find(String selector) {
        return handle.createQuery("SELECT * FROM enrolment_codes WHERE selector = :selector")
                .bind("selector", selector)
                .map((row, context) ->
                        new PendingCode(
                                row.getString("selector"),
                                row.getString("proof_hash"),
                                row.getString("lab_id"),
                                Instant.ofEpochMilli(row.getLong("expires_at")),
                                row.getInt("wrong_proofs"),
                                row.getObject("used_at") == null
                                        ? Optional.empty()
                                        : Optional.of(
                                                Objects.requireNonNullElse(
                                                        row.getString("station_id"), ""))))
                .findOne();
    }

    public void countWrongProof(String selector) {
        handle.createUpdate(
                        """
                        UPDATE enrolment_codes SET wrong_proofs = wrong_proofs + 1
                        WHERE selector = :selector
                        """)
                .bind("selector", selector)
                .execute();
    }

    public void markUsed(String selector, String stationId, Instant at) {
        handle.createUpdate(
                        """
                        UPDATE enrolment_codes SET used_at = :at, station_id = :stationId
                        WHERE selector = :selector
                        """)
                .bind("stationId", stationId)
                .bind("at", at.toEpochMilli())
                .bind("selector", selector)
                .execute();
    }

    /// Forgets codes that expired before that moment; they answer as unknown ones do.
    public void forgetExpired(Instant before) {
        handle.createUpdate("DELETE FROM enrolment_codes WHERE expires_at < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }
}

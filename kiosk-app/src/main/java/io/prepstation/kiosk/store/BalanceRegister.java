package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.check.BalanceCheck;
import io.prepstation.model.check.CheckKind;
import io.prepstation.model.check.CheckReading;
import io.prepstation.model.check.LastChecks;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.EntityType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The balances that weighed in this lab, and their checks (WEI-11).
public final class BalanceRegister {

    /// The audit event of a check; it carries the hash of what was checked.
    public static final String CHECKED = "balance_checked";

    /// The audit event of a balance that came, or came back as another one under its number.
    public static final String REGISTERED = "balance_registered";

    private static final String TOLD =
            "SELECT sequence, body ->> '$.details.checkId', body ->> '$.details.contentHash' FROM audit_event"
                    + " WHERE body ->> '$.kind' = ? ORDER BY sequence";

    private static final Set<Table> CHECKS = Set.of(Table.BALANCE_CHECKS);

    /// Under which the newest checks of a balance are remembered.
    private record LastOf(String serialNumber) {

        @Override
        public int hashCode() {
            return serialNumber.hashCode();
        }

        /// Written out, because with one compiler what a record brings by itself takes several times as long.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof LastOf of && serialNumber.equals(of.serialNumber);
        }
    }

    private BalanceRegister() {}

    /// Notes which balance is here; what is known already changes nothing.
    ///
    /// @param by station id
    public static void note(WriteHandle handle, BalanceIdentity balance, String by, Instant now) {
        if (find(handle, balance.serialNumber()).filter(balance::equals).isPresent()) {
            return;
        }
        handle.sql()
                .run(
                        "INSERT INTO balances (serial_number, model, maximum_g, readability_g, first_seen)"
                                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (serial_number) DO UPDATE SET"
                                + " model = excluded.model, maximum_g = excluded.maximum_g,"
                                + " readability_g = excluded.readability_g",
                        balance.serialNumber(),
                        balance.model(),
                        balance.maximum().toString(),
                        balance.readability().toString(),
                        now.toEpochMilli());
        AuditTrail.append(handle, now, REGISTERED, by, facts(balance));
    }

    public static Optional<BalanceIdentity> find(ReadHandle handle, String serialNumber) {
        return handle.sql()
                .first(
                        "SELECT * FROM balances WHERE serial_number = ?",
                        BalanceRegister::balance,
                        serialNumber);
    }

    /// The newest check of each kind.
    public static LastChecks last(ReadHandle handle, String serialNumber) {
        return handle.remembered(
                CHECKS,
                new LastOf(serialNumber),
                () ->
                        new LastChecks(
                                newest(handle, serialNumber, CheckKind.WEIGHTS),
                                newest(handle, serialNumber, CheckKind.REPEATABILITY)));
    }

    private static @Nullable BalanceCheck newest(
            ReadHandle handle, String serialNumber, CheckKind kind) {
        return newest(handle, serialNumber, kind, 1).stream().findFirst().orElse(null);
    }

    /// The last checks of a kind, the newest first.
    public static List<BalanceCheck> newest(
            ReadHandle handle, String serialNumber, CheckKind kind, int most) {
        return handle.sql()
                .list(
                        "SELECT * FROM balance_checks WHERE balance_serial = ? AND kind = ?"
                                + " ORDER BY checked_at DESC, id DESC LIMIT ?",
                        BalanceRegister::check,
                        serialNumber,
                        kind.word(),
                        most);
    }

    /// A check as the fields of an entity; members in the order of their names, as the hub gives them back.
    public static ObjectNode fields(BalanceCheck check) {
        ObjectNode fields =
                Json.object()
                        .put("balanceSerial", check.balanceSerial())
                        .put("balanceModel", check.balanceModel())
                        .put("kind", check.kind().word());
        var readings = fields.putArray("readings");
        check.readings()
                .forEach(reading ->
                        readings.addObject()
                                .put("empty", reading.empty().toString())
                                .put("loaded", reading.loaded().toString())
                                .put("nominal", reading.nominal().toString())
                                .put("rawFrame", reading.rawFrame())
                                .put("tolerance", reading.tolerance().toString())
                                .put("weightId", reading.weightId()));
        Mass minimum = check.minimumWeight();
        if (minimum != null) {
            fields.put("minimumWeightG", minimum.inGrams().toPlainString());
        }
        return fields.put("result", check.passed() ? "passed" : "failed")
                .put("checkedAt", check.at().toEpochMilli())
                .put("checkedBy", check.by());
    }

    /// Tells the audit trail of a check that was just stored.
    public static void tell(WriteHandle handle, BalanceCheck check, Instant now) {
        AuditTrail.append(
                handle,
                now,
                CHECKED,
                check.by(),
                Json.object()
                        .put("checkId", check.id())
                        .put("balanceSerial", check.balanceSerial())
                        .put("kind", check.kind().word())
                        .put("result", check.passed() ? "passed" : "failed")
                        .put("contentHash", hash(check)));
    }

    /// The first check or balance whose row and audit event differ, or of which one is missing; empty if all agree.
    ///
    /// @param labId of the lab whose file it is
    public static Optional<String> unlikeTheTrail(ReadHandle handle, String labId) {
        return checkUnlikeItsEvent(handle, labId).or(() -> balanceUnlikeItsEvent(handle));
    }

    private static Optional<String> checkUnlikeItsEvent(ReadHandle handle, String labId) {
        Map<String, String> told = new HashMap<>();
        Optional<String> twice =
                handle.sql()
                        .firstPresent(
                                TOLD,
                                row ->
                                        told.put(row.getString(2), row.getString(3)) == null
                                                ? Optional.empty()
                                                : Optional.of(row.getString(2)),
                                CHECKED);
        return twice.or(() ->
                        handle.sql()
                                .firstPresent(
                                        "SELECT * FROM balance_checks ORDER BY id",
                                        row -> {
                                            String id = row.getString("id");
                                            return hashOf(row).equals(told.remove(id))
                                                            && isMadeHere(row, labId)
                                                    ? Optional.empty()
                                                    : Optional.of(id);
                                        }))
                .or(() -> told.keySet().stream().findFirst())
                .map(id -> "balance check " + id);
    }

    /// Whoever checks a balance stores the check, in the file of the lab.
    private static boolean isMadeHere(ResultSet row, String labId) throws SQLException {
        return labId.equals(row.getString("lab_id"))
                && row.getString("checked_by").equals(row.getString("created_by"));
    }

    private static Optional<String> balanceUnlikeItsEvent(ReadHandle handle) {
        Map<String, String> told = new HashMap<>();
        handle.sql()
                .list(
                        "SELECT body -> '$.details' FROM audit_event WHERE body ->> '$.kind' = ?"
                                + " ORDER BY sequence",
                        row -> told.put(serialIn(row.getString(1)), row.getString(1)),
                        REGISTERED);
        return handle.sql()
                .<String>firstPresent(
                        "SELECT * FROM balances ORDER BY serial_number",
                        row -> {
                            String serial = row.getString("serial_number");
                            return CanonicalJson.of(rowFacts(row)).equals(told.remove(serial))
                                    ? Optional.empty()
                                    : Optional.of(serial);
                        })
                .or(() -> told.keySet().stream().findFirst())
                .map(serial -> "balance " + serial);
    }

    private static String serialIn(String details) throws SQLException {
        try {
            return Json.parseObject(details).path("serialNumber").asText();
        } catch (MalformedJson e) {
            throw new SQLException("an audit event is unreadable: " + details, e);
        }
    }

    private static ObjectNode facts(BalanceIdentity balance) {
        return Json.object()
                .put("serialNumber", balance.serialNumber())
                .put("model", balance.model())
                .put("maximum", balance.maximum().toString())
                .put("readability", balance.readability().toString());
    }

    private static ObjectNode rowFacts(ResultSet row) throws SQLException {
        return Json.object()
                .put("serialNumber", row.getString("serial_number"))
                .put("model", row.getString("model"))
                .put("maximum", row.getString("maximum_g"))
                .put("readability", row.getString("readability_g"));
    }

    private static String hash(BalanceCheck check) {
        return EntityType.BALANCE_CHECKS.shape().contentHash(fields(check));
    }

    /// Of what stands in the row, readable or not.
    private static String hashOf(ResultSet row) throws SQLException {
        try {
            return hash(check(row));
        } catch (SQLException | RuntimeException e) {
            return "unreadable";
        }
    }

    private static BalanceIdentity balance(ResultSet row) throws SQLException {
        return new BalanceIdentity(
                row.getString("model"),
                row.getString("serial_number"),
                Mass.parse(row.getString("maximum_g")),
                Mass.parse(row.getString("readability_g")));
    }

    private static BalanceCheck check(ResultSet row) throws SQLException {
        String minimum = row.getString("minimum_weight_g");
        String model = row.getString("balance_model");
        String result = row.getString("result");
        if (!result.equals("passed") && !result.equals("failed")) {
            throw new SQLException("no result of a check: " + result);
        }
        return new BalanceCheck(
                row.getString("id"),
                CheckKind.ofWord(row.getString("kind")),
                model == null ? "" : model,
                row.getString("balance_serial"),
                readings(row.getString("readings")),
                minimum == null ? null : Mass.grams(minimum),
                result.equals("passed"),
                Instant.ofEpochMilli(row.getLong("checked_at")),
                row.getString("checked_by"));
    }

    private static List<CheckReading> readings(String json) throws SQLException {
        try {
            List<CheckReading> readings = new ArrayList<>();
            for (JsonNode one : Json.parseObject("{\"all\":" + json + "}").path("all")) {
                readings.add(
                        new CheckReading(
                                one.path("weightId").asText(),
                                Mass.parse(one.path("nominal").asText()),
                                Mass.parse(one.path("tolerance").asText()),
                                Mass.parse(one.path("empty").asText()),
                                Mass.parse(one.path("loaded").asText()),
                                one.path("rawFrame").asText()));
            }
            return readings;
        } catch (MalformedJson e) {
            throw new SQLException("the readings of a check are unreadable: " + json, e);
        }
    }
}

package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaLine;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.WireEntities.WireFormula;
import io.prepstation.model.sync.WireEntities.WireFormulaVersion;
import io.prepstation.model.sync.WireEntities.WireLab;
import io.prepstation.model.sync.WireEntities.WireUser;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes a download over the master data that is there.
final class MasterWriting {

    private static final Logger LOG = LoggerFactory.getLogger("SyncPull");

    private MasterWriting() {}

    static void replaceAll(WriteHandle handle, MasterDownload download) {
        Sql sql = handle.sql();
        lab(sql, download.lab());
        withdrawEverything(sql);
        download.users().forEach(user -> user(sql, user));
        download.credentials().forEach((userId, version) -> credentials(sql, userId, version));
        String labId = download.lab().key().labId();
        download.ingredients().forEach(ingredient -> ingredient(sql, labId, ingredient));
        download.formulas().forEach(formula -> formula(sql, formula));
        download.versions().forEach(version -> version(sql, version));
    }

    static void lab(Sql sql, Lab lab) {
        sql.run(
                "INSERT INTO labs (id, tenant_id, name, time_zone, demo) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
                        + " time_zone = excluded.time_zone, demo = excluded.demo",
                lab.key().labId(),
                lab.key().tenantId(),
                lab.name(),
                lab.timeZone().getId(),
                lab.demo() ? 1 : 0);
    }

    private static void withdrawEverything(Sql sql) {
        sql.run("UPDATE users SET active = 0 WHERE active = 1");
        sql.run(
                "UPDATE ingredients SET withdrawn = 1 WHERE withdrawn = 0 AND sync_status = 'synced'");
        sql.run("UPDATE formulas SET withdrawn = 1 WHERE withdrawn = 0");
        sql.run("UPDATE formula_versions SET status = 'retired' WHERE status = 'approved'");
        sql.run(
                "DELETE FROM formula_lines WHERE version_id IN"
                        + " (SELECT id FROM formula_versions WHERE status = 'draft')");
    }

    static void user(Sql sql, User user) {
        sql.run(
                "INSERT INTO users (id, name, roles, active) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET name = excluded.name, roles = excluded.roles,"
                        + " active = excluded.active",
                user.id(),
                user.name(),
                MasterRows.words(user.roles()),
                user.active() ? 1 : 0);
    }

    /// One that is being changed here keeps the change until the hub has it.
    static void ingredient(Sql sql, String labId, Ingredient ingredient) {
        sql.run(
                "INSERT INTO ingredients (id, code, name, cas_number, signal_word, pictograms, hazards, lab_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name,"
                        + " cas_number = excluded.cas_number, signal_word = excluded.signal_word,"
                        + " pictograms = excluded.pictograms, hazards = excluded.hazards,"
                        + " lab_id = excluded.lab_id, withdrawn = 0 WHERE sync_status = 'synced'",
                ingredient.id(),
                ingredient.code(),
                ingredient.name(),
                ingredient.casNumber(),
                ingredient.hazards().signalWord().isEmpty()
                        ? null
                        : ingredient.hazards().signalWord(),
                texts(ingredient.hazards().pictograms()),
                texts(ingredient.hazards().statements()),
                labId);
    }

    private static String texts(List<String> texts) {
        ArrayNode list = Json.object().putArray("texts");
        texts.forEach(list::add);
        return list.toString();
    }

    static void formula(Sql sql, Formula formula) {
        sql.run(
                "INSERT INTO formulas (id, code, name) VALUES (?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name,"
                        + " withdrawn = 0",
                formula.id(),
                formula.code(),
                formula.name());
    }

    static void version(Sql sql, FormulaVersion version) {
        retireLost(sql, version);
        sql.run(
                "INSERT INTO formula_versions (id, formula_id, version_no, status, effective_from, base_amount,"
                        + " base_unit) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET status = excluded.status,"
                        + " effective_from = excluded.effective_from",
                version.id(),
                version.formulaId(),
                version.versionNo(),
                version.status().word(),
                version.effectiveFrom().toString(),
                version.base().value().toPlainString(),
                version.base().unit().symbol());
        Set<Line> there =
                Set.copyOf(
                        sql.list(
                                "SELECT * FROM formula_lines WHERE version_id = ?",
                                Line::of,
                                version.id()));
        if (there.isEmpty()) {
            // Known so far from a session that came back from the hub, which says nothing of its
            // base.
            sql.run(
                    "UPDATE formula_versions SET base_amount = ?, base_unit = ? WHERE id = ?",
                    version.base().value().toPlainString(),
                    version.base().unit().symbol(),
                    version.id());
        }
        complete(sql, version, there);
    }

    /// Whoever tells a version has no other one of its number: another was made before the hub was put back, and lost with it.
    private static void retireLost(Sql sql, FormulaVersion version) {
        sql.run(
                "UPDATE formula_versions SET status = 'retired' WHERE formula_id = ? AND version_no = ?"
                        + " AND id <> ? AND status <> 'retired'",
                version.formulaId(),
                version.versionNo(),
                version.id());
    }

    /// Adds the lines that are missing; those that are there stay as they were approved.
    private static void complete(Sql sql, FormulaVersion version, Set<Line> there) {
        boolean others =
                !version.lines().stream()
                        .map(Line::of)
                        .collect(Collectors.toSet())
                        .containsAll(there);
        if (others) {
            LOG.error(
                    "formula version {} has other lines here than it is told with; they stay. Look: station sync check",
                    version.id());
            return;
        }
        version.lines().stream()
                .filter(line -> !there.contains(Line.of(line)))
                .forEach(line -> line(sql, version.id(), line));
    }

    /// A line as it is compared: zeros at the end of a number make no other one.
    private record Line(
            int sequence,
            String ingredientId,
            BigDecimal targetG,
            BigDecimal lowerG,
            BigDecimal upperG,
            String rules) {

        private Line {
            targetG = targetG.stripTrailingZeros();
            lowerG = lowerG.stripTrailingZeros();
            upperG = upperG.stripTrailingZeros();
        }

        static Line of(ResultSet row) throws SQLException {
            return new Line(
                    row.getInt("sequence"),
                    row.getString("ingredient_id"),
                    new BigDecimal(row.getString("target_g")),
                    new BigDecimal(row.getString("tolerance_lower_g")),
                    new BigDecimal(row.getString("tolerance_upper_g")),
                    row.getString("rules"));
        }

        static Line of(FormulaLine line) {
            return new Line(
                    line.sequence(),
                    line.ingredientId(),
                    line.targetG(),
                    line.lower().gramsFor(line.targetG()),
                    line.upper().gramsFor(line.targetG()),
                    LineRule.words(line.rules()));
        }
    }

    private static void line(Sql sql, String versionId, FormulaLine line) {
        sql.run(
                "INSERT INTO formula_lines (version_id, sequence, ingredient_id, target_g, tolerance_lower_g,"
                        + " tolerance_upper_g, rules) VALUES (?, ?, ?, ?, ?, ?, ?)",
                versionId,
                line.sequence(),
                line.ingredientId(),
                line.targetG().toPlainString(),
                line.lower().gramsFor(line.targetG()).toPlainString(),
                line.upper().gramsFor(line.targetG()).toPlainString(),
                LineRule.words(line.rules()));
    }

    /// @throws java.time.DateTimeException for an unknown time zone
    static void labChanged(WriteHandle handle, WireLab wire) {
        lab(
                handle.sql(),
                new Lab(
                        new LabKey(wire.tenantId(), wire.id()),
                        wire.name(),
                        ZoneId.of(wire.timeZone()),
                        wire.demo()));
    }

    /// Whoever no longer belongs to the lab is kept for old records and not offered any more.
    static void userChanged(WriteHandle handle, LabKey lab, WireUser wire, boolean deleted) {
        User user = wire.toUser();
        boolean belongs = !deleted && wire.labIds().contains(lab.labId());
        user(
                handle.sql(),
                new User(user.id(), user.name(), user.roles(), user.active() && belongs));
        credentials(handle.sql(), wire.id(), wire.credentials());
    }

    private static void credentials(Sql sql, String userId, int version) {
        sql.run("UPDATE users SET credential_version = ? WHERE id = ?", version, userId);
    }

    static void formulaChanged(WriteHandle handle, WireFormula wire, boolean deleted) {
        formula(handle.sql(), wire.toFormula());
        handle.sql()
                .run("UPDATE formulas SET withdrawn = ? WHERE id = ?", deleted ? 1 : 0, wire.id());
    }

    /// The lines of a draft may still change; those of an approved version never do.
    static void versionChanged(WriteHandle handle, WireFormulaVersion wire) {
        dropDraftLines(handle.sql(), wire.id());
        version(handle.sql(), wire.toVersion());
    }

    /// A draft of this station's own, whole.
    static void draftChanged(Sql sql, FormulaVersion draft) {
        dropDraftLines(sql, draft.id());
        sql.run(
                "UPDATE formula_versions SET base_amount = ?, base_unit = ? WHERE id = ? AND status = 'draft'",
                draft.base().value().toPlainString(),
                draft.base().unit().symbol(),
                draft.id());
        version(sql, draft);
    }

    private static void dropDraftLines(Sql sql, String versionId) {
        sql.run(
                "DELETE FROM formula_lines WHERE version_id IN"
                        + " (SELECT id FROM formula_versions WHERE id = ? AND status = 'draft')",
                versionId);
    }
}

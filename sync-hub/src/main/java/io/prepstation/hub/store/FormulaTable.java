package io.prepstation.hub.store;

import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaLine;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.mass.Deviation;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// Formulas of a lab, their versions and lines.
public final class FormulaTable {

    private final Handle handle;
    private final Dialect dialect;

    FormulaTable(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    /// Adds a formula under a number that none had before, nor in another life of this database.
    public Formula insert(String labId, String code, String name) {
        long id =
                handle.createQuery(dialect.newNumber("formulas"))
                        .map((row, context) -> row.getLong(1))
                        .one();
        handle.createUpdate(
                        """
                        INSERT INTO formulas (id, lab_id, code, name, version)
                        VALUES (:id, :labId, :code, :name, 1)
                        """)
                .bind("id", id)
                .bind("labId", labId)
                .bind("code", code)
                .bind("name", name)
                .execute();
        return new Formula(Long.toString(id), code, name);
    }

    /// Counts a change of what is derived from the formula's versions.
    public void touch(Formula formula) {
        handle.createUpdate("UPDATE formulas SET version = version + 1 WHERE id = :id")
                .bind("id", HubNumber.of(formula.id()).orElseThrow())
                .execute();
    }

    /// @param today in the lab's time zone
    public Optional<Versioned<LabFormula>> find(String id, LocalDate today) {
        return HubNumber.of(id)
                .flatMap(number ->
                        handle.createQuery(FORMULA + "WHERE formulas.id = :id")
                                .bind("id", number)
                                .bind("today", today.toString())
                                .map((row, context) -> formula(row))
                                .findOne());
    }

    public Optional<Versioned<LabFormula>> findByCode(String labId, String code, LocalDate today) {
        return handle.createQuery(FORMULA + "WHERE formulas.lab_id = :labId AND code = :code")
                .bind("labId", labId)
                .bind("code", code)
                .bind("today", today.toString())
                .map((row, context) -> formula(row))
                .findOne();
    }

    public void eachOfLab(String labId, LocalDate today, Consumer<Versioned<LabFormula>> consumer) {
        handle.createQuery(FORMULA + "WHERE formulas.lab_id = :labId ORDER BY formulas.id")
                .bind("labId", labId)
                .bind("today", today.toString())
                .map((row, context) -> formula(row))
                .useStream(rows -> rows.forEach(consumer));
    }

    public void insertVersion(FormulaVersion version) {
        handle.createUpdate(
                        """
                        INSERT INTO formula_versions
                            (id, formula_id, version_no, status, effective_from, base_amount, base_unit, version)
                        VALUES (:id, :formulaId, :versionNo, :status, :effectiveFrom, :baseAmount, :baseUnit, 1)
                        """)
                .bind("id", version.id())
                .bind("formulaId", HubNumber.of(version.formulaId()).orElseThrow())
                .bind("versionNo", version.versionNo())
                .bind("status", version.status().word())
                .bind("effectiveFrom", version.effectiveFrom().toString())
                .bind("baseAmount", version.base().value().toPlainString())
                .bind("baseUnit", version.base().unit().symbol())
                .execute();
        version.lines().forEach(line -> insertLine(version.id(), line));
    }

    /// Writes a draft anew; the caller has made sure that it is one.
    public void replaceDraft(FormulaVersion version) {
        handle.createUpdate(
                        """
                        UPDATE formula_versions SET effective_from = :effectiveFrom, base_amount = :baseAmount,
                            base_unit = :baseUnit, version = version + 1
                        WHERE id = :id AND status = 'draft'
                        """)
                .bind("id", version.id())
                .bind("effectiveFrom", version.effectiveFrom().toString())
                .bind("baseAmount", version.base().value().toPlainString())
                .bind("baseUnit", version.base().unit().symbol())
                .execute();
        handle.createUpdate("DELETE FROM formula_lines WHERE version_id = :id")
                .bind("id", version.id())
                .execute();
        version.lines().forEach(line -> insertLine(version.id(), line));
    }

    /// Who wrote a version; empty if it came by the hub's command line.
    public Optional<String> authorOf(String versionId) {
        return handle.createQuery(
                        """
                        SELECT created_by FROM formula_versions
                        WHERE id = :id AND created_by IS NOT NULL
                        """)
                .bind("id", versionId)
                .mapTo(String.class)
                .findOne();
    }

    public void setAuthor(String versionId, String author) {
        handle.createUpdate("UPDATE formula_versions SET created_by = :author WHERE id = :id")
                .bind("author", author)
                .bind("id", versionId)
                .execute();
    }

    public Optional<String> labOfVersion(String versionId) {
        return handle.createQuery(
                        """
                        SELECT formulas.lab_id FROM formulas
                        JOIN formula_versions ON formula_versions.formula_id = formulas.id
                        WHERE formula_versions.id = :id
                        """)
                .bind("id", versionId)
                .mapTo(String.class)
                .findOne();
    }

    public void approve(String versionId, String by, Instant at) {
        handle.createUpdate(
                        """
                        UPDATE formula_versions SET status = 'approved', approved_by = :by, approved_at = :at,
                            version = version + 1
                        WHERE id = :id AND status = 'draft'
                        """)
                .bind("by", by)
                .bind("at", at.toEpochMilli())
                .bind("id", versionId)
                .execute();
    }

    public Optional<Versioned<FormulaVersion>> findVersion(String id) {
        return handle.createQuery("SELECT * FROM formula_versions WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> version(row))
                .findOne();
    }

    public Optional<Versioned<FormulaVersion>> findVersion(Formula formula, int versionNo) {
        return versionsOf(formula).stream()
                .filter(version -> version.value().versionNo() == versionNo)
                .findFirst();
    }

    public List<Versioned<FormulaVersion>> versionsOf(Formula formula) {
        return handle.createQuery(
                        "SELECT * FROM formula_versions WHERE formula_id = :id ORDER BY version_no")
                .bind("id", HubNumber.of(formula.id()).orElseThrow())
                .map((row, context) -> version(row))
                .list();
    }

    public void eachApprovedOfLab(String labId, Consumer<Versioned<FormulaVersion>> consumer) {
        handle.createQuery(
                        """
                        SELECT formula_versions.* FROM formula_versions
                        JOIN formulas ON formulas.id = formula_versions.formula_id
                        WHERE formulas.lab_id = :labId AND status = 'approved'
                        ORDER BY formula_id, version_no
                        """)
                .bind("labId", labId)
                .map((row, context) -> version(row))
                .useStream(rows -> rows.forEach(consumer));
    }

    private static final String FORMULA =
            """
            SELECT formulas.*,
                (SELECT v.id FROM formula_versions v
                 WHERE v.formula_id = formulas.id AND v.status = 'approved' AND v.effective_from <= :today
                 ORDER BY v.version_no DESC LIMIT 1) AS current_version_id
            FROM formulas
            """;

    private static Versioned<LabFormula> formula(ResultSet row) throws SQLException {
        Formula formula =
                new Formula(row.getString("id"), row.getString("code"), row.getString("name"));
        LabFormula labFormula =
                new LabFormula(
                        formula, row.getString("lab_id"), row.getString("current_version_id"));
        return new Versioned<>(labFormula, row.getInt("version"));
    }

    private Versioned<FormulaVersion> version(ResultSet row) throws SQLException {
        String id = row.getString("id");
        FormulaVersion version =
                new FormulaVersion(
                        id,
                        row.getString("formula_id"),
                        row.getInt("version_no"),
                        VersionStatus.ofWord(row.getString("status")),
                        LocalDate.parse(row.getString("effective_from")),
                        Amount.of(row.getString("base_amount"), row.getString("base_unit")),
                        linesOf(id));
        return new Versioned<>(version, row.getInt("version"));
    }

    private void insertLine(String versionId, FormulaLine line) {
        handle.createUpdate(
                        """
                        INSERT INTO formula_lines
                            (version_id, sequence, ingredient_id, target_g, tolerance_lower_g, tolerance_upper_g,
                             rules)
                        VALUES (:versionId, :sequence, :ingredientId, :targetG, :lowerG, :upperG, :rules)
                        """)
                .bind("versionId", versionId)
                .bind("sequence", line.sequence())
                .bind("ingredientId", HubNumber.of(line.ingredientId()).orElseThrow())
                .bind("targetG", line.targetG().toPlainString())
                .bind("lowerG", line.lower().gramsFor(line.targetG()).toPlainString())
                .bind("upperG", line.upper().gramsFor(line.targetG()).toPlainString())
                .bind("rules", LineRule.words(line.rules()))
                .execute();
    }

    private List<FormulaLine> linesOf(String versionId) {
        return handle.createQuery(
                        "SELECT * FROM formula_lines WHERE version_id = :versionId ORDER BY sequence")
                .bind("versionId", versionId)
                .map((row, context) ->
                        new FormulaLine(
                                row.getInt("sequence"),
                                row.getString("ingredient_id"),
                                new BigDecimal(row.getString("target_g")),
                                grams(row.getString("tolerance_lower_g")),
                                grams(row.getString("tolerance_upper_g")),
                                LineRule.ofWords(row.getString("rules"))))
                .list();
    }

    private static Deviation grams(String value) {
        return new Deviation.Absolute(new BigDecimal(value));
    }
}

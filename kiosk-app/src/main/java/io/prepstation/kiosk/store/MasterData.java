package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.FormulaLookup.NoVersion;
import io.prepstation.kiosk.store.FormulaLookup.NotApproved;
import io.prepstation.kiosk.store.FormulaLookup.NotYetEffective;
import io.prepstation.kiosk.store.FormulaLookup.UnknownFormula;
import io.prepstation.kiosk.store.FormulaLookup.Usable;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.people.User;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a lab works with and does not change at the bench: people, ingredients, formulas.
public final class MasterData {

    private static final Set<Table> LAB_TABLES = Set.of(Table.LABS);

    /// The tables that formulas are read from.
    public static final Set<Table> FORMULA_TABLES =
            Set.of(Table.FORMULAS, Table.FORMULA_VERSIONS, Table.FORMULA_LINES, Table.INGREDIENTS);

    private static final String VERSIONS =
            "SELECT * FROM formula_versions WHERE formula_id = ? ORDER BY version_no DESC, status = 'retired'";
    private static final String LINES =
            """
            SELECT l.sequence, l.ingredient_id, l.target_g, l.tolerance_lower_g, l.tolerance_upper_g, l.rules,
                i.id, i.code, i.name, i.cas_number, i.signal_word, i.pictograms, i.hazards
            FROM formula_lines l JOIN ingredients i ON i.id = l.ingredient_id
            WHERE l.version_id = ? ORDER BY l.sequence
            """;
    private static final String FORMULAS =
            """
            SELECT f.id, f.code, f.name, coalesce(c.locked, 0) AS locked,
                (SELECT max(version_no) FROM formula_versions v
                    WHERE v.formula_id = f.id AND v.status = 'approved') AS approved
            FROM formulas f LEFT JOIN formula_counter c ON c.formula_id = f.id
            WHERE f.withdrawn = 0 ORDER BY f.code
            """;

    private MasterData() {}

    /// The lab of this file; empty before the first download.
    public static Optional<Lab> lab(ReadHandle handle) {
        return handle.remembered(
                LAB_TABLES,
                LAB_TABLES,
                () -> handle.sql().first("SELECT * FROM labs LIMIT 1", MasterRows::lab));
    }

    /// The zone of the lab's days; UTC before the first download.
    public static ZoneId zone(ReadHandle handle) {
        return lab(handle).map(Lab::timeZone).orElse(ZoneOffset.UTC);
    }

    /// Who belongs to the lab now, by name, whatever they may do.
    public static List<User> people(ReadHandle handle) {
        return handle.sql()
                .list("SELECT * FROM users WHERE active = 1 ORDER BY name, id", MasterRows::user);
    }

    public static Optional<User> user(ReadHandle handle, String id) {
        return handle.sql().first("SELECT * FROM users WHERE id = ?", MasterRows::user, id);
    }

    /// How often badge or PIN of a person were replaced, as far as the hub has told; 0 for somebody who is not known.
    public static int credentialVersion(ReadHandle handle, String userId) {
        return handle.sql()
                .first(
                        "SELECT credential_version FROM users WHERE id = ?",
                        row -> row.getInt(1),
                        userId)
                .orElse(0);
    }

    public static Optional<Ingredient> ingredient(ReadHandle handle, String id) {
        return handle.sql()
                .first("SELECT * FROM ingredients WHERE id = ?", MasterRows::ingredient, id);
    }

    public static List<Ingredient> ingredients(ReadHandle handle) {
        return handle.sql()
                .list("SELECT * FROM ingredients WHERE withdrawn = 0", MasterRows::ingredient);
    }

    /// The ingredient whose label carries that code.
    public static Optional<Ingredient> ingredientByCode(ReadHandle handle, String code) {
        return handle.sql()
                .first(
                        "SELECT * FROM ingredients WHERE code = ? AND withdrawn = 0",
                        MasterRows::ingredient,
                        code);
    }

    /// The formulas of the lab, by code.
    public static List<FormulaSummary> formulas(ReadHandle handle) {
        return handle.sql()
                .list(
                        FORMULAS,
                        row -> {
                            int approved = row.getInt("approved");
                            boolean none = row.wasNull();
                            return new FormulaSummary(
                                    MasterRows.formula(row),
                                    none ? OptionalInt.empty() : OptionalInt.of(approved),
                                    row.getBoolean("locked"));
                        });
    }

    static Optional<Formula> formulaByCode(ReadHandle handle, String code) {
        return handle.sql()
                .first(
                        "SELECT * FROM formulas WHERE code = ? AND withdrawn = 0",
                        MasterRows::formula,
                        code);
    }

    /// Whatever its status is; one that lives before those of its number that are retired.
    static Optional<FormulaVersion> version(ReadHandle handle, Formula formula, int versionNo) {
        return handle.sql()
                .first(
                        "SELECT * FROM formula_versions WHERE formula_id = ? AND version_no = ?"
                                + " ORDER BY status = 'retired' LIMIT 1",
                        row -> MasterRows.version(row, List.of()),
                        formula.id(),
                        versionNo)
                .map(version ->
                        MasterRows.withLines(
                                version, handle.sql().list(LINES, MasterRows::line, version.id())));
    }

    public static Optional<String> formulaId(ReadHandle handle, String code) {
        return handle.sql()
                .first(
                        "SELECT id FROM formulas WHERE code = ? AND withdrawn = 0",
                        row -> row.getString(1),
                        code);
    }

    /// The newest version of a formula that may be weighed on that day, or why none may.
    public static FormulaLookup formula(ReadHandle handle, String code, LocalDate today) {
        return formulaByCode(handle, code)
                .map(known -> lookup(handle, known, today))
                .orElseGet(() -> new UnknownFormula(code));
    }

    /// A version as a session was created from it, whatever became of it since.
    public static Optional<Usable> version(ReadHandle handle, String versionId) {
        return handle.sql()
                .first(
                        "SELECT * FROM formula_versions WHERE id = ?",
                        row -> MasterRows.version(row, List.of()),
                        versionId)
                .map(version -> usable(handle, formulaById(handle, version.formulaId()), version));
    }

    /// Everybody, by name, also those who have left.
    public static List<User> users(ReadHandle handle) {
        return handle.sql().list("SELECT * FROM users ORDER BY name, id", MasterRows::user);
    }

    /// Describes the lab of a station without a hub.
    public static void describe(WriteHandle handle, Lab lab) {
        MasterWriting.lab(handle.sql(), lab);
    }

    /// Adds or changes a user of a station without a hub.
    public static void keep(WriteHandle handle, User user) {
        MasterWriting.user(handle.sql(), user);
    }

    /// Stores a download in the caller's transaction. What is no longer in it is withdrawn, never deleted; the lines of
    /// a version that was approved once are never rewritten.
    public static void replaceAll(WriteHandle handle, MasterDownload download) {
        MasterWriting.replaceAll(handle, download);
    }

    private static FormulaLookup lookup(ReadHandle handle, Formula formula, LocalDate today) {
        List<FormulaVersion> versions =
                handle.sql()
                        .list(VERSIONS, row -> MasterRows.version(row, List.of()), formula.id());
        return versions.stream()
                .filter(version -> version.usableOn(today))
                .findFirst()
                .<FormulaLookup>map(version -> usable(handle, formula, version))
                .orElseGet(() -> unusable(formula.code(), versions));
    }

    private static Formula formulaById(ReadHandle handle, String id) {
        return handle.sql()
                .first("SELECT * FROM formulas WHERE id = ?", MasterRows::formula, id)
                .orElseThrow();
    }

    private static Usable usable(ReadHandle handle, Formula formula, FormulaVersion version) {
        List<MasterRows.LineOf> lines = handle.sql().list(LINES, MasterRows::line, version.id());
        return new Usable(
                formula,
                MasterRows.withLines(version, lines),
                lines.stream().map(MasterRows.LineOf::ingredient).toList());
    }

    private static FormulaLookup unusable(String code, List<FormulaVersion> versions) {
        if (versions.isEmpty()) {
            return new NoVersion(code);
        }
        return versions.stream()
                .filter(version -> version.status() == VersionStatus.APPROVED)
                .findFirst()
                .<FormulaLookup>map(version ->
                        new NotYetEffective(code, version.versionNo(), version.effectiveFrom()))
                .orElseGet(() ->
                        new NotApproved(
                                code,
                                versions.getFirst().versionNo(),
                                versions.getFirst().status()));
    }
}

package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaLine;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.mass.Deviation;
import io.prepstation.model.material.Hazards;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the rows of master data.
final class MasterRows {

    /// A formula line with its ingredient.
    record LineOf(FormulaLine line, Ingredient ingredient) {}

    private MasterRows() {}

    static Lab lab(ResultSet row) throws SQLException {
        return new Lab(
                new LabKey(row.getString("tenant_id"), row.getString("id")),
                row.getString("name"),
                ZoneId.of(row.getString("time_zone")),
                row.getBoolean("demo"));
    }

    static User user(ResultSet row) throws SQLException {
        return new User(
                row.getString("id"),
                row.getString("name"),
                roles(row.getString("roles")),
                row.getBoolean("active"));
    }

    static Ingredient ingredient(ResultSet row) throws SQLException {
        return new Ingredient(
                row.getString("id"),
                row.getString("code"),
                row.getString("name"),
                row.getString("cas_number"),
                hazards(row));
    }

    static Formula formula(ResultSet row) throws SQLException {
        return new Formula(row.getString("id"), row.getString("code"), row.getString("name"));
    }

    static FormulaVersion version(ResultSet row, List<FormulaLine> lines) throws SQLException {
        return new FormulaVersion(
                row.getString("id"),
                row.getString("formula_id"),
                row.getInt("version_no"),
                VersionStatus.ofWord(row.getString("status")),
                LocalDate.parse(row.getString("effective_from")),
                Amount.of(row.getString("base_amount"), row.getString("base_unit")),
                lines);
    }

    static FormulaVersion withLines(FormulaVersion version, List<LineOf> lines) {
        return new FormulaVersion(
                version.id(),
                version.formulaId(),
                version.versionNo(),
                version.status(),
                version.effectiveFrom(),
                version.base(),
                lines.stream().map(LineOf::line).toList());
    }

    static LineOf line(ResultSet row) throws SQLException {
        FormulaLine line =
                new FormulaLine(
                        row.getInt("sequence"),
                        row.getString("ingredient_id"),
                        new BigDecimal(row.getString("target_g")),
                        grams(row.getString("tolerance_lower_g")),
                        grams(row.getString("tolerance_upper_g")),
                        LineRule.ofWords(row.getString("rules")));
        return new LineOf(line, ingredient(row));
    }

    static String words(Set<Role> roles) {
        return roles.stream().map(Role::word).sorted().collect(Collectors.joining(" "));
    }

    private static Set<Role> roles(String words) {
        return Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(Role::ofWord)
                .collect(Collectors.toSet());
    }

    private static Deviation grams(String value) {
        return new Deviation.Absolute(new BigDecimal(value));
    }

    private static Hazards hazards(ResultSet row) throws SQLException {
        String signalWord = row.getString("signal_word");
        return new Hazards(
                signalWord == null ? "" : signalWord,
                texts(row.getString("pictograms")),
                texts(row.getString("hazards")));
    }

    /// @param json a list of texts; null for an empty one
    private static List<String> texts(@Nullable String json) throws SQLException {
        try {
            return json == null
                    ? List.of()
                    : Json.parseObject("{\"texts\":" + json + "}")
                            .path("texts")
                            .valueStream()
                            .map(JsonNode::asText)
                            .toList();
        } catch (MalformedJson e) {
            throw new SQLException("the hazards of an ingredient are unreadable: " + json, e);
        }
    }
}

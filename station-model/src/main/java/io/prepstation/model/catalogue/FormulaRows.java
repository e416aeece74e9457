package io.prepstation.model.catalogue;

import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.AmountUnit;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Deviation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes formulas of rows: reads each cell, and sees that the rows of a formula fit together.
final class FormulaRows {

    private final List<FileProblem> problems;

    FormulaRows(List<FileProblem> problems) {
        this.problems = problems;
    }

    /// Empty if any row has a problem.
    List<FormulaDraft> drafts(List<Cells> rows) {
        Map<String, List<Cells>> formulas = new LinkedHashMap<>();
        for (Cells cells : rows) {
            String key =
                    cells.text(name(FormulaColumn.FORMULA_CODE))
                            + " "
                            + cells.text(name(FormulaColumn.VERSION));
            formulas.computeIfAbsent(key, _ -> new ArrayList<>()).add(cells);
        }
        List<FormulaDraft> drafts =
                formulas.values().stream().map(this::draft).flatMap(Optional::stream).toList();
        return problems.isEmpty() ? drafts : List.of();
    }

    private Optional<FormulaDraft> draft(List<Cells> rows) {
        Cells first = rows.getFirst();
        Optional<String> code = first.code(name(FormulaColumn.FORMULA_CODE));
        Optional<String> title = first.name(name(FormulaColumn.FORMULA_NAME));
        Optional<Integer> version = first.number(name(FormulaColumn.VERSION));
        Optional<Amount> base = base(first);
        Optional<LocalDate> day =
                first.has(name(FormulaColumn.EFFECTIVE_FROM))
                        ? first.day(name(FormulaColumn.EFFECTIVE_FROM))
                        : Optional.empty();
        rows.forEach(row -> checkSame(first, row));
        List<DraftLine> lines = lines(rows);
        if (code.isEmpty() || title.isEmpty() || version.isEmpty() || base.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new FormulaDraft(
                        first, code.get(), title.get(), version.get(), day, base.get(), lines));
    }

    private Optional<Amount> base(Cells cells) {
        Optional<BigDecimal> value = cells.positive(name(FormulaColumn.BASE_AMOUNT));
        String unitName = cells.text(name(FormulaColumn.BASE_UNIT));
        Optional<AmountUnit> unit = AmountUnit.ofSymbol(unitName);
        if (unit.isEmpty()) {
            cells.problem(
                    name(FormulaColumn.BASE_UNIT),
                    "unknown unit \"" + unitName + "\"; known are µL, mL, L, mg, g, kg, pcs");
        }
        return value.flatMap(number -> unit.map(known -> new Amount(number, known)));
    }

    private void checkSame(Cells first, Cells row) {
        for (FormulaColumn column : FormulaColumn.values()) {
            String name = name(column);
            if (column.ofFormula() && !row.text(name).equals(first.text(name))) {
                row.problem(
                        name,
                        "differs within one formula version: \""
                                + row.text(name)
                                + "\" and \""
                                + first.text(name)
                                + "\"");
            }
        }
    }

    private List<DraftLine> lines(List<Cells> rows) {
        List<DraftLine> lines = new ArrayList<>();
        int expected = 1;
        for (Cells row : rows) {
            Optional<DraftLine> line = line(row);
            if (line.isPresent() && line.get().sequence() != expected) {
                row.problem(
                        name(FormulaColumn.SEQUENCE),
                        "expected " + expected + ": the lines count up from 1 in weighing order");
            }
            line.ifPresent(lines::add);
            expected++;
        }
        return lines;
    }

    private Optional<DraftLine> line(Cells cells) {
        Optional<Integer> sequence = cells.number(name(FormulaColumn.SEQUENCE));
        Optional<String> code = cells.code(name(FormulaColumn.INGREDIENT_CODE));
        Optional<String> title = cells.name(name(FormulaColumn.INGREDIENT_NAME));
        Optional<BigDecimal> target = cells.positive(name(FormulaColumn.TARGET_G));
        Optional<Deviation> lower =
                deviation(
                        cells,
                        FormulaColumn.TOLERANCE_LOWER_G,
                        FormulaColumn.TOLERANCE_LOWER_PERCENT);
        Optional<Deviation> upper =
                deviation(
                        cells,
                        FormulaColumn.TOLERANCE_UPPER_G,
                        FormulaColumn.TOLERANCE_UPPER_PERCENT);
        checkCas(cells);
        if (sequence.isEmpty()
                || code.isEmpty()
                || title.isEmpty()
                || target.isEmpty()
                || lower.isEmpty()
                || upper.isEmpty()) {
            return Optional.empty();
        }
        if (lower.get().gramsFor(target.get()).compareTo(target.get()) >= 0) {
            cells.problem(
                    name(FormulaColumn.TOLERANCE_LOWER_G), "must be less than the target itself");
        }
        return Optional.of(
                new DraftLine(
                        cells,
                        sequence.get(),
                        code.get(),
                        title.get(),
                        cells.text(name(FormulaColumn.CAS_NUMBER)),
                        target.get(),
                        lower.get(),
                        upper.get(),
                        rules(cells)));
    }

    /// Words with blanks between them; hazards are the ingredient's, not the line's.
    private static Set<LineRule> rules(Cells cells) {
        String words = cells.text(name(FormulaColumn.RULES));
        try {
            Set<LineRule> rules = LineRule.ofTypedWords(words);
            if (!rules.contains(LineRule.HAZARDS)) {
                return rules;
            }
        } catch (IllegalArgumentException e) {
            // told below, as for hazards
        }
        cells.problem(
                name(FormulaColumn.RULES),
                "unknown rule in \"%s\"; known are free_order, witness, own_vessel, compensator, accurate, by_difference"
                        .formatted(words));
        return Set.of();
    }

    private Optional<Deviation> deviation(
            Cells cells, FormulaColumn side, FormulaColumn percentOfSide) {
        if (cells.has(name(side))) {
            return cells.positive(name(side)).map(Deviation.Absolute::new);
        }
        if (cells.has(name(percentOfSide))) {
            return cells.positive(name(percentOfSide)).map(Deviation.Percent::new);
        }
        if (cells.has(name(FormulaColumn.TOLERANCE_ABS_G))) {
            return cells.positive(name(FormulaColumn.TOLERANCE_ABS_G)).map(Deviation.Absolute::new);
        }
        if (cells.has(name(FormulaColumn.TOLERANCE_PERCENT))) {
            return cells.positive(name(FormulaColumn.TOLERANCE_PERCENT))
                    .map(Deviation.Percent::new);
        }
        cells.problem(
                name(side), "no tolerance: give lower and upper, one for both, or one in percent");
        return Optional.empty();
    }

    private void checkCas(Cells cells) {
        String cas = cells.text(name(FormulaColumn.CAS_NUMBER));
        if (!cas.isEmpty() && !CasNumber.isValid(cas)) {
            cells.problem(
                    name(FormulaColumn.CAS_NUMBER),
                    "\"" + cas + "\" is no CAS number; its check digit does not fit");
        }
    }

    private static String name(FormulaColumn column) {
        return column.csv();
    }
}

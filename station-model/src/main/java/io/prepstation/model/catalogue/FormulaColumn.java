package io.prepstation.model.catalogue;

import java.util.Locale;

/// What a formula file says about a line, and how CSV and JSON call it.
enum FormulaColumn {
    FORMULA_CODE("formula_code", "code", true),
    FORMULA_NAME("formula_name", "name", true),
    VERSION("version", "version", true),
    EFFECTIVE_FROM("effective_from", "effectiveFrom", false),
    BASE_AMOUNT("base_amount", "baseAmount", true),
    BASE_UNIT("base_unit", "baseUnit", true),
    SEQUENCE("sequence", "sequence", true),
    INGREDIENT_CODE("ingredient_code", "ingredientCode", true),
    INGREDIENT_NAME("ingredient_name", "ingredientName", true),
    CAS_NUMBER("cas_number", "casNumber", false),
    TARGET_G("target_g", "targetG", true),
    TOLERANCE_LOWER_G("tolerance_lower_g", "toleranceLowerG", false),
    TOLERANCE_UPPER_G("tolerance_upper_g", "toleranceUpperG", false),
    TOLERANCE_ABS_G("tolerance_abs_g", "toleranceAbsG", false),
    TOLERANCE_PERCENT("tolerance_percent", "tolerancePercent", false),
    TOLERANCE_LOWER_PERCENT("tolerance_lower_percent", "toleranceLowerPercent", false),
    TOLERANCE_UPPER_PERCENT("tolerance_upper_percent", "toleranceUpperPercent", false),
    RULES("rules", "rules", false);

    private final String csv;
    private final String json;
    private final boolean required;

    FormulaColumn(String csv, String json, boolean required) {
        this.csv = csv;
        this.json = json;
        this.required = required;
    }

    String csv() {
        return csv;
    }

    String json() {
        return json;
    }

    /// The member that holds in JSON what this column holds in CSV.
    static String jsonNameOf(String csv) {
        return valueOf(csv.toUpperCase(Locale.ROOT)).json;
    }

    boolean required() {
        return required;
    }

    /// Whether all lines of a formula say the same here.
    boolean ofFormula() {
        return compareTo(SEQUENCE) < 0;
    }
}

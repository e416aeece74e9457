package io.prepstation.hub.dashboard;

/// What a lab's shelves hold, as the hub knows it.
public record Materials(
        FirstOf<IngredientRow> ingredients,
        FirstOf<LotRow> lots,
        FirstOf<ContainerRow> containers) {

    /// @param signal `Danger`, `Warning` or empty
    /// @param statements codes only: `H319, P280`
    public record IngredientRow(
            String code, String name, String cas, String signal, String statements, int lots) {}

    /// @param expired whether it may not be weighed any more for its date
    public record LotRow(
            String number,
            String ingredient,
            String expiresOn,
            boolean expired,
            String status,
            String remaining) {}

    public record ContainerRow(String code, String lot, String tare, String status) {}
}

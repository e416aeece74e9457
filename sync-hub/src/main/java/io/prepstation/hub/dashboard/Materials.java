package io.prepstation.hub.dashboard;

import java.util.List;

/// What a lab's shelves hold, as the hub knows it.
public record Materials(
        List<IngredientRow> ingredients, List<LotRow> lots, List<ContainerRow> containers) {

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

    public Materials {
        ingredients = List.copyOf(ingredients);
        lots = List.copyOf(lots);
        containers = List.copyOf(containers);
    }
}

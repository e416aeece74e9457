package io.prepstation.model.formula;

/// What a laboratory prepares, under the code printed on its labels.
public record Formula(String id, String code, String name) {}

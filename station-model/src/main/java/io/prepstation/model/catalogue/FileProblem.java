package io.prepstation.model.catalogue;

/// Something wrong in a file to be imported, and where.
///
/// @param place `line 3`, or `formulas[0].lines[2]` in JSON
/// @param column the column or member; empty if the whole line is meant
public record FileProblem(String file, String place, String column, String message) {

    @Override
    public String toString() {
        String where = column.isEmpty() ? place : place + ", " + column;
        return file + ": " + where + ": " + message;
    }
}

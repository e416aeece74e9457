package io.prepstation.model.check;

import io.prepstation.model.mass.Mass;
import java.time.LocalDate;

/// A weight whose mass is known better than the balance can tell.
///
/// @param id what is written on its box
/// @param mass as its certificate has it
/// @param tolerance how far the balance may show it off, to either side
/// @param certifiedUntil the last day its certificate holds
public record TestWeight(String id, Mass mass, Mass tolerance, LocalDate certifiedUntil) {

    public boolean certifiedOn(LocalDate day) {
        return !day.isAfter(certifiedUntil);
    }
}

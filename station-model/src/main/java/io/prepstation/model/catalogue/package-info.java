/// Formulas and ingredients as laboratories bring them: files read, checked, and brought into a catalogue, be it the
/// hub's or that of a station without one.
@NullMarked
package io.prepstation.model.catalogue;

import org.jspecify.annotations.NullMarked;

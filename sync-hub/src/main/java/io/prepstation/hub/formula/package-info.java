/// Formulas and ingredients as laboratories bring them: files read, checked, imported.
@NullMarked
package io.prepstation.hub.formula;

import org.jspecify.annotations.NullMarked;

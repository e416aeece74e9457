/// Formulas, their versions, what an amount makes of them, and the codes that start them.
@NullMarked
package io.prepstation.model.formula;

import org.jspecify.annotations.NullMarked;

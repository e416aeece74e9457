/// The formulas of the hub's labs: brought in, listed.
@NullMarked
package io.prepstation.hub.formula;

import org.jspecify.annotations.NullMarked;

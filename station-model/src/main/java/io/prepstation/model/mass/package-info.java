/// Masses as balances display them, and the limits they are judged by. Decimal only: no binary floating point.
@NullMarked
package io.prepstation.model.mass;

import org.jspecify.annotations.NullMarked;

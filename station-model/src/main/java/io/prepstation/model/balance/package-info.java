/// What a balance says: readings, identity, refusals.
@NullMarked
package io.prepstation.model.balance;

import org.jspecify.annotations.NullMarked;

/// The words station and hub speak to each other.
@NullMarked
package io.prepstation.model.sync;

import org.jspecify.annotations.NullMarked;

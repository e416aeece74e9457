/// Hashes of secrets people know, slow on purpose.
@NullMarked
package io.prepstation.model.secret;

import org.jspecify.annotations.NullMarked;

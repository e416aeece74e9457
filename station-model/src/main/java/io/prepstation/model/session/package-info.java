/// Preparation sessions: their steps, dispenses and legal moves.
@NullMarked
package io.prepstation.model.session;

import org.jspecify.annotations.NullMarked;
